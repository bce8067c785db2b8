/** The formats of other programs: SARIF, reviewdog, JUnit, workflow commands. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { githubCommands } from '../../src/report/github.ts';
import { junit } from '../../src/report/junit.ts';
import { rdjson } from '../../src/report/rdjson.ts';
import { sarif } from '../../src/report/sarif.ts';
import { fullResult, PINNED, RULES, SOON, TEXTS, TOOL } from './support/set.ts';
import { findingOn, resultOf, spanOf } from './support/world.ts';

// one pattern of the official schema is none with the flag u
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(JSON.parse(readFileSync(new URL('support/sarif-2.1.0.subset.json', import.meta.url), 'utf8')) as object);

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly Record<string, unknown>[];
}

function sarifRun(text: string): SarifRun {
  const log = JSON.parse(text) as { readonly runs: readonly [SarifRun] };
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return log.runs[0];
}

test('SARIF is valid, with places, fixes and what the rules are', () => {
  const run = sarifRun(sarif(fullResult(), { tool: TOOL, rules: RULES }));
  const region = { startLine: 2, startColumn: 52, endLine: 2, endColumn: 70 };
  const artifactLocation = { uri: 'lib/add%20ons.ts', uriBaseId: 'SRCROOT' };
  expect(run.results[0]).toMatchObject({
    ruleId: 'addon-incompatible',
    ruleIndex: 0,
    level: 'error',
    message: { text: 'coredns with v1.10.1-eksbuild.6 is refused: 100%, <b>. Use another.' },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    relatedLocations: [{ message: { text: 'the cluster version 1.34 is decided here' } }],
    partialFingerprints: { 'eksLockstep/v1': expect.stringMatching(/^[0-9a-f]{16}$/) },
    fixes: [
      {
        description: { text: 'Write v1.12.1-eksbuild.2' },
        artifactChanges: [{ artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'v1.12.1-eksbuild.2' } }] }],
      },
    ],
  });
  expect(run.results[1]).toMatchObject({ ruleIndex: 1, level: 'note' });
  expect(run.results[0]).not.toHaveProperty('baselineState');
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['addon-incompatible', 'k8s-version-support-ending-soon']);
});

test('SARIF: text of a repository is no link', () => {
  const finding = { ...PINNED, message: '`[x](javascript:1)` calls @octocat.' };
  expect(sarifRun(sarif(fullResult({ findings: [finding] }), { tool: TOOL, rules: RULES })).results[0]).toMatchObject({
    message: { text: '[x] (javascript:1) calls @octocat.', markdown: '`[x](javascript:1)` calls @&#8203;octocat.' },
  });
});

test('SARIF of a review says what is new', () => {
  const statuses = new Map([[PINNED, 'new'] as const, [SOON, 'existing'] as const]);
  const run = sarifRun(sarif(fullResult(), { tool: TOOL, rules: RULES, statuses }));
  expect(run.results.map((result) => result['baselineState'])).toEqual(['new', 'unchanged']);
});

test.each([
  ['a:b/c?d#e.ts', 'a%3Ab/c%3Fd%23e.ts'],
  ['ü/100%.ts', '%C3%BC/100%25.ts'],
  ['lone\uD800.ts', 'lone%EF%BF%BD.ts'],
])('SARIF: %j is a relative reference', (path, uri) => {
  const text = sarif(resultOf({ [path]: 'x' }, [findingOn({ [path]: 'x' }, path, 'x')]), { tool: TOOL, rules: [] });
  expect(sarifRun(text).results[0]).toMatchObject({ locations: [{ physicalLocation: { artifactLocation: { uri } } }] });
});

test('SARIF: of more findings than code scanning takes, the heaviest stay', () => {
  const many: Finding[] = Array.from({ length: 25_001 }, (_, index) => ({ ...SOON, value: `${index}` }));
  const run = sarifRun(sarif(fullResult({ findings: [...many, PINNED] }), { tool: TOOL, rules: RULES }));
  expect(run.results).toHaveLength(25_000);
  expect(run.results.at(-1)).toMatchObject({ ruleId: 'addon-incompatible' });
});

test('reviewdog counts bytes of UTF-8', () => {
  const { diagnostics } = JSON.parse(rdjson(fullResult())) as { readonly diagnostics: readonly unknown[] };
  const range = { start: { line: 2, column: 54 }, end: { line: 2, column: 72 } };
  expect(diagnostics[0]).toEqual({
    message: 'coredns with v1.10.1-eksbuild.6 is refused: 100%, <b>. Use another.',
    location: { path: 'lib/add ons.ts', range },
    severity: 'ERROR',
    code: { value: 'addon-incompatible', url: 'https://github.com/eks-lockstep/eks-lockstep/blob/main/docs/rules/addon-incompatible.md' },
    suggestions: [{ range, text: 'v1.12.1-eksbuild.2' }],
    related_locations: [
      {
        message: 'the cluster version 1.34 is decided here',
        location: { path: 'lib/cluster.ts', range: { start: { line: 2, column: 13 }, end: { line: 2, column: 17 } } },
      },
    ],
  });
  expect(diagnostics[1]).toMatchObject({ severity: 'INFO' });
});

test('reviewdog: the edits of a fix in one file are one suggestion; a fix of two files has none', () => {
  const texts = { 'a.ts': 'one two three\n', 'b.ts': 'x\n' };
  const edits = [
    { span: spanOf(texts, 'a.ts', 'three'), newText: '3' },
    { span: spanOf(texts, 'a.ts', 'one'), newText: '1' },
  ];
  const finding = findingOn(texts, 'a.ts', 'two');
  const here: Finding = { ...finding, fix: { title: 'x', disposition: 'safe', edits } };
  const there: Finding = {
    ...finding,
    fix: { title: 'x', disposition: 'safe', edits: [...edits, { span: spanOf(texts, 'b.ts', 'x'), newText: '' }] },
  };
  const { diagnostics } = JSON.parse(rdjson(resultOf(texts, [here, there]))) as { readonly diagnostics: readonly unknown[] };
  expect(diagnostics).toMatchObject([{ suggestions: [{ text: '1 two 3' }] }, { suggestions: [] }]);
});

test('JUnit: a failure where it counts, a passing case where it does not', () => {
  const xml = junit(fullResult(), 'warning');
  expect(xml).toContain('<testsuites name="eks-lockstep" tests="2" failures="1">');
  expect(xml).toContain('<testsuite name="lib/add ons.ts" tests="1" failures="1">');
  expect(xml).toContain('<failure type="error" message="coredns with v1.10.1-eksbuild.6 is refused: 100%, &lt;b&gt;. Use another.">');
  expect(xml).toContain('<system-out>notice: lib/cluster.ts:2:13 Standard support of 1.34 ends soon.</system-out>');
  expect(junit(fullResult(), 'never')).toContain('failures="0"');
});

test('JUnit: hostile text is text, and no finding is one case that passes', () => {
  const texts = { 'a"<&\u0000\u001B.ts': 'x' };
  const xml = junit(resultOf(texts, [findingOn(texts, 'a"<&\u0000\u001B.ts', 'x')]), 'error');
  expect(xml).toContain('<testsuite name="a&quot;&lt;&amp;.ts"');
  // eslint-disable-next-line no-control-regex -- none may be left
  expect(xml).not.toMatch(/[\0-\x08\x0B-\x1F]/);
  expect(junit(resultOf({}), 'error')).toContain('tests="1" failures="0"');
});

test('workflow commands: places, and nothing that ends a property or a command', () => {
  expect(githubCommands(fullResult()).split('\n')).toEqual([
    '::error file=lib/add ons.ts,line=2,endLine=2,col=52,endColumn=69,title=addon-incompatible::coredns with v1.10.1-eksbuild.6 is refused: 100%25, <b>. Use another.',
    '::notice file=lib/cluster.ts,line=2,endLine=2,col=13,endColumn=16,title=k8s-version-support-ending-soon::Standard support of 1.34 ends soon.',
    '',
  ]);
  const path = 'a,b:c%\r\n::error::.ts';
  const finding = { ...findingOn({ [path]: 'x' }, path, 'x'), message: 'a\n::stop-commands::x' };
  expect(githubCommands(resultOf({ [path]: 'x' }, [finding]))).toBe(
    '::error file=a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3A.ts,line=1,endLine=1,col=1,endColumn=1,title=addon-incompatible::a%0A::stop-commands::x\n',
  );
});

test('workflow commands: ten a level, the rest is counted', () => {
  const errors = Array.from({ length: 12 }, () => PINNED);
  const lines = githubCommands(resultOf(TEXTS, [...errors, ...Array.from({ length: 11 }, () => SOON)])).split('\n');
  expect(lines.filter((line) => line.startsWith('::'))).toHaveLength(20);
  expect(lines.at(-2)).toBe('Not shown as annotations, of which a step has ten a level: 2 more errors and 1 more notice.');
});
