/** k8s-version-float: numbers that lose their zero, numbers that do not, and text that only looks like one. */
import { expect, test } from 'vitest';
import type { Dialect } from '../../src/model/fact.ts';
import { k8sVersionFloat as rule } from '../../src/rules/k8s-version-float.ts';
import { cluster, findingOf, findingsOf, fixed, oneOf, TinyFile, view } from '../support/facts.ts';

function numeric(text: string, dialect: Dialect, via: readonly string[] = []) {
  const file = new TinyFile(`version: ${text}\n`, 'cluster.yaml');
  const steps = via.map((note) => ({ span: file.span('version'), note }));
  const version = file.known(text, { notation: 'number', via: steps });
  return { file, view: view(cluster({ dialect, version })) };
}

test.each<[string, Dialect, string, string, string]>([
  ['1.30', 'terraform', 'error', '"1.30"', 'and as a number it is 1.3, which EKS does not have.'],
  ['1.30', 'cloudformation', 'error', '"1.30"', 'and as a number it is 1.3, which EKS does not have.'],
  ['1.20', 'pulumi-yaml', 'error', '"1.20"', 'and as a number it is 1.2, which EKS does not have.'],
  ['1.34', 'terraform', 'warning', '"1.34"', 'is written as a number: that goes well until 1.40, which would be 1.4.'],
  ['1.34', 'cloudformation', 'warning', '"1.34"', 'that goes well until 1.40'],
  ['1.34', 'eksctl', 'error', '"1.34"', 'eksctl does not load the file: `v1alpha5.ClusterMeta.Version: ReadString: expects " or n`.'],
  ['1.34', 'pulumi-typescript', 'error', '"1.34"', 'TypeScript stops with TS2322'],
  ['1.30', 'eksctl', 'error', '"1.30"', 'as a number it is 1.3, which EKS does not have. eksctl does not load the file'],
])('%s in %s: %s', (text, dialect, severity, written, says) => {
  const { file, view: item } = numeric(text, dialect);
  const finding = findingOf(rule, [item]);
  expect(finding).toMatchObject({ severity, span: file.span(text), fix: { disposition: 'safe' } });
  expect(finding.message).toContain(says);
  expect(finding.message).toContain(`Put it in quotes: \`${written}\`.`);
  expect(fixed(finding, file)).toBe(`version: ${written}\n`);
});

test('the type of a Terraform variable may turn text into a number again: no fix', () => {
  const { view: item } = numeric('1.30', 'terraform', ['var.cluster_version']);
  expect(findingOf(rule, [item]).fix).toBeUndefined();
});

test('milder where the tool ignores the version', () => {
  const { view: item } = numeric('1.30', 'terraform');
  expect(findingOf(rule, [{ ...item, cluster: { ...item.cluster, versionIgnored: true } }]).severity).toBe('warning');
});

test('the alternative that is a number is named', () => {
  const file = new TinyFile(`a: 1.30\nb: '1.34'\n`, 'Pulumi.dev.yaml');
  const version = oneOf([file.known('1.30', { notation: 'number', when: 'stack dev' }), file.known('1.34', { when: 'stack prod' })]);
  expect(findingOf(rule, [view(cluster({ version }))]).message).toContain('The cluster version 1.30 (`stack dev`) is written as a number');
});

test.each(['1', '1.5.2', '2.30', '130'])('%s is no cluster version, whatever it is', (text) => {
  const file = new TinyFile(`v: ${text}`);
  expect(findingsOf(rule, [view(cluster({ version: file.known(text, { notation: 'number', value: text }) }))])).toEqual([]);
});

test('text is silent', () => {
  const file = new TinyFile(`'1.30'`);
  expect(findingsOf(rule, [view(cluster({ version: file.known('1.30') }))])).toEqual([]);
  expect(findingsOf(rule, [view(cluster())])).toEqual([]);
});
