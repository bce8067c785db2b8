/** Where each package manager writes a version. Lock files are long: only what leads to the packages in question is looked at. */

/** A version of a package that the programs of this repository itself get; `''` for one that is no release. */
export interface Sighting {
  readonly name: string;
  readonly version: string;
}

const WATCHED = /^(?:aws-cdk-lib|@aws-cdk\/(?:lambda-layer-kubectl(?:-v\d+)?|aws-eks-v2-alpha)|@pulumi\/(?:aws|eks|pulumi))$/;

/** An own package, or the root, and a package in it: nothing that another package brings along. */
const OWN_MODULE = /^(?:(?!.*node_modules\/.*node_modules\/).+\/)?node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)$/;

/** `packages` of versions 2 and 3, else `dependencies` of version 1 (https://docs.npmjs.com/cli/configuring-npm/package-lock-json). */
export function* npmVersions(text: string): Iterable<Sighting> {
  const lock = objectOf(parsed(text));
  if ('packages' in lock) {
    for (const [path, entry] of Object.entries(objectOf(lock['packages']))) {
      const name = OWN_MODULE.exec(path)?.groups?.['name'] ?? '';
      if (WATCHED.test(name)) yield { name, version: versionIn(entry, name) };
    }
    return;
  }
  for (const [name, entry] of Object.entries(objectOf(lock['dependencies']))) {
    if (WATCHED.test(name)) yield { name, version: versionIn(entry, name) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

/** An entry with a name is an alias for another package. */
function versionIn(entry: unknown, name: string): string {
  const { version, name: alias } = objectOf(entry);
  return typeof version === 'string' && (alias === undefined || alias === name) ? version : '';
}

/** `"@pulumi/aws@^7.0.0", "@pulumi/aws@^7.1.0":` and its version in the next line, with a colon since yarn 2. */
const YARN_ENTRY = /^(?<specs>"?(?:aws-cdk-lib|@aws-cdk\/|@pulumi\/)[^\n]*?):\r?\n[ \t]+version:? "?(?<version>[^"\s]+)/gm;
const YARN_NAME = /^"?(?<name>@?[^@"]+)@(?!npm:@?[^@",\s]+@)/;

export function* yarnVersions(text: string): Iterable<Sighting> {
  for (const { groups } of text.matchAll(YARN_ENTRY)) {
    const name = YARN_NAME.exec(groups?.['specs'] ?? '')?.groups?.['name'] ?? '';
    const version = groups?.['version'] ?? '';
    // a package of the repository itself, whose version yarn does not write down
    if (WATCHED.test(name)) yield { name, version: version === '0.0.0-use.local' ? '' : version };
  }
}

const PNPM_LINE = /^(?<indent> *)(?<quote>['"]?)(?<key>[^'":\s][^'":]*)\k<quote>:(?: +(?<value>\S.*))?$/;
const PNPM_SECTIONS = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

/** What own packages depend on, which stands before the list of all packages. */
export function* pnpmVersions(text: string): Iterable<Sighting> {
  const end = /^(?:packages|snapshots):/m.exec(text)?.index ?? text.length;
  const above: { readonly indent: number; readonly key: string }[] = [];
  for (const line of text.slice(0, end).split(/\r?\n/)) {
    const { indent = '', key = '', value } = PNPM_LINE.exec(line)?.groups ?? {};
    if (key === '') continue;
    while ((above.at(-1)?.indent ?? -1) >= indent.length) above.pop();
    const [section, name] = [above.at(-2)?.key ?? '', above.at(-1)?.key ?? ''];
    if (value === undefined) above.push({ indent: indent.length, key });
    // `name: version` up to version 5, `version: …` below the name since
    else if (PNPM_SECTIONS.has(name) && WATCHED.test(key)) yield { name: key, version: withoutPeers(value) };
    else if (key === 'version' && PNPM_SECTIONS.has(section) && WATCHED.test(name)) yield { name, version: withoutPeers(value) };
  }
}

/** `2.100.0(constructs@10.3.0)` and, of old, `2.100.0_constructs@10.3.0`. */
function withoutPeers(version: string): string {
  return /^['"]?(?<version>\d[^_('"\s]*)/.exec(version)?.groups?.['version'] ?? '';
}

const BUN_ENTRY = /^\s*"(?:(?<owner>[^"\s]+)\/)?(?<name>aws-cdk-lib|@aws-cdk\/[^"/]+|@pulumi\/[^"/]+)": \["(?<spec>[^"]*)"/gm;

/** A key with an owner in front is that of a workspace, or of a package that brings its own. */
export function* bunVersions(text: string): Iterable<Sighting> {
  const start = text.indexOf('"packages": {');
  if (start === -1) return;
  const workspaces = new Set([...text.slice(0, start).matchAll(/"name": "(?<name>[^"]+)"/g)].map(({ groups }) => groups?.['name']));
  for (const { groups } of text.slice(start).matchAll(BUN_ENTRY)) {
    const { owner, name = '', spec = '' } = groups ?? {};
    if (!WATCHED.test(name) || (owner !== undefined && !workspaces.has(owner))) continue;
    yield { name, version: spec.startsWith(`${name}@`) ? spec.slice(name.length + 1) : '' };
  }
}
