/** Files that people read and tests hold: compared, or written anew on demand. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a file says. Where the variable is `1` in the environment, `content` is written to it first.
 *
 * @param variable `UPDATE_DOCS`, `UPDATE_SCENARIOS`
 */
export function recorded(path: string, content: string, variable: string): string {
  if (process.env[variable] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return readFileSync(path, 'utf8');
}
