/** What a configuration and comments do to findings. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { identityOf } from '../../src/model/finding.ts';
import { apply, configOf, finding, placeOf, used } from './support.ts';

const FILES = {
  'versions.ts': "export const VERSION = '1.28';\n",
  'a.ts': 'version: VERSION, // eks-lockstep-ignore k8s-version-unsupported\n',
  'b.ts': 'version: VERSION,\n',
  'c.ts': '// eks-lockstep-ignore k8s-version-unsupported until=2026-10-01\nversion: VERSION,\n',
};
const DECIDED = placeOf(FILES, 'versions.ts', '1.28');
const IN_A = used(placeOf(FILES, 'a.ts', 'VERSION'));
const IN_B = used(placeOf(FILES, 'b.ts', 'VERSION'), 'it is used here: `props.version`');
const IN_C = used(placeOf(FILES, 'c.ts', 'VERSION'));

function unsupported(overrides: Partial<Finding> = {}): Finding {
  return finding(DECIDED, { ruleId: 'k8s-version-unsupported', ...overrides });
}

describe('a value that is decided elsewhere', () => {
  test('is ignored where it is used', () => {
    expect(apply(FILES, [unsupported({ related: [IN_A] })])).toEqual({ findings: [], ignored: 1 });
  });

  test('is not ignored for its other uses', () => {
    expect(apply(FILES, [unsupported({ related: [IN_A, IN_B] })]).ignored).toBe(0);
  });

  test('is ignored at its use whatever else it relates to', () => {
    const other = used(placeOf(FILES, 'b.ts', 'VERSION'), 'the cluster version `1.28` is decided here');
    expect(apply(FILES, [unsupported({ related: [other, IN_A] })]).ignored).toBe(1);
  });

  test('is ignored by another comment than one of its rule never', () => {
    expect(apply(FILES, [finding(DECIDED, { related: [IN_A] })]).ignored).toBe(0);
  });

  test('is shown again when one of its uses says until when', () => {
    const { findings, ignored } = apply(FILES, [unsupported({ related: [IN_A, IN_C] })]);
    expect(ignored).toBe(0);
    expect(findings[0]?.message).toBe('It fails. The comment that ignored this expired on 2026-10-01.');
    expect(apply(FILES, [unsupported({ related: [IN_A, IN_C] })], undefined, '2026-10-01').ignored).toBe(1);
  });
});

describe('an ignore that ends', () => {
  const files = {
    'a.ts': 'v1 // eks-lockstep-ignore addon-incompatible until=2026-11-24 reason: x\n',
    'b.ts': '// eks-lockstep-ignore addon-incompatible until=2026-01-31\n// eks-lockstep-ignore addon-incompatible until=2026-02-28\nv1\n',
    'c.ts': '// eks-lockstep-ignore addon-incompatible until=2026-01-31\nv1 // eks-lockstep-ignore addon-incompatible\n',
  };
  test.each([
    ['a.ts', '2026-11-23', undefined],
    ['a.ts', '2026-11-24', undefined],
    ['a.ts', '2026-11-25', 'It fails. The comment that ignored this expired on 2026-11-24.'],
    ['b.ts', '2026-02-28', undefined],
    ['b.ts', '2026-11-25', 'It fails. The comment that ignored this expired on 2026-02-28.'],
    ['c.ts', '2026-11-25', undefined],
  ])('%s on %s', (path, today, message) => {
    const { findings, ignored } = apply(files, [finding(placeOf(files, path, 'v1'))], undefined, today);
    expect(findings.map((left) => left.message)).toEqual(message === undefined ? [] : [message]);
    expect(ignored).toBe(message === undefined ? 1 : 0);
  });
});

describe('ignore in the configuration', () => {
  const files = { 'legacy/a.ts': 'v1', 'infra/a.ts': 'v1' };
  const findings = Object.keys(files).flatMap((path) => {
    const span = placeOf(files, path, 'v1');
    return [finding(span), finding(span, { ruleId: 'addon-behind-default', severity: 'notice' })];
  });

  test.each([
    ['rule: addon-incompatible', ['legacy/a.ts addon-behind-default', 'infra/a.ts addon-behind-default']],
    ['path: legacy/', ['infra/a.ts addon-incompatible', 'infra/a.ts addon-behind-default']],
    [
      '{ rule: addon-incompatible, path: legacy/ }',
      ['legacy/a.ts addon-behind-default', 'infra/a.ts addon-incompatible', 'infra/a.ts addon-behind-default'],
    ],
    ['{ path: "**", until: 2026-11-24 }', []],
  ])('- %s', (entry, left) => {
    const result = apply(files, findings, configOf(`ignore:\n  - ${entry}`));
    expect(result.findings.map(({ span, ruleId }) => `${span.path} ${ruleId}`)).toEqual(left);
    expect(result.ignored).toBe(4 - left.length);
  });

  test('says that it is over', () => {
    const config = configOf('ignore:\n  - { rule: addon-incompatible, until: 2026-11-23 }\n  - { path: legacy/, until: 2026-11-20 }');
    const result = apply(files, findings, config);
    expect(result.ignored).toBe(0);
    expect(result.findings.map(({ message }) => message)).toEqual([
      'It fails. The entry of the configuration that ignored this expired on 2026-11-23.',
      'It fails. The entry of the configuration that ignored this expired on 2026-11-20.',
      'It fails. The entry of the configuration that ignored this expired on 2026-11-23.',
      'It fails.',
    ]);
  });
});

describe('rules in the configuration', () => {
  const files = { 'a.ts': 'v1' };
  const span = placeOf(files, 'a.ts', 'v1');

  test('off removes, and is not counted as ignored', () => {
    expect(apply(files, [finding(span)], configOf('rules: { addon-incompatible: off }'))).toEqual({ findings: [], ignored: 0 });
  });

  test.each(['error', 'warning', 'notice'] as const)('%s is the severity, whatever the rule said', (severity) => {
    const given = [finding(span), finding(span, { severity: 'notice' })];
    const { findings } = apply(files, given, configOf(`rules: { addon-incompatible: ${severity} }`));
    expect(findings).toEqual(given.map((one) => ({ ...one, severity })));
  });

  test('others stay as they are', () => {
    const given = [
      finding(span, { ruleId: 'k8s-version-unsupported', fix: { title: 'x', disposition: 'safe', edits: [{ span, newText: 'v2' }] } }),
    ];
    expect(apply(files, given, configOf('rules: { addon-incompatible: off }')).findings).toEqual(given);
  });
});

describe('a fix that would only change what is assumed', () => {
  const files = { 'a.ts': '// eks-lockstep-assume cluster-version=1.28\nnew eks.Cluster(name, { version });\nv1\n' };
  const assumed = placeOf(files, 'a.ts', '1.28');

  test('is not offered', () => {
    const fix = { title: 'Raise', disposition: 'unsafe', edits: [{ span: assumed, newText: '1.34' }] } as const;
    expect(apply(files, [finding(assumed, { fix })]).findings).toEqual([finding(assumed)]);
  });

  test('nor in the configuration', () => {
    const text = 'assume:\n  - path: a.ts\n    cluster-version: 1.28\n';
    const span = { path: '.github/eks-lockstep.yml', start: text.indexOf('1.28'), end: text.length - 1 };
    const fix = { title: 'Raise', disposition: 'unsafe', edits: [{ span, newText: '1.34' }] } as const;
    expect(apply(files, [finding(span, { fix })], configOf(text)).findings).toEqual([finding(span)]);
  });

  test('others in the same file are', () => {
    const span = placeOf(files, 'a.ts', 'v1');
    const fix = { title: 'Raise', disposition: 'safe', edits: [{ span, newText: 'v2' }] } as const;
    expect(apply(files, [finding(span, { fix })]).findings).toEqual([finding(span, { fix })]);
  });

  test('an assumption can be ignored like a value', () => {
    const ignoring = { 'a.ts': `// eks-lockstep-ignore addon-incompatible\n${files['a.ts']}` };
    expect(apply(ignoring, [finding(placeOf(ignoring, 'a.ts', '1.28'))]).ignored).toBe(1);
  });
});

test('what is left has the same identity, in the same order, and nothing is lost uncounted', () => {
  const comment = fc.constantFrom(
    '',
    ' // eks-lockstep-ignore addon-incompatible',
    ' // eks-lockstep-ignore addon-behind-default until=2020-01-01',
  );
  const ruleId = fc.constantFrom('addon-incompatible', 'addon-behind-default');
  fc.assert(
    fc.property(fc.array(fc.tuple(comment, ruleId), { maxLength: 8 }), (lines) => {
      const files = { 'a.ts': lines.map(([text], index) => `v${index}${text}`).join('\n') };
      const given = lines.map(([, id], index) => finding(placeOf(files, 'a.ts', `v${index}`), { ruleId: id, value: String(index) }));
      const { findings, ignored } = apply(files, given);
      expect(findings.length + ignored).toBe(given.length);
      const expected = given.filter(({ ruleId: id }, index) => !lines[index]?.[0].endsWith(id));
      expect(findings.map(identityOf)).toEqual(expected.map(identityOf));
    }),
  );
});
