/** The table of a cluster, in Markdown and for a terminal. */
import { describe, expect, test } from 'vitest';
import { clusterTable } from '../../src/report/cluster-table.ts';
import { locateIn } from '../../src/report/regions.ts';
import type { AddonRow, ClusterRow } from '../../src/report/result.ts';
import { checkText } from '../../src/report/text.ts';
import { CLUSTER, fullResult, TEXTS } from './support/set.ts';

const [VERSION = { value: '1.34', span: CLUSTER.span, support: 'standard' as const }] = CLUSTER.versions;

function markdownOf(overrides: Partial<ClusterRow>): string {
  return clusterTable({ ...CLUSTER, ...overrides }, locateIn(new Map(Object.entries(TEXTS))), undefined);
}

function textOf(overrides: Partial<ClusterRow>): string {
  return checkText(fullResult({ clusters: [{ ...CLUSTER, ...overrides }] }), { colour: false });
}

describe.each([
  ['not readable', {}, 'version could not be read'],
  ['not written', { isVersionWritten: false }, 'version not written: EKS picks its default when the cluster is created'],
  ['not written for eksctl', { isVersionWritten: false, dialect: 'eksctl' }, 'version not written: eksctl picks its default when'],
])('a version that is %s', (_, overrides, words) => {
  test('in Markdown', () => {
    expect(markdownOf({ ...overrides, versions: [] })).toContain(`(\`lib/cluster.ts:1\`): ${words}`);
  });

  test('as text', () => {
    expect(textOf({ ...overrides, versions: [] })).toContain(`(lib/cluster.ts:1): ${words}`);
  });
});

/** One value at two places. */
const TWICE: Partial<ClusterRow> = {
  versions: [VERSION, { ...VERSION, span: CLUSTER.span }],
  addons: [
    pinned([
      { version: '1.34', compatibility: 'compatible' },
      { version: '1.33', compatibility: 'not-compatible' },
    ]),
  ],
  others: [...CLUSTER.others, ...CLUSTER.others.map((other) => ({ ...other, span: CLUSTER.span }))],
};

/** A pin that is written once for each cluster version. */
function pinned(fits: AddonRow['versions'][number]['fits']): AddonRow {
  return { addonName: 'coredns', versions: fits.map((fit) => ({ value: 'v1', span: CLUSTER.span, fits: [fit] })) };
}

test('a value of two places stands once in Markdown, and the column names the one version', () => {
  expect(markdownOf(TWICE)).toBe(
    [
      '**`eks.Cluster main`** (`lib/cluster.ts:1`): Kubernetes `1.34`, in standard support until 2026-12-02',
      '',
      '|  | pinned | fits `1.34` | default |',
      '|---|---|---|---|',
      '| `coredns` | `v1` | 1.34 yes, 1.33 **no** |  |',
      '| `cluster-autoscaler` | `v1.34.2` |  |  |',
    ].join('\n'),
  );
});

test('and once as text', () => {
  const [, table] = textOf(TWICE).split('eks.Cluster main ');
  expect(table?.split('\n\n')[0]).toBe(
    [
      '(lib/cluster.ts:1): Kubernetes 1.34, in standard support until 2026-12-02',
      '  ADD-ON              PINNED   FITS               DEFAULT',
      '  coredns             v1       1.34 yes, 1.33 no',
      '  cluster-autoscaler  v1.34.2',
    ].join('\n'),
  );
});

test.each([
  ['yes', ['compatible', 'compatible']],
  ['**no**', ['not-compatible', 'not-compatible']],
  ['unknown', []],
  ['1.33 yes, 1.34 unknown', ['compatible', 'unknown']],
] as const)('fits: %s', (words, answers) => {
  const fits = answers.map((compatibility, index) => ({ version: `1.${33 + index}`, compatibility }));
  const addons = [{ addonName: 'coredns', versions: [{ value: 'v1', span: CLUSTER.span, fits }] }];
  expect(markdownOf({ addons })).toContain(`| \`coredns\` | \`v1\` | ${words} |  |`);
});

test('the name in AWS stands behind the resource where the resource does not tell', () => {
  expect(markdownOf({ clusterName: 'or`ders' })).toMatch(/^\*\*`eks.Cluster main`\*\* ``or`ders`` \(`lib\/cluster.ts:1`\): /);
  expect(textOf({ clusterName: 'orders' })).toContain('eks.Cluster main orders (lib/cluster.ts:1): ');
});
