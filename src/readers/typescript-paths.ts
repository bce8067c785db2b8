/** Which files hold programs in TypeScript or JavaScript, by their names alone. */

const PROGRAM = /\.[cm]?[jt]sx?$/;
const NO_PROGRAM = /\.d\.[cm]?ts$|\.(?:test|spec)\.[cm]?[jt]sx?$|\.min\.[cm]?js$/;

/** A program file that people write to be run: no declarations, no tests, nothing minified. */
export function isProgramPath(path: string): boolean {
  return PROGRAM.test(path) && !NO_PROGRAM.test(path);
}
