/** Which bytes are a text of ours. */
import { expect, test } from 'vitest';
import { decodeBlob, tooLarge } from '../../src/sources/decode.ts';

const MEBIBYTE = 2 ** 20;

test.each<readonly [name: string, bytes: Uint8Array, loaded: ReturnType<typeof decodeBlob>]>([
  ['nothing', Buffer.from(''), { text: '' }],
  ['a text with its line ends', Buffer.from('a\r\nb\n'), { text: 'a\r\nb\n' }],
  ['a byte order mark, which stays so that offsets fit', Buffer.from('\uFEFFa'), { text: '\uFEFFa' }],
  ['signs outside the basic plane', Buffer.from('🚀ü'), { text: '🚀ü' }],
  ['a NUL byte early', Buffer.from('a\0b'), { why: 'is binary' }],
  ['a NUL byte late', Buffer.concat([Buffer.alloc(8 * 1024, 'a'), Buffer.from('\0')]), { text: `${'a'.repeat(8 * 1024)}\0` }],
  ['UTF-16, little end first', Buffer.from('\uFEFFa', 'utf16le'), { why: 'is UTF-16; only UTF-8 is read' }],
  ['UTF-16, big end first', Buffer.from('\uFEFFa', 'utf16le').swap16(), { why: 'is UTF-16; only UTF-8 is read' }],
  ['Latin-1', Buffer.from('café', 'latin1'), { why: 'is not valid UTF-8' }],
  ['a cut sign', Buffer.from('é').subarray(0, 1), { why: 'is not valid UTF-8' }],
  ['a surrogate in UTF-8', Buffer.from([0xed, 0xa0, 0x80]), { why: 'is not valid UTF-8' }],
  ['2 MB', Buffer.alloc(2 * MEBIBYTE, 'a'), { text: 'a'.repeat(2 * MEBIBYTE) }],
  ['more', Buffer.alloc(2 * MEBIBYTE + 1, 'a'), { why: 'is 2.1 MB, larger than the 2 MB that are read' }],
])('%s', (_, bytes, loaded) => {
  expect(decodeBlob('index.ts', bytes)).toEqual(loaded);
});

test.each([
  [2 * MEBIBYTE, undefined],
  [3 * MEBIBYTE, { why: 'is 3.0 MB, larger than the 2 MB that are read' }],
  [3.01 * MEBIBYTE, { why: 'is 3.1 MB, larger than the 2 MB that are read' }],
])('%d bytes', (size, refusal) => {
  expect(tooLarge('index.ts', size)).toEqual(refusal);
});

test.each(['package-lock.json', 'infra/yarn.lock', 'pnpm-lock.yaml', 'bun.lock'])(
  '%s may have 20 MB, and is told with its own limit',
  (path) => {
    expect(tooLarge(path, 20 * 2 ** 20)).toBeUndefined();
    expect(tooLarge(path, 21 * 2 ** 20)).toEqual({ why: 'is 21.0 MB, larger than the 20 MB that are read' });
  },
);
