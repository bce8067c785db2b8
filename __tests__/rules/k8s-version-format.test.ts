/** k8s-version-format: what is written around `1.NN`, and what is another rule's. */
import { expect, test } from 'vitest';
import { k8sVersionFormat as rule } from '../../src/rules/k8s-version-format.ts';
import { cluster, findingOf, findingsOf, fixed, TinyFile, view } from '../support/facts.ts';

test.each([
  ['v1.35', '1.35'],
  ['1.35.2', '1.35'],
  ['1.32.0-eks.1', '1.32'],
  ['V1.36', '1.36'],
  ['1.28.4', '1.36'],
  ['v1.60', '1.36'],
])('%s is written %s', (value, expected) => {
  const file = new TinyFile(`version: '${value}'`);
  const finding = findingOf(rule, [view(cluster({ version: file.known(value) }))]);
  expect(finding).toMatchObject({ severity: 'error', value, span: file.span(value) });
  expect(finding.message).toContain(`refused with an error such as \`InvalidParameterException: unsupported Kubernetes version ${value}\``);
  expect(fixed(finding, file)).toBe(`version: '${expected}'`);
  expect(finding.fix?.disposition).toBe('unsafe');
});

test.each(['1.3', '131', 'stable', '1.100', '1-31'])('%s cannot be put into form', (value) => {
  const finding = findingOf(rule, [view(cluster({ version: new TinyFile(value).known(value) }))]);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('Write a version such as `1.34`.');
});

test.each(['1.35', 'latest', 'auto', ' ', 'Latest'])('silent on %s', (value) => {
  expect(findingsOf(rule, [view(cluster({ version: new TinyFile(value).known(value) }))])).toEqual([]);
});

test('silent on a number: that is no spelling mistake', () => {
  const version = new TinyFile('1.30').known('1.30', { notation: 'number' });
  expect(version.value).toBe('1.3');
  expect(findingsOf(rule, [view(cluster({ version }))])).toEqual([]);
});

test('no markup from the value', () => {
  const hostile = '](http://evil.example) `\n## @team';
  const { message } = findingOf(rule, [view(cluster({ version: new TinyFile(hostile).known(hostile) }))]);
  expect(message.split('\n')).toHaveLength(1);
  expect(message.startsWith('``](http://evil.example) ` ## @team`` is no EKS cluster version')).toBe(true);
});
