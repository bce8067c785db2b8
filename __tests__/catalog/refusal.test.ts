/** What an error of the SDK is called, and the sentence about it. */
import { describe, expect, test } from 'vitest';
import { refusalOf, refusalSentence } from '../../src/catalog/refusal.ts';

const action = 'eks:DescribeAddonVersions';

function named(name: string): Error {
  return Object.assign(new Error('whatever'), { name });
}

describe('refusalOf', () => {
  test.each([
    ['AccessDeniedException', 'denied'],
    ['UnrecognizedClientException', 'denied'],
    ['ExpiredTokenException', 'denied'],
    ['InvalidSignatureException', 'denied'],
    ['CredentialsProviderError', 'no-credentials'],
    ['ThrottlingException', 'throttled'],
    ['TooManyRequestsException', 'throttled'],
    ['TimeoutError', 'late'],
    ['ServerException', 'failed'],
  ])('%s: %s', (name, kind) => {
    expect(refusalOf(action, named(name))).toEqual({ action, errorName: name, kind });
  });

  test.each([[named('`x`](https://example.com)')], [named('Denied\n::error::')], [named('')], ['text'], [undefined]])(
    'a name that is none is not repeated: %s',
    (error) => {
      expect(refusalOf(action, error)).toEqual({ action, errorName: 'Error', kind: 'failed' });
    },
  );
});

test('each error is named once', () => {
  const refusals = ['TimeoutError', 'ServerException', 'TimeoutError'].map((name) => refusalOf(action, named(name)));
  expect(refusalSentence(refusals, 'the snapshot was')).toEqual([
    'AWS did not answer eks:DescribeAddonVersions in time (TimeoutError, ServerException); the snapshot was used',
  ]);
  expect(refusalSentence([], 'the snapshot was')).toEqual([]);
});
