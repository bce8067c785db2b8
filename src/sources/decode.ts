/** What the bytes of a file are: a text of ours, or why not. The same for every source. */
import type { Loaded } from './tree.ts';

const MEBIBYTE = 2 ** 20;
const LARGEST = 2 * MEBIBYTE;
/** The lock files of package managers, which nobody reads as a whole. */
const LARGEST_LOCK = 20 * MEBIBYTE;
const LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/;
/** Where a NUL byte gives a binary file away; git looks as far. */
const FIRST_LOOK = 8 * 1024;

/** The reason not to read a file of that size in bytes, so that it need not be fetched to find out. */
export function tooLarge(path: string, size: number): Loaded | undefined {
  const largest = LOCK.test(path) ? LARGEST_LOCK : LARGEST;
  if (size <= largest) return undefined;
  const megabytes = (Math.ceil((size / MEBIBYTE) * 10) / 10).toFixed(1);
  return { why: `is ${megabytes} MB, larger than the ${largest / MEBIBYTE} MB that are read` };
}

/** The text of a file, with its byte order mark if it has one. */
export function decodeBlob(path: string, bytes: Uint8Array): Loaded {
  const refusal = tooLarge(path, bytes.length);
  if (refusal) return refusal;
  if (isUtf16(bytes)) return { why: 'is UTF-16; only UTF-8 is read' };
  if (bytes.subarray(0, FIRST_LOOK).includes(0)) return { why: 'is binary' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { why: 'is not valid UTF-8' };
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
