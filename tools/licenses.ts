/** The licence texts of every package that went into the bundle, each text once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What we read of webpack's stats: where each module lies, and the modules that were joined into it. */
interface Module {
  readonly nameForCondition?: string;
  readonly modules?: readonly Module[];
}

const PACKAGE_FOLDER = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/**
 * The text of licenses.txt.
 *
 * @param stats path of the bundler's stats file
 * @param others folders of packages whose licence covers code in the bundle too
 * @throws where a package carries neither a licence file nor the name of a licence
 */
export function licenseTexts(stats: string, others: readonly string[]): string {
  const root = JSON.parse(readFileSync(stats, 'utf8')) as Module;
  const folders = new Set([...packageFolders(root), ...others]);
  const packagesByText = new Map<string, string[]>();
  for (const folder of folders) {
    const text = textIn(folder);
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), titleOf(folder)]);
  }
  const sections = [...packagesByText].map(([text, titles]) => `${titles.toSorted().join('\n')}\n\n${text}\n`);
  return sections.toSorted().join(`\n${'-'.repeat(80)}\n\n`);
}

function* packageFolders(module: Module): Iterable<string> {
  const folder = PACKAGE_FOLDER.exec(module.nameForCondition ?? '')?.[0];
  if (folder !== undefined) yield folder;
  for (const inner of module.modules ?? []) yield* packageFolders(inner);
}

function titleOf(folder: string): string {
  const { name, version, license } = manifestOf(folder);
  return `${name} ${version} (${license ?? 'see the text'})`;
}

function textIn(folder: string): string {
  const files = readdirSync(folder).filter((name) => LICENSE_FILE.test(name));
  if (files.length > 0)
    return files
      .toSorted()
      .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
      .join('\n\n');
  const { name, license } = manifestOf(folder);
  if (license === undefined) throw new Error(`${name} went into the bundle and names no licence`);
  return `(the package names its licence, ${license}, and carries no text of it)`;
}

function manifestOf(folder: string): { readonly name: string; readonly version: string; readonly license?: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string; license?: string };
}
