/** pulumi-config-namespaced-default: a word is replaced, no value is lost, and templates are left alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pulumiConfigNamespacedDefault as rule } from '../../src/rules/pulumi-config-namespaced-default.ts';
import { configFinding, configFindings, configIn, projectWith } from '../support/pulumi-config.ts';

test('says what the CLI says, on the word that is wrong', async () => {
  const finding = await configFinding(rule, projectWith('aws:region:\n  description: AWS region to deploy to\n  default: us-east-1\n'));
  expect(finding).toMatchObject({
    severity: 'error',
    place: 'default',
    value: 'default',
    resource: 'configuration aws:region of tap',
    fix: { disposition: 'safe' },
  });
  expect(finding.message).toBe(
    "`aws:region` is not a key of the project itself. Every command that loads the project stops: `Configuration key 'aws:region' is not namespaced by the project and should not define a default value. Did you mean to use the 'value' attribute instead of 'default'?` As a `value` it means the same, and a stack file still has the last word.",
  );
});

test.each([
  ['a block', 'aws:region:\n  default: us-east-1 # until the move\n', 'aws:region:\n  value: us-east-1 # until the move\n'],
  ['a flow map', 'aws:region: {default: us-east-1}\n', 'aws:region: {value: us-east-1}\n'],
  ['quotes', '"aws:region":\n  "default": us-east-1\n', '"aws:region":\n  "value": us-east-1\n'],
  ['a map as default', 'pulumi:tags:\n  default:\n    a: b\n', 'pulumi:tags:\n  value:\n    a: b\n'],
  ['the old long form', 'aws:config:region:\n  default: x\n', 'aws:config:region:\n  value: x\n'],
])('in %s', async (_, config, wanted) => {
  const { fixed } = await configFinding(rule, projectWith(config));
  expect(configIn(fixed?.['Pulumi.yaml'])).toBe(wanted);
});

test('CRLF, a byte order mark and JSON', async () => {
  const yaml = '\uFEFFname: tap\r\nconfig:\r\n  aws:region:\r\n    default: us-east-1\r\n';
  expect((await configFinding(rule, { 'Pulumi.yml': yaml })).fixed).toEqual({ 'Pulumi.yml': yaml.replace('default', 'value') });
  const json = '{"name": "tap", "config": {"aws:region": {"default": "us-east-1"}}}';
  expect((await configFinding(rule, { 'Pulumi.json': json })).fixed).toEqual({ 'Pulumi.json': json.replace('default', 'value') });
});

test('no fix where the word is taken', async () => {
  expect((await configFinding(rule, projectWith('aws:region:\n  default: us-east-1\n  value:\n'))).fix).toBeUndefined();
});

test.each([
  ['shorthand, which is a value', projectWith('aws:region: us-east-1\n')],
  ['a value', projectWith('aws:region:\n  value: us-east-1\n')],
  ['a default of nothing', projectWith('aws:region:\n  default: null\n')],
  ['an own key', projectWith('k8sVersion:\n  default: "1.34"\n')],
  ['an own key with its namespace', projectWith('tap:k8sVersion:\n  default: "1.34"\n')],
  ['a type, which is complained of first', projectWith('aws:region:\n  type: string\n  default: us-east-1\n')],
  ['a default beside a value, complained of first', projectWith('aws:region:\n  value: a\n  default: b\n')],
  ['an attribute that the schema refuses first', projectWith('aws:region:\n  default: a\n  defualt: b\n')],
  ['the configuration of a template', { 'Pulumi.yaml': 'name: tap\ntemplate:\n  config:\n    aws:region:\n      default: us-east-1\n' }],
  ['a template with a placeholder', { 'Pulumi.yaml': 'name: ${PROJECT}\nconfig:\n  aws:region:\n    default: us-east-1\n' }],
  ['the old section of a YAML program', { 'Pulumi.yaml': 'name: tap\nconfiguration:\n  aws:region:\n    default: us-east-1\n' }],
  ['a project without a name', { 'Pulumi.yaml': 'runtime: go\nconfig:\n  aws:region:\n    default: us-east-1\n' }],
  ['a broken file', { 'Pulumi.yaml': 'name: tap\nconfig:\n  aws:region:\n    default: us-east-1\nname: tip\n' }],
  ['a stack file', { 'Pulumi.yaml': 'name: tap\n', 'Pulumi.dev.yaml': 'config:\n  aws:region:\n    default: us-east-1\n' }],
])('silent: %s', async (_, files) => {
  expect(await configFindings(rule, files)).toEqual([]);
});

test('property: only the word changes, whatever stands around it', async () => {
  const line = fc.constantFrom('# a comment', 'description: "default: x"', 'secret: false', '# default: y');
  const value = fc.constantFrom('us-east-1', '"us-east-1"', '5', 'true', '[a, b]', '{default: x}', '|\n      text: x');
  const lineBreak = fc.constantFrom('\n', '\r\n');
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(line), value, line, lineBreak, async (before, text, after, eol) => {
      const rest = before.includes(after) || after.startsWith('#') ? [] : [after];
      const lines = [...before, `default: ${text}`, ...rest].map((item) => `    ${item}`);
      const yaml = ['name: tap', 'config:', '  aws:region:', ...lines, ''].join('\n').replaceAll('\n', eol);
      const { fixed } = await configFinding(rule, { 'Pulumi.yaml': yaml });
      expect(fixed?.['Pulumi.yaml']).toBe(yaml.replace(/^ {4}default/m, '    value'));
    }),
  );
});

test('a hostile key stays inside its code span', async () => {
  const { message } = await configFinding(rule, projectWith('"aws:`](https://x)**<img>**\\n# x":\n  default: a\n'));
  expect(message.startsWith('``aws:`](https://x)**<img>** # x`` is not')).toBe(true);
});
