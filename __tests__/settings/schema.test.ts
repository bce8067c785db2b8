/** The published JSON Schema of the configuration says what the code says. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { FAIL_ON, MAX_COMMENTS, RULE_LEVELS } from '../../src/settings/config.ts';
import { ASSUME_KEYS, IGNORE_KEYS } from '../../src/settings/fields.ts';
import { CONFIG_KEYS, readConfig } from '../../src/settings/read-config.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly items: Schema;
  readonly enum: readonly string[];
  readonly additionalProperties: Schema;
  readonly minimum: number;
  readonly maximum: number;
  readonly default: unknown;
  readonly definitions: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(readFileSync('schema/config.schema.json', 'utf8')) as Schema;
const ids = rules.map(({ meta }) => meta.id);
const ajv = new Ajv({ allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function isAccepted(config: unknown): boolean {
  return readConfig(JSON.stringify(config), 'config.yml', ids).problems.length === 0;
}

test('knows the same rules: add or remove a line of definitions.rule in schema/config.schema.json', () => {
  expect(schema.definitions['rule']?.enum).toEqual(ids);
});

test('knows the same keys, words and limits', () => {
  const { properties } = schema;
  expect(Object.keys(properties)).toEqual(CONFIG_KEYS);
  expect(Object.keys(properties['ignore']?.items.properties ?? {})).toEqual(IGNORE_KEYS);
  expect(Object.keys(properties['assume']?.items.properties ?? {})).toEqual(ASSUME_KEYS);
  expect(properties['fail-on']?.enum).toEqual(FAIL_ON);
  expect(properties['rules']?.additionalProperties.enum).toEqual(RULE_LEVELS);
  expect(properties['max-comments']).toMatchObject({
    minimum: MAX_COMMENTS.least,
    maximum: MAX_COMMENTS.most,
    default: MAX_COMMENTS.default,
  });
});

/** Mostly right: of many fields all have to be. */
function mostly<T, U>(right: readonly T[], wrong: readonly U[]) {
  return fc.oneof({ arbitrary: fc.constantFrom(...right), weight: 9 }, { arbitrary: fc.constantFrom(...wrong), weight: 1 });
}

describe('judges as the code does', () => {
  test.each<[unknown, boolean]>([
    [{}, true],
    [null, true],
    [{ 'fail-on': 'never', 'max-comments': 60, rules: { 'addon-incompatible': 'off' } }, true],
    [{ ignore: [{ rule: 'addon-incompatible', path: 'a/', until: '2027-01-31', reason: 'x' }], assume: [], include: null }, true],
    [{ assume: [{ path: 'a/', 'cluster-version': '1.30' }] }, true],
    [{ assume: [{ path: 'a/', 'cluster-version': 1.33 }] }, true],
    [{ assume: [{ path: 'a/', 'cluster-version': 33 }] }, false],
    [{ assume: [{ path: 'a/', 'cluster-version': '1.3' }] }, false],
    [{ ignore: [{ until: '2027-01-31' }] }, false],
    [{ ignore: [{ path: 'a/', until: '2027-02-30' }] }, false],
    [{ ignore: [{ rule: 'nonsense' }] }, false],
    [{ rules: { nonsense: 'off' } }, false],
    [{ rules: { 'addon-incompatible': null } }, false],
    [{ 'fail-on': null }, false],
    [{ include: [''] }, false],
    [[], false],
    ['text', false],
  ])('%j', (config, valid) => {
    expect(isAccepted(config)).toBe(valid);
    expect(validate(config)).toBe(valid);
  });

  const path = mostly(['a/', '**/b.ts'], ['', 'x'.repeat(257)]);
  const rule = mostly(['addon-incompatible', 'k8s-version-unsupported'], ['nonsense']);
  const until = mostly(['2027-01-31'], ['2027-13-01', 'soon']);
  const other = mostly([undefined], [1]);
  const ignore = fc.record({ rule, path, until, reason: mostly(['x'], ['']), other }, { requiredKeys: ['rule'] });
  const assume = fc.record({ path, 'cluster-version': mostly(['1.33', 1.33], ['1.3', 'v1.33']), other }, { requiredKeys: [] });
  const config = fc.record(
    {
      'fail-on': mostly(['error', 'never'], ['off', null]),
      rules: fc.option(fc.dictionary(rule, mostly(['off', 'notice'], ['never']), { maxKeys: 2 })),
      ignore: fc.option(
        fc.array(fc.oneof({ arbitrary: ignore, weight: 9 }, { arbitrary: fc.record({ until }), weight: 1 }), { maxLength: 2 }),
      ),
      assume: fc.option(fc.array(assume, { maxLength: 2 })),
      include: fc.option(fc.array(path, { maxLength: 2 })),
      exclude: mostly([[], ['a/']], ['a/', {}]),
      'max-comments': mostly([10, 60], [9, 61, 12.5, 'x']),
      other,
    },
    { requiredKeys: [] },
  );

  test('any configuration', () => {
    let accepted = 0;
    fc.assert(
      fc.property(config, (made) => {
        // as a file would have it: without keys that have no value
        const value: unknown = JSON.parse(JSON.stringify(made));
        const valid = isAccepted(value);
        accepted += valid ? 1 : 0;
        expect(valid).toBe(validate(value));
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(300);
    expect(accepted).toBeLessThan(2700);
  });
});
