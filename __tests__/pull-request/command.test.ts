/** Orders given in a comment. */
import { expect, test } from 'vitest';
import { type Command, readCommand } from '../../src/pull-request/command.ts';

test.each<readonly [body: string, command: Command | undefined]>([
  ['/lockstep apply', { kind: 'apply' }],
  ['  /lockstep \t apply \r\n', { kind: 'apply' }],
  ['/lockstep recheck', { kind: 'recheck' }],
  ['/lockstep plan 1.33', { kind: 'plan', to: '1.33' }],
  ['/lockstep plan', { kind: 'unknown' }],
  ['/lockstep plan 2.0', { kind: 'unknown' }],
  ['/lockstep plan 1.33 && rm', { kind: 'unknown' }],
  ['/lockstep apply please', { kind: 'unknown' }],
  ['/lockstep APPLY', { kind: 'unknown' }],
  ['/lockstep', { kind: 'unknown' }],
  ['/lockstepapply', undefined],
  ['> /lockstep apply', undefined],
  ['`/lockstep apply`', undefined],
  ['/lockstep apply\n\nthanks', undefined],
  ['Say /lockstep apply', undefined],
  ['', undefined],
])('%j', (body, command) => {
  expect(readCommand(body)).toEqual(command);
});
