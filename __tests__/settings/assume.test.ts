/** Versions that are stated where they cannot be read: which statement counts, and for what. */
import { describe, expect, test } from 'vitest';
import type { ClusterFact, Fact } from '../../src/model/fact.ts';
import { parseNotation } from '../../src/model/notation.ts';
import { knowns, unknowns, type Unknown, type Value } from '../../src/model/value.ts';
import { assumeVersions } from '../../src/settings/assume.ts';
import { DEFAULT_CONFIG } from '../../src/settings/config.ts';
import { cluster, TinyFile } from '../support/facts.ts';
import { configOf, type Files, placeOf } from './support.ts';

const CONFIG_TEXT = 'assume:\n  - path: infra/\n    cluster-version: 1.31\n  - path: "**"\n    cluster-version: 1.30\n';
const CONFIG = configOf(CONFIG_TEXT);

function unread(files: Files, path: string, piece: string): Unknown {
  return { kind: 'unknown', reason: 'it is computed', span: placeOf(files, path, piece) };
}

function assumed(files: Files, fact: ClusterFact, config = DEFAULT_CONFIG): ClusterFact {
  const [result] = assumeVersions([fact], (path) => files[path], config);
  if (result?.kind !== 'cluster') throw new Error('no cluster');
  return result;
}

function values(version: Value<string> | undefined): readonly string[] {
  return knowns(version).map(({ value }) => value);
}

describe('a comment', () => {
  test.each([
    ['above the constructor', 'a.ts', '// eks-lockstep-assume cluster-version=1.33\nnew Cluster({\n  version: x,\n});'],
    ['at the constructor', 'a.ts', 'new Cluster({ // eks-lockstep-assume cluster-version=1.33\n  version: x,\n});'],
    ['at the value', 'a.ts', 'new Cluster({\n  version: x, // eks-lockstep-assume cluster-version=1.33\n});'],
    ['above the value', 'a.ts', 'new Cluster({\n  /* eks-lockstep-assume cluster-version="1.33" */\n  version: x,\n});'],
    ['in HCL', 'main.tf', '# eks-lockstep-assume cluster-version=1.33\nresource "Cluster" "a" {\n  version = x\n}'],
    [
      'in YAML, with a reason',
      'a.yaml',
      "# eks-lockstep-assume cluster-version='1.33' reason: as in the console\nkind: Cluster\nversion: x\n",
    ],
    ['with Windows line ends', 'a.ts', '// eks-lockstep-assume cluster-version=1.33\r\nnew Cluster({\r\n  version: x,\r\n});\r\n'],
  ])('%s', (_, path, text) => {
    const files = { [path]: text };
    const version = unread(files, path, 'x');
    const result = assumed(files, cluster({ span: placeOf(files, path, 'Cluster'), version }));
    expect(result.version).toEqual({
      kind: 'known',
      value: '1.33',
      span: placeOf(files, path, '1.33'),
      notation: 'text',
      via: [{ span: version.span, note: 'assumed cluster version' }],
    });
  });

  test('where the value is written, in another file', () => {
    const files = {
      'a.ts': 'new Cluster(version)',
      'lib/b.ts': '// eks-lockstep-assume cluster-version=1.32\nexport const version = await ask();',
    };
    const version = unread(files, 'lib/b.ts', 'await ask()');
    expect(values(assumed(files, cluster({ span: placeOf(files, 'a.ts', 'new Cluster'), version })).version)).toEqual(['1.32']);
  });

  test.each([
    ['elsewhere', 'new Cluster({ version: x });\n// eks-lockstep-assume cluster-version=1.33\n'],
    ['malformed', '// eks-lockstep-assume cluster-version=1.3\nnew Cluster({ version: x });'],
    ['of something else', '// eks-lockstep-assume version=1.33\nnew Cluster({ version: x });'],
    ['in a string', "new Cluster('// eks-lockstep-assume cluster-version=1.33 ', { version: x });"],
  ])('%s changes nothing', (_, text) => {
    const files = { 'a.ts': text };
    const fact = cluster({ span: placeOf(files, 'a.ts', 'new Cluster'), version: unread(files, 'a.ts', 'x') });
    expect(assumed(files, fact)).toEqual(fact);
  });
});

function versionBeforeX(text: string) {
  const file = { 'infra/a.ts': text };
  const fact = cluster({ span: placeOf(file, 'infra/a.ts', 'new Cluster'), version: unread(file, 'infra/a.ts', 'x }') });
  return values(assumed(file, fact, CONFIG).version);
}

describe('the configuration', () => {
  const files = { 'infra/a.ts': 'new Cluster(x)', 'other/a.ts': 'new Cluster(x)' };

  test.each([
    ['infra/a.ts', '1.31'],
    ['other/a.ts', '1.30'],
  ])('of %s says %s, first come first served, with its place', (path, value) => {
    const fact = cluster({ span: placeOf(files, path, 'new Cluster'), version: unread(files, path, 'x') });
    const [known] = knowns(assumed(files, fact, CONFIG).version);
    expect(known?.value).toBe(value);
    expect(known?.span.path).toBe('.github/eks-lockstep.yml');
    expect(parseNotation('text', CONFIG_TEXT.slice(known?.span.start, known?.span.end))).toBe(value);
  });

  test('counts after a comment at the cluster, and that after one at the value', () => {
    const lines = [
      '// eks-lockstep-assume cluster-version=1.33',
      'new Cluster({',
      '  // eks-lockstep-assume cluster-version=1.34',
      '  version: x })',
    ];
    expect(versionBeforeX(lines.join('\n'))).toEqual(['1.34']);
    expect(versionBeforeX(lines.filter((line) => !line.includes('1.34')).join('\n'))).toEqual(['1.33']);
    expect(versionBeforeX(lines.filter((line) => !line.includes('assume')).join('\n'))).toEqual(['1.31']);
  });
});

describe('what can be read is never overridden', () => {
  const file = new TinyFile('// eks-lockstep-assume cluster-version=1.33\nnew Cluster({ version: "1.29" ?? x ?? y });', 'infra/a.ts');
  const files = { [file.path]: file.text };
  const span = file.span('new Cluster');

  test('a known version', () => {
    const fact = cluster({ span, version: file.known('1.29') });
    expect(assumed(files, fact, CONFIG)).toEqual(fact);
  });

  test('a version that is left to EKS', () => {
    const fact = cluster({ span });
    expect(assumed(files, fact, CONFIG)).toEqual(fact);
  });

  test('known alternatives; of the others each is assumed, and one statement stands for all', () => {
    const both = [unread(files, file.path, 'x'), unread(files, file.path, 'y')];
    const result = assumed(files, cluster({ span, version: { kind: 'one-of', alternatives: [file.known('1.29')], unread: both } }), CONFIG);
    expect(values(result.version)).toEqual(['1.29', '1.33']);
    expect(unknowns(result.version)).toEqual([]);
  });

  test('an unread alternative that nobody speaks of stays unread', () => {
    const two = { 'a.ts': 'const a = x; // eks-lockstep-assume cluster-version=1.32\nconst b = y;\nnew Cluster()' };
    const [first, second] = [unread(two, 'a.ts', 'x'), unread(two, 'a.ts', 'y;')];
    const fact = cluster({
      span: placeOf(two, 'a.ts', 'new Cluster'),
      version: { kind: 'one-of', alternatives: [], unread: [first, second] },
    });
    const { version } = assumed(two, fact);
    expect(values(version)).toEqual(['1.32']);
    expect(unknowns(version)).toEqual([second]);
  });

  test('facts of other kinds', () => {
    const other: Fact = { kind: 'lint', dialect: 'package-json', span, resource: 'x', path: 'x', check: 'x' };
    expect(assumeVersions([other], (path) => files[path], CONFIG)).toEqual([other]);
  });
});
