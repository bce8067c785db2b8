/** Lock files of npm, yarn, pnpm and bun: the exact versions of the few packages that rules ask about. */
import type { LockFact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import { bunVersions, npmVersions, pnpmVersions, type Sighting, yarnVersions } from './lock-formats.ts';
import type { Reader } from './reader.ts';

const FORMATS: ReadonlyMap<string, (text: string) => Iterable<Sighting>> = new Map([
  ['package-lock.json', npmVersions],
  ['npm-shrinkwrap.json', npmVersions],
  ['yarn.lock', yarnVersions],
  ['pnpm-lock.yaml', pnpmVersions],
  ['bun.lock', bunVersions],
]);
const MENTIONS = /aws-cdk-lib|@aws-cdk\/|@pulumi\//;
const EXACT = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

export const lockFiles: Reader = {
  id: 'lock-files',
  wantsPath: (path) => FORMATS.has(nameOf(path)),
  accepts: ({ text }) => MENTIONS.test(text),
  read: async (files) => ({ facts: files.map((file) => lockOf(file)), problems: [] }),
};

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A package that the file installs in two versions, for two of its workspaces, is left out: either may be the one. */
function lockOf({ path, text }: SourceText): LockFact {
  const versions = new Map<string, Set<string>>();
  for (const { name, version } of FORMATS.get(nameOf(path))?.(text) ?? []) {
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  const certain = [...versions].flatMap(([name, found]): [string, string][] => {
    const [version = ''] = found;
    return found.size === 1 && EXACT.test(version) ? [[name, version]] : [];
  });
  return {
    kind: 'lock',
    dialect: 'package-json',
    span: { path, start: 0, end: 0 },
    resource: `lock file ${nameOf(path)}`,
    path,
    versions: new Map(certain),
  };
}
