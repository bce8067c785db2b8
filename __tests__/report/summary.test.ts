/** The comment in the conversation, the job summary and the check run. */
import { expect, test } from 'vitest';
import { SUMMARY_MARKER } from '../../src/report/marker.ts';
import { checkMarkdown } from '../../src/report/markdown.ts';
import { reviewOf } from '../../src/report/review.ts';
import type { ReviewInput } from '../../src/report/review-input.ts';
import { CLUSTER, fullResult, PINNED, SOON, TEXTS } from './support/set.ts';
import { findingOn, inputOf, resultOf, type Texts } from './support/world.ts';

const OLD = { ...TEXTS, 'lib/cluster.ts': TEXTS['lib/cluster.ts']?.replace('1.34', '1.33') ?? '' };

const BINARY = { path: 'lib/cluster.ts', message: 'is binary' };

/** The version of the cluster is raised; the pin stays behind. */
function upgrade(overrides: Partial<ReviewInput> = {}): ReviewInput {
  const input = inputOf(OLD, TEXTS, [PINNED]);
  const before = { ...CLUSTER, versions: CLUSTER.versions.map((version) => ({ ...version, value: '1.33' })) };
  return { ...input, base: resultOf(OLD, [], { clusters: [before] }), head: fullResult({ findings: [PINNED] }), ...overrides };
}

test('the comment: verdict, where things are told, the cluster, what is missing, the age of the data', () => {
  const { summary, payload } = reviewOf(upgrade());
  expect(payload.summary).toEqual({ body: summary, marker: SUMMARY_MARKER, onlyIfThere: false });
  expect(summary.split('\n\n')).toEqual([
    '### eks-lockstep failed: 1 error is new',
    'Explained on the diff: [`lib/cluster.ts:2`](https://github.example/blob/aaaa/lib/cluster.ts#L2).',
    '**`eks.Cluster main`** ([`lib/cluster.ts:1`](https://github.example/blob/aaaa/lib/cluster.ts#L1)): Kubernetes `1.34`, in standard support until 2026-12-02',
    [
      '|  | pinned | fits `1.34` | default |',
      '|---|---|---|---|',
      '| `coredns` | `v1.10.1-eksbuild.6` | **no** | `v1.12.1-eksbuild.2` |',
      '| `vpc-cni` |  |  |  |',
      '| `cluster-autoscaler` | `v1.34.2` |  |  |',
    ].join('\n'),
    '<details><summary>1 value could not be read</summary>',
    '- cluster version at [`lib/cluster.ts:1`](https://github.example/blob/aaaa/lib/cluster.ts#L1): `props.version` comes from outside\n- A comment there may state it: `eks-lockstep-assume cluster-version=1.NN`; so may `assume` in the configuration.',
    '</details>',
    '<details><summary>2 remarks on files</summary>',
    '- `lib/broken.ts` is not UTF-8\n- [`lib/cluster.ts:2`](https://github.example/blob/aaaa/lib/cluster.ts#L2) has a syntax error: `,` expected',
    '</details>',
    'AWS denied eks:DescribeAddonVersions. 2 findings ignored.',
    'Add-on versions as of 2026-08-22, us-east-1.',
    SUMMARY_MARKER,
  ]);
});

test('older findings and those that are gone are folded away, and do not count', () => {
  const gone = findingOn(OLD, 'lib/cluster.ts', '1.33');
  const input = upgrade();
  const { summary, conclusion } = reviewOf({ ...input, base: { ...input.base, findings: [PINNED, gone] } });
  expect(conclusion).toBe('success');
  expect(summary).toContain('### eks-lockstep passed: nothing new');
  expect(summary).toContain(
    '<summary>1 finding gone with this change</summary>\n\n- **Error** at `lib/cluster.ts:2`: [addon-incompatible]',
  );
  expect(summary).toContain('<summary>1 finding older than this change</summary>\n\n- **Error** at [`lib/add ons.ts:2`]');
});

test.each<[string, ReviewInput]>([
  ['something new', upgrade()],
  ['a remark on a file', { ...inputOf(TEXTS, TEXTS, []), head: resultOf(TEXTS, [], { problems: [BINARY] }) }],
  [
    'another remark on the same file',
    { ...remarked(TEXTS), head: resultOf(TEXTS, [], { problems: [{ ...BINARY, message: 'is empty' }] }) },
  ],
])('a comment for %s', (_, input) => {
  expect(reviewOf(input).payload.summary?.onlyIfThere).toBe(false);
});

test.each<[string, ReviewInput]>([
  ['nothing at all', inputOf({}, {}, [])],
  ['an older finding alone', { ...inputOf(TEXTS, TEXTS, [SOON]), base: resultOf(TEXTS, [SOON]) }],
  ['a cluster whose lines moved', moved()],
  ['a raised cluster in which everything fits', { ...upgrade(), head: fullResult({ findings: [], problems: [] }) }],
  ['a finding that is gone', { ...inputOf(TEXTS, {}, []), base: resultOf(TEXTS, [SOON]) }],
  ['a remark that stood before', remarked(TEXTS)],
  ['a remark on a file that moved', renamed()],
])('silence for %s; what was said before is taken back', (_, input) => {
  const { payload } = reviewOf(input);
  expect(payload.summary).toMatchObject({ onlyIfThere: true, body: expect.stringMatching(/^### eks-lockstep passed: nothing new\n/) });
  expect(payload.review).toBeUndefined();
});

/** The base has the remark too. */
function remarked(texts: Texts): ReviewInput {
  const result = resultOf(texts, [], { problems: [BINARY], clusters: [CLUSTER] });
  return { ...inputOf(texts, texts, []), base: result, head: result };
}

function renamed(): ReviewInput {
  const input = remarked(TEXTS);
  const problems = [{ ...BINARY, path: 'lib/main.ts', offset: 3 }];
  const file = { path: 'lib/main.ts', previousPath: BINARY.path, status: 'renamed', hunks: [] } as const;
  return { ...input, head: resultOf({}, [], { problems, clusters: [CLUSTER] }), changes: { ...input.changes, files: [file] } };
}

function moved(): ReviewInput {
  const head = { ...TEXTS, 'lib/cluster.ts': `\n${TEXTS['lib/cluster.ts']}` };
  const row = { ...CLUSTER, id: 'lib/cluster.ts#17', span: { ...CLUSTER.span, start: CLUSTER.span.start + 1 } };
  return {
    ...inputOf(TEXTS, head, []),
    base: resultOf(TEXTS, [], { clusters: [CLUSTER] }),
    head: resultOf(head, [], { clusters: [row] }),
  };
}

test('the job summary stands alone: every new finding in it, every cluster, no marker', () => {
  const { jobSummary } = reviewOf(upgrade());
  expect(jobSummary).toContain('- **Error** at [`lib/add ons.ts:2`](https://github.example/blob/aaaa/lib/add%20ons.ts#L2): `coredns` with');
  expect(jobSummary).toContain('**`eks.Cluster main`**');
  expect(jobSummary).not.toContain('<!--');
  expect(jobSummary).not.toContain('Explained on the diff');
});

test('the comment where nothing is posted on the diff tells every new finding, and only the clusters of the change', () => {
  const input = upgrade();
  const other = { ...CLUSTER, resource: 'eks.Cluster other', addons: [], images: [], versions: [] };
  const head = fullResult({ findings: [PINNED], clusters: [CLUSTER, other] });
  const { summaryAlone } = reviewOf({ ...input, head, base: { ...input.base, clusters: [...input.base.clusters, other] } });
  expect(summaryAlone).toMatchObject({ marker: SUMMARY_MARKER, onlyIfThere: false });
  expect(summaryAlone.body).toContain('- **Error** at [`lib/add ons.ts:2`]');
  expect(summaryAlone.body).toContain(SUMMARY_MARKER);
  expect(summaryAlone.body).not.toContain('eks.Cluster other');
  expect(summaryAlone.body).not.toContain('Explained on the diff');
});

test('the data of a live run has a day on which it was asked', () => {
  const origin = { source: 'live', asOf: '2026-11-24', region: undefined } as const;
  expect(reviewOf(upgrade({ head: fullResult({ origin }) })).summary).toContain('Add-on versions asked live on 2026-11-24.');
});

test('a change that GitHub did not list in full says so', () => {
  const input = upgrade();
  expect(reviewOf({ ...input, changes: { ...input.changes, isComplete: false } }).summary).toContain('GitHub did not list every file');
});

test('the check run: title, conclusion, a note on the pin itself, and a digest of it all', () => {
  const input = upgrade();
  const { check } = reviewOf(input).payload;
  expect(check).toMatchObject({
    name: 'eks-lockstep',
    title: '1 error: coredns with v1.10.1-eksbuild.6 is refused: 100%, <b>.',
    conclusion: 'failure',
    annotations: [
      {
        path: 'lib/add ons.ts',
        startLine: 2,
        endLine: 2,
        columns: { start: 52, end: 69 },
        level: 'failure',
        title: 'addon-incompatible',
        message: 'coredns with v1.10.1-eksbuild.6 is refused: 100%, <b>. Use another.\n\nFix: Write v1.12.1-eksbuild.2',
      },
    ],
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(reviewOf(input).payload.check?.digest).toBe(check?.digest);
  expect(reviewOf({ ...input, checkName: 'other' }).payload.check?.digest).not.toBe(check?.digest);
});

test.each<[string, ReviewInput, string, string]>([
  ['nothing new', inputOf({}, {}, []), 'Nothing new', 'success'],
  ['nothing new on a cluster', { ...upgrade(), head: fullResult({ findings: [] }) }, 'Nothing new (data as of 2026-08-22)', 'success'],
  [
    'nothing could be read',
    { ...inputOf({}, {}, []), head: resultOf({}, [], { problems: [{ path: 'a.ts', message: 'is not UTF-8' }] }) },
    'Could not judge this change',
    'neutral',
  ],
  ['lesser findings only', inputOf({}, TEXTS, [SOON]), '1 notice: Standard support of 1.34 ends soon.', 'success'],
])('the check run with %s', (_, input, title, conclusion) => {
  expect(reviewOf(input).payload.check).toMatchObject({ title, conclusion });
});

test('an annotation of several lines has no columns, and no title is longer than 255', () => {
  const head = { 'a.ts': 'one\ntwo\n' };
  const long = { ...findingOn(head, 'a.ts', 'one\ntwo'), message: 'x'.repeat(300) };
  const { check } = reviewOf(inputOf({}, head, [long])).payload;
  expect(check?.annotations[0]).toMatchObject({ startLine: 1, endLine: 2 });
  expect(check?.annotations[0]).not.toHaveProperty('columns');
  expect(check?.title).toHaveLength(255);
});

test('a cluster of several versions says which of them an add-on fits', () => {
  const [version] = CLUSTER.versions;
  const [coredns] = CLUSTER.addons;
  const fits = [
    { version: '1.33', compatibility: 'compatible' },
    { version: '1.34', compatibility: 'not-compatible' },
  ] as const;
  const pinned = coredns?.versions.map((row) => ({ ...row, fits })) ?? [];
  const versions = version ? [{ ...version, value: '1.33' }, version] : [];
  const cluster = { ...CLUSTER, versions, addons: [{ addonName: 'coredns', versions: pinned }] };
  const markdown = checkMarkdown(fullResult({ clusters: [cluster] }));
  expect(markdown).toContain('Kubernetes `1.33`, in standard support until 2026-12-02 and Kubernetes `1.34`, in');
  expect(markdown).toContain('|  | pinned | fits | default for `1.33` |');
  expect(markdown).toContain('| `coredns` | `v1.10.1-eksbuild.6` | 1.33 yes, 1.34 **no** |  |');
});

test('a check as Markdown', () => {
  const markdown = checkMarkdown(fullResult());
  expect(markdown).toMatch(/^### eks-lockstep: 1 error and 1 notice in 2 files\n\n- \*\*Error\*\* at `lib\/add ons\.ts:2`: /);
  expect(markdown).toContain(
    '3 files left out because of the folder: tests, examples, what tools wrote. 2 findings ignored.\n\nAdd-on versions as of',
  );
  expect(checkMarkdown(resultOf({}))).toBe('### eks-lockstep: no findings\n');
});

test('a cluster with images alone says nothing of what fits', () => {
  const markdown = checkMarkdown(fullResult({ clusters: [{ ...CLUSTER, addons: [] }] }));
  expect(markdown).toContain('\n\n|  | pinned |\n|---|---|\n| `cluster-autoscaler` | `v1.34.2` |\n\n');
});

/** One line each, on which the finding stands. */
function many(count: number) {
  const head = { 'a.ts': Array.from({ length: count }, (_, index) => `v${index};\n`).join('') };
  const findings = Array.from({ length: count }, (_, index) =>
    findingOn(head, 'a.ts', `v${index};`, { severity: index === count - 1 ? 'error' : 'notice' }),
  );
  return { head, findings };
}

test('the comment names the first places only, the heaviest first', () => {
  const { head, findings } = many(5);
  const { summary } = reviewOf(inputOf({}, head, findings));
  expect(summary).toMatch(/^Explained on the diff: \[`a\.ts:5`\]\S+, \[`a\.ts:1`\]\S+, \[`a\.ts:2`\]\S+ and 2 more\.$/m);
});

test('a check run has at most 200 annotations, the heaviest first, and counts the rest', () => {
  const { head, findings } = many(203);
  const { check } = reviewOf(inputOf({}, head, findings)).payload;
  expect(check?.annotations).toHaveLength(200);
  expect(check?.annotations[0]).toMatchObject({ level: 'failure', startLine: 203 });
  expect(check?.summary).toContain('Of the new findings, 3 are not annotated.');
  const fewer = many(200);
  expect(reviewOf(inputOf({}, fewer.head, fewer.findings)).payload.check?.summary).not.toContain('annotated');
});

test('at most four comments are on files as a whole; the rest stands in the summary', () => {
  const paths = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.ts`);
  const head = Object.fromEntries(paths.map((path) => [path, `old ${path}\n`]));
  const files = paths.map((path) => ({ path, status: 'modified' as const, hunks: 'unknown' as const }));
  const findings = paths.map((path) => findingOn(head, path, 'old', { resource: path, severity: path === 'f.ts' ? 'error' : 'notice' }));
  const input = inputOf({}, head, findings, { changes: { base: 'b', head: 'h', files, isComplete: true } });
  const { review, summary } = reviewOf(input).payload;
  expect(review?.fileComments.map(({ path }) => path)).toEqual(['f.ts', 'a.ts', 'b.ts', 'c.ts']);
  expect(summary?.body).toContain('- **Notice** at [`e.ts:1`]');
});
