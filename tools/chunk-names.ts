/** Names for the chunks of the bundle: the bundler's numbers change with its neighbours, and say nothing. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What we read of webpack's stats. */
interface Stats {
  readonly chunks: readonly {
    readonly id: number;
    readonly files: readonly string[];
    readonly modules: readonly { readonly size: number; readonly nameForCondition?: string }[];
  }[];
}

const FILE_NAME_OF_CHUNK = '"" + chunkId + ".index.js"';
const PACKAGE = /[\\/]node_modules[\\/](?!.*[\\/]node_modules[\\/])(?:@(?<scope>[^\\/]+)[\\/])?(?<name>[^\\/]+)/;
const OWN_FILE = /(?<name>[^\\/]+)\.[a-z]+$/;

/**
 * Renames `334.index.js` to `run.index.js`, after the largest module in it, and tells the entry.
 *
 * @throws where the entry does not look its chunks up as it used to
 */
export function nameChunks(folder: string, stats: string): void {
  const names = namesOf(JSON.parse(readFileSync(stats, 'utf8')) as Stats);
  for (const [id, name] of names) renameSync(join(folder, `${id}.index.js`), join(folder, `${name}.index.js`));
  const entry = join(folder, 'index.js');
  const parts = readFileSync(entry, 'utf8').split(FILE_NAME_OF_CHUNK);
  if (parts.length !== 2)
    throw new Error('the entry of the bundle has no place that makes the file name of a chunk: has the bundler changed?');
  writeFileSync(entry, parts.join(`${JSON.stringify(Object.fromEntries(names))}[chunkId] + ".index.js"`));
}

function namesOf({ chunks }: Stats): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const taken = new Set<string>();
  for (const { id, files, modules } of chunks.toSorted((a, b) => a.id - b.id)) {
    if (files.includes('index.js')) continue;
    const largest = modules.toSorted((a, b) => b.size - a.size).find((module) => module.nameForCondition !== undefined);
    const name = moduleName(largest?.nameForCondition ?? 'chunk.js');
    names.set(id, taken.has(name) ? `${name}-${id}` : name);
    taken.add(name);
  }
  return names;
}

function moduleName(path: string): string {
  const inPackage = PACKAGE.exec(path)?.groups;
  if (inPackage) return [inPackage['scope'], inPackage['name']].filter((part) => part !== undefined).join('-');
  return OWN_FILE.exec(path)?.groups?.['name'] ?? 'chunk';
}
