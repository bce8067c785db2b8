/** The configuration file: every field, every error with its place and what was probably meant, and files that nobody wrote by hand. */
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/settings/config.ts';
import { describeProblem } from '../../src/settings/problem.ts';
import { readConfig } from '../../src/settings/read-config.ts';

const PATH = '.github/eks-lockstep.yml';
const RULES = ['addon-behind-default', 'addon-incompatible', 'k8s-version-extended-support', 'k8s-version-unsupported'];

function problemsOf(text: string): readonly string[] {
  return readConfig(text, PATH, RULES).problems.map(describeProblem);
}

function configOf(text: string) {
  const { config, problems } = readConfig(text, PATH, RULES);
  expect(problems).toEqual([]);
  return config;
}

describe('a field', () => {
  test.each(['error', 'warning', 'notice', 'never'])('fail-on: %s', (level) => {
    expect(configOf(`fail-on: ${level}`).failOn).toBe(level);
  });

  test('rules', () => {
    const { rules } = configOf("rules:\n  addon-behind-default: off\n  addon-incompatible: 'warning'\n  k8s-version-unsupported: error\n");
    expect([...rules]).toEqual([
      ['addon-behind-default', 'off'],
      ['addon-incompatible', 'warning'],
      ['k8s-version-unsupported', 'error'],
    ]);
  });

  test('ignore, by rule, by path and by both', () => {
    const { ignore } = configOf(
      [
        'ignore:',
        '  - rule: addon-incompatible',
        '  - { path: legacy/, reason: "goes away: soon" }',
        '  - rule: k8s-version-unsupported',
        '    path: "**/dev.ts"',
        '    until: 2027-02-28',
        '    reason: >',
        '      waiting for',
        '      the new account',
      ].join('\n'),
    );
    expect(ignore).toEqual([
      { rule: 'addon-incompatible' },
      { path: expect.objectContaining({ source: 'legacy/' }) },
      { rule: 'k8s-version-unsupported', path: expect.objectContaining({ source: '**/dev.ts' }), until: '2027-02-28' },
    ]);
  });

  test.each([
    ['plain, with its zero', 'cluster-version: 1.30 # as in the console', '1.30'],
    ['quoted', "cluster-version: '1.33'", '1.33'],
    ['in double quotes', 'cluster-version: "1.29"', '1.29'],
  ])('assume: a version %s, and its place in the file', (_, line, version) => {
    const text = `assume:\r\n  - path: infra/*.ts\r\n    ${line}\r\n`;
    const [entry] = configOf(text).assume;
    const start = text.indexOf(version);
    expect(entry?.path.source).toBe('infra/*.ts');
    expect(entry?.clusterVersion).toEqual({
      kind: 'known',
      value: version,
      span: { path: PATH, start, end: start + version.length },
      notation: 'text',
      via: [],
    });
  });

  test('include and exclude', () => {
    const { include, exclude } = configOf('include: [examples/, "**/tests/"]\nexclude:\n  - old/\n');
    expect(include.map(({ source }) => source)).toEqual(['examples/', '**/tests/']);
    expect(exclude.map(({ source }) => source)).toEqual(['old/']);
  });

  test.each([10, 30, 60])('max-comments: %i', (count) => {
    expect(configOf(`max-comments: ${count}`).maxComments).toBe(count);
  });

  test('all of them in JSON, which is YAML too', () => {
    expect(configOf('{"fail-on": "never", "max-comments": 12, "include": ["examples/"]}')).toMatchObject({
      failOn: 'never',
      maxComments: 12,
    });
  });
});

describe('what is not said', () => {
  test.each([
    ['an empty file', ''],
    ['comments only', '# fail-on: never\n'],
    ['a byte order mark only', '\uFEFF'],
    ['an empty document', '---\n...\n'],
    ['an empty map', '{}'],
    ['keys whose items are commented out', 'rules:\n#  addon-incompatible: off\nignore:\nassume: ~\ninclude: null\nexclude:\n'],
  ])('%s gives the defaults', (_, text) => {
    expect(configOf(text)).toEqual(DEFAULT_CONFIG);
  });

  test('the defaults are those of the documentation', () => {
    expect(DEFAULT_CONFIG).toMatchObject({ failOn: 'error', maxComments: 30, ignore: [], assume: [], include: [], exclude: [] });
  });
});

describe('an error has its line, its column and what was meant', () => {
  test.each([
    ['fail_on: error', '1:1: the configuration has no key `fail_on`; did you mean `fail-on`?'],
    ['failOn: error', '1:1: the configuration has no key `failOn`; did you mean `fail-on`?'],
    ['\uFEFFfail-om: error', '1:2: the configuration has no key `fail-om`; did you mean `fail-on`?'],
    [
      '# a\r\n\r\nseverity: error',
      '3:1: the configuration has no key `severity`; there are `fail-on`, `rules`, `ignore`, `assume`, `include`, `exclude`, `max-comments`',
    ],
    ['"max comments": 20', '1:1: the configuration has no key `max comments`; did you mean `max-comments`?'],
    ['<<: a', '1:1: the configuration has no key `<<`; there are'],
    ['[a]: b', '1:1: a key of the configuration is a text, not a list'],
    ['a', '1:1: the configuration is a map, not a text'],
    ['- a', '1:1: the configuration is a map, not a list'],
    ['fail-on: never\nfail-on: error', '2:1: `fail-on` is written twice in the configuration'],
    ['fail-on: warn', '1:10: `fail-on` is one of `error`, `warning`, `notice`, `never`, not `warn`'],
    ['fail-on: Error', '1:10: `fail-on` is one of `error`, `warning`, `notice`, `never`, not `Error`; did you mean `error`?'],
    ['fail-on: warnign', '1:10: `fail-on` is one of `error`, `warning`, `notice`, `never`, not `warnign`; did you mean `warning`?'],
    ['fail-on:', '1:1: `fail-on` has no value'],
    ['fail-on: [error]', '1:10: `fail-on` is a text, not a list'],
    ['fail-on: !!str error', '1:16: `fail-on` is a text, not a value with a tag'],
    ['rules: [addon-incompatible]', '1:8: `rules` is a map, not a list'],
    ['rules:\n  addon-incompatable: off', '2:3: there is no rule `addon-incompatable`; did you mean `addon-incompatible`?'],
    ['rules:\n  addon_incompatible: off', '2:3: there is no rule `addon_incompatible`; did you mean `addon-incompatible`?'],
    ['rules:\n  something-else: off', '2:3: there is no rule `something-else`'],
    [
      'rules:\n  addon-incompatible: of',
      '2:23: `addon-incompatible` is one of `off`, `error`, `warning`, `notice`, not `of`; did you mean `off`?',
    ],
    ['rules:\n  addon-incompatible:', '2:3: `addon-incompatible` has no value'],
    ['ignore: addon-incompatible', '1:9: `ignore` is a list, not a text'],
    ['ignore:\n  - addon-incompatible', '2:5: item 1 of `ignore` is a map, not a text'],
    ['ignore:\n  -', '2:3: item 1 of `ignore` is a map, not nothing'],
    ['ignore:\n  - reason: because', '2:5: item 1 of `ignore` names neither a `rule` nor a `path`'],
    ['ignore:\n  - rule: addon-incompatible\n  - until: 2027-01-01', '3:5: item 2 of `ignore` names neither a `rule` nor a `path`'],
    ['ignore:\n  - rule: addon-incompatable', '2:11: there is no rule `addon-incompatable`; did you mean `addon-incompatible`?'],
    ['ignore:\n  - rule: addon-incompatible\n    path:', '3:5: `path` has no value'],
    ['ignore:\n  - rule: addon-incompatible\n    unti: 2027-01-01', '3:5: item 1 of `ignore` has no key `unti`; did you mean `until`?'],
    ['ignore:\n  - path: a/\n    until: 2027-02-29', '3:12: `until` is a day such as 2027-01-31, not `2027-02-29`'],
    ['ignore:\n  - path: a/\n    until: "tomorrow"', '3:13: `until` is a day such as 2027-01-31, not `tomorrow`'],
    ['ignore:\n  - path: /a/', '2:11: the pattern `/a/` begins with `/`'],
    ['assume:\n  - path: a/', '2:5: item 1 of `assume` has no `cluster-version`'],
    ['assume:\n  - cluster-version: 1.33', '2:5: item 1 of `assume` has no `path`'],
    ['assume:\n  - path: a/\n    version: 1.33', '3:5: item 1 of `assume` has no key `version`; there are `path`, `cluster-version`'],
    [
      'assume:\n  - path: a/\n    cluster-version: 1.3',
      '3:22: `cluster-version` is a version such as 1.34, not `1.3`; did you mean `1.30`?',
    ],
    [
      'assume:\n  - path: a/\n    cluster-version: v1.33.4',
      '3:22: `cluster-version` is a version such as 1.34, not `v1.33.4`; did you mean `1.33`?',
    ],
    ['assume:\n  - path: a/\n    cluster-version: "1\\x2e33"', '3:23: `cluster-version` is a version such as 1.34, not `1.33`'],
    ['include: examples/', '1:10: `include` is a list, not a text'],
    ['include:\n  - [a]', '2:5: item 1 of `include` is a text, not a list'],
    ['exclude:\n  - a\n  - "{a,b"', '3:5: the pattern `{a,b` does not close a brace'],
    ['max-comments: 9', '1:15: `max-comments` is a number from 10 to 60, not `9`'],
    ['max-comments: 61', '1:15: `max-comments` is a number from 10 to 60, not `61`'],
    ['max-comments: 12.5', '1:15: `max-comments` is a number from 10 to 60, not `12.5`'],
    ['max-comments: -12', '1:15: `max-comments` is a number from 10 to 60, not `-12`'],
    ['max-comments: many', '1:15: `max-comments` is a number from 10 to 60, not `many`'],
    ['rules: {a: off', '1:15: this is not valid YAML: `Flow map'],
    ['fail-on: error: x', '1:10: this is not valid YAML: `Nested mappings'],
    ['fail-on: error\n---\nfail-on: never\n', '2:1: this is not valid YAML: `'],
    ['a: &x [1]\nb: *x', '1:1: the configuration has no key `a`'],
    ['include: &x [a/]\nexclude: *x', '2:10: `exclude` is a list, not an alias; write out what it stands for'],
  ])('%j', (text, beginning) => {
    const beginnings = problemsOf(text).map((problem) => problem.slice(0, PATH.length + 1 + beginning.length));
    expect(beginnings).toContain(`${PATH}:${beginning}`);
  });

  test('once, though what is no map has no keys either', () => {
    expect(problemsOf('ignore: [a]\nassume: [b]')).toHaveLength(2);
  });

  test('in the order of the file, all of them, each in one line', () => {
    const problems = problemsOf('max-comments: 1\nrules:\n  a: off\n  addon-incompatible: on\n"x\\ny": 1\n');
    expect(problems.map((problem) => problem.split(':')[1])).toEqual(['1', '3', '4', '5']);
    expect(problems.join('')).not.toContain('\n');
  });

  test('and nothing of a broken configuration holds', () => {
    expect(readConfig('fail-on: never\nrulez: {}\n', PATH, RULES).config).toEqual(DEFAULT_CONFIG);
  });

  test('what the file says is shown as code', () => {
    expect(problemsOf('"<img src=x>": 1')).toEqual([expect.stringContaining('no key `<img src=x>`;')]);
    expect(problemsOf('"a`b": 1')).toEqual([expect.stringContaining('no key ``a`b``;')]);
  });
});

function aliasBomb(): string {
  const levels = Array.from({ length: 20 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`);
  return ['a0: &a0 x', ...levels, 'include: *a20'].join('\n');
}

describe('a file that nobody wrote by hand', () => {
  test.each([
    ['an alias bomb', aliasBomb()],
    ['nested lists', '['.repeat(30_000)],
    ['nested maps', '{a: '.repeat(15_000)],
    ['nested blocks', Array.from({ length: 340 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['1 MB', 'fail-on: never # x\n'.repeat(60_000)],
    ['many unknown keys', Array.from({ length: 5000 }, (_, index) => `key${index}: 1`).join('\n')],
    ['many items', `include: [${'a,'.repeat(20_000)}]`],
    ['binary', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 167) % 256)).toString('latin1')],
    ['NUL bytes', '\0'.repeat(1000)],
  ])('%s is refused at once, with few words', (_, text) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(20);
    expect(problems.every((problem) => problem.length < 600)).toBe(true);
  });

  test('says how many problems are not listed', () => {
    const text = Array.from({ length: 25 }, (_, index) => `key${index}: 1`).join('\n');
    expect(problemsOf(text).at(-1)).toMatch(/\(and 5 more in this file\)$/);
    expect(problemsOf(text)).toHaveLength(20);
  });
});
