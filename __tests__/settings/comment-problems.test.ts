/** What is wrong in comments that speak to eks-lockstep, with the line. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentProblems } from '../../src/settings/comment-problems.ts';
import { describeProblem } from '../../src/settings/problem.ts';
import { RULES } from './support.ts';

function problemsOf(texts: Readonly<Record<string, string>>): readonly string[] {
  return commentProblems(new Map(Object.entries(texts)), RULES).map(describeProblem);
}

describe('a comment', () => {
  test.each([
    ['eks-lockstep-ignore addon-incompatable', 'there is no rule `addon-incompatable`; did you mean `addon-incompatible`?', 24],
    ['eks-lockstep-ignore addon-incompatible, nothing-like-it', 'there is no rule `nothing-like-it`', 44],
    ['eks-lockstep-ignore addon-incompatible because', 'there is no rule `because`; an explanation begins with `reason:`', 43],
    ['eks-lockstep-ignore a`b', 'there is no rule ``a`b``; an explanation begins with `reason:`', 24],
    ['eks-lockstep-ignore', 'a comment names the rules that it ignores; all at once cannot be ignored', 4],
    ['eks-lockstep-ignore reason: I want to', 'a comment names the rules that it ignores; all at once cannot be ignored', 4],
    ['eks-lockstep-ignore until=2027-01-01', 'a comment names the rules that it ignores; all at once cannot be ignored', 4],
    ['eks-lockstep-ignore *', 'a comment names the rules that it ignores; all at once cannot be ignored', 4],
    ['eks-lockstep-ignore addon-incompatible until=2027-02-29', '`until=2027-02-29` is no day; write `until=2027-01-31`', 43],
    ['eks-lockstep-ignore addon-incompatible until=', '`until=` is no day; write `until=2027-01-31`', 43],
    ['eks-lockstep-ignore addon-incompatible until: 2027-01-01', '`until:` is no day; write `until=2027-01-31`', 43],
    ['eks-lockstep-ignroe addon-incompatible', 'there is no `eks-lockstep-ignroe`; did you mean `eks-lockstep-ignore`?', 4],
    ['eks-lockstep-ignore-next-line a', 'there is no `eks-lockstep-ignore-next-line`; did you mean `eks-lockstep-ignore`?', 4],
    ['eks-lockstep-disable a', 'there is no `eks-lockstep-disable`; did you mean `eks-lockstep-ignore`?', 4],
    ['eks-lockstep-asume cluster-version=1.33', 'there is no `eks-lockstep-asume`; did you mean `eks-lockstep-assume`?', 4],
    ['eks-lockstep-assume', 'a comment assumes a cluster version; write `cluster-version=1.34`', 4],
    ['eks-lockstep-assume version=1.33', 'a comment assumes a cluster version; write `cluster-version=1.34`', 24],
    ['eks-lockstep-assume cluster_version=1.33', 'a comment assumes a cluster version; did you mean `cluster-version`?', 24],
    ['eks-lockstep-assume cluster-version=1.3', '`cluster-version` is a version such as 1.34, not `1.3`; did you mean `1.30`?', 40],
    ['eks-lockstep-assume cluster-version="v1.33"', '`cluster-version` is a version such as 1.34, not `v1.33`; did you mean `1.33`?', 41],
    ['eks-lockstep-assume cluster-version=', 'a comment assumes a cluster version; write `cluster-version=1.34`', 24],
  ])('%s', (comment, message, column) => {
    expect(problemsOf({ 'a.ts': `const a = 1;\r\n// ${comment}\r\n` })).toEqual([`a.ts:2:${column}: ${message}`]);
  });

  test.each([
    '// eks-lockstep-ignore addon-incompatible until=2020-01-01 reason: everything * is until=never',
    '// eks-lockstep-assume cluster-version=1.33 because',
    '// see eks-lockstep-ignore nonsense',
    '// eks-lockstep-action is a name',
    '// eks-lockstep-',
    "const a = '// eks-lockstep-ignore nonsense';",
    '# eks-lockstep-ignore nonsense',
  ])('%s is fine', (line) => {
    expect(problemsOf({ 'a.ts': line })).toEqual([]);
  });
});

test('problems come by path and place', () => {
  const wrong = '# eks-lockstep-ignore\n\n# eks-lockstep-assume x\n';
  expect(problemsOf({ 'b.yaml': wrong, 'a.tf': wrong }).map((problem) => problem.split(': ')[0])).toEqual([
    'a.tf:1:3',
    'a.tf:3:23',
    'b.yaml:1:3',
    'b.yaml:3:23',
  ]);
});

describe('a file that nobody wrote by hand', () => {
  const ignore = '// eks-lockstep-ignore kubernetes-version-unsupportedly-old-and-so-on\n';
  test.each([
    ['many comments', ignore.repeat(20_000)],
    ['one line of comments', ignore.trim().repeat(20_000)],
    ['stars', `/*${' *'.repeat(200_000)}eks-lockstep-ignore\n*/`],
    ['escaped quotes', `${"\\'".repeat(200_000)} // eks-lockstep-ignore\n`],
    ['open blocks', `// eks-lockstep-ignore\n${' /*'.repeat(200_000)}`],
    ['blocks on one line', `${' /* */'.repeat(100_000)} // eks-lockstep-ignore\n`],
    ['prefixes', `// ${'eks-lockstep-'.repeat(50_000)}ignore`],
    ['commas', `// eks-lockstep-ignore ${','.repeat(500_000)}`],
    ['blanks', `// eks-lockstep-ignore addon-incompatible${' '.repeat(500_000)}x`],
  ])('%s: takes a moment, and few words', (_, text) => {
    const problems = problemsOf({ 'a.ts': text });
    expect(problems.length).toBeLessThanOrEqual(20);
  });

  test('many files have few problems together', () => {
    const texts = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.ts`, '// eks-lockstep-ignore']));
    expect(problemsOf(texts)).toHaveLength(200);
  });

  test('nothing throws', () => {
    const piece = fc.constantFrom(
      'eks-lockstep-ignore ',
      'eks-lockstep-assume ',
      '//',
      '/*',
      '*/',
      '#',
      '\n',
      '\r\n',
      "'",
      '`',
      '"',
      '\\',
      '{',
      '=',
      ' ',
      'a-b',
      'until=',
      'reason:',
    );
    const path = fc.constantFrom('a.ts', 'a.tf', 'a.yaml', 'a.xml', 'a');
    fc.assert(
      fc.property(path, fc.array(piece, { maxLength: 30 }), (name, pieces) => {
        expect(Array.isArray(problemsOf({ [name]: pieces.join('') }))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
