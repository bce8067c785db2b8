/** Tells whether the committed dist/ is what the sources build, byte by byte. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildInto } from './build.ts';

/**
 * Compares two folders of files.
 *
 * @returns one line a difference, sorted; none where both hold the same
 */
export function differences(committed: string, fresh: string): readonly string[] {
  const names = new Set([...readdirSync(committed), ...readdirSync(fresh)]);
  return [...names].toSorted().flatMap((name) => difference(name, join(committed, name), join(fresh, name)));
}

function difference(name: string, committed: string, fresh: string): readonly string[] {
  if (!existsSync(committed)) return [`${name}: is built, and not committed`];
  if (!existsSync(fresh)) return [`${name}: is committed, and no longer built`];
  return readFileSync(committed).equals(readFileSync(fresh)) ? [] : [`${name}: differs`];
}

function checkDist(committed: string): readonly string[] {
  if (!existsSync(committed)) return ['dist/ does not exist'];
  const fresh = mkdtempSync(join(tmpdir(), 'eks-lockstep-dist-'));
  try {
    buildInto(fresh);
    return differences(committed, fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const lines = checkDist(join(dirname(import.meta.dirname), 'dist'));
  for (const line of lines) console.error(`check-dist: ${line}`);
  if (lines.length > 0) {
    console.error('check-dist: dist/ is not what the sources build; run `npm run build` and commit the result');
    process.exitCode = 1;
  }
}
