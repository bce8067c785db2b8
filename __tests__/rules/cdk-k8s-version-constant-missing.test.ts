/** cdk-k8s-version-constant-missing: only where no aws-cdk-lib that can be installed has the constant. */
import { expect, test } from 'vitest';
import type { PackageView } from '../../src/inventory/inventory.ts';
import type { Notation } from '../../src/model/notation.ts';
import { cdkK8sVersionConstantMissing as rule } from '../../src/rules/cdk-k8s-version-constant-missing.ts';
import { k8sVersionExtendedSupport } from '../../src/rules/k8s-version-extended-support.ts';
import { cluster, findingOf, findingsOf, fixed, kubectl, lock, manifest, TinyFile, view } from '../support/facts.ts';

function locked(version: string): PackageView {
  return { manifests: [], lock: lock({ 'aws-cdk-lib': version }) };
}

function declared(range: string): PackageView {
  const json = new TinyFile(`{ "aws-cdk-lib": "${range}" }`, 'package.json');
  return { manifests: [manifest(json, ['aws-cdk-lib'])], lock: undefined };
}

function program(version: string, packages: PackageView, notation: Notation = 'kubernetes-version-member') {
  const spelled = notation === 'text' ? version : `V${version.replace('.', '_')}`;
  const file = new TinyFile(`eks.KubernetesVersion.${spelled}\nnew eks });`, 'lib/stack.ts');
  const fact = cluster({
    dialect: 'cdk-typescript',
    version: file.known(spelled, { notation }),
    kubectl: kubectl(file, { unknown: 'elsewhere' }, { quote: '"' }),
  });
  return { file, clusters: [view(fact, { packages })] };
}

test('V1_36 of an older aws-cdk-lib', () => {
  const { file, clusters } = program('1.36', locked('2.241.0'));
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: '1.36', span: file.span('V1_36') });
  expect(finding.message).toBe(
    "`V1_36` does not exist in aws-cdk-lib 2.241.0: it came with 2.263.0. TypeScript stops with `Property 'V1_36' does not exist on type 'typeof KubernetesVersion'` (TS2339 or TS2551); without a type check the version is undefined at synthesis. `KubernetesVersion.of('1.36')` works with any release.",
  );
  expect(fixed(finding, file)).toContain('eks.KubernetesVersion.of("1.36")');
  expect(finding.fix?.disposition).toBe('safe');
});

test('V1_38: newer than every constant that the data knows', () => {
  const { clusters } = program('1.38', locked('2.276.0'));
  expect(findingOf(rule, clusters).message).toContain('the newest constant known is the one for 1.37, of 2.276.0');
  expect(findingsOf(rule, program('1.38', locked('2.277.0')).clusters)).toEqual([]);
});

test.each([
  ['1.36', '2.241.0', true],
  ['1.36', '~2.241.0', true],
  ['1.36', '^2.241.0', false],
  ['1.36', '*', false],
  ['1.36', 'latest', false],
  ['1.27', '2.10.0', false],
])('%s with the range %s: %s', (version, range, fires) => {
  expect(findingsOf(rule, program(version, declared(range)).clusters)).toHaveLength(fires ? 1 : 0);
});

test('silent: the release that brought it, no package known, not a constant', () => {
  expect(findingsOf(rule, program('1.36', locked('2.263.0')).clusters)).toEqual([]);
  expect(findingsOf(rule, program('1.36', { manifests: [], lock: undefined }).clusters)).toEqual([]);
  expect(findingsOf(rule, program('1.36', locked('2.241.0'), 'text').clusters)).toEqual([]);
});

test('silent on what its own fix writes', () => {
  const file = new TinyFile(`eks.KubernetesVersion.of('1.36')`);
  const fact = cluster({ version: file.known(`of('1.36')`, { notation: 'kubernetes-version-member' }) });
  expect(findingsOf(rule, [view(fact, { packages: locked('2.241.0') })])).toEqual([]);
});

test('no fix for a key, nor for a version that EKS refuses', () => {
  const key = findingOf(rule, program('1.36', locked('2.241.0'), 'kubernetes-version-key').clusters);
  expect(key.fix).toBeUndefined();
  expect(key.message).toContain('Raise aws-cdk-lib or use an older version.');
  expect(findingOf(rule, program('1.29', locked('2.109.0')).clusters).fix).toBeUndefined();
});

test('rules that raise the version do not write a constant that is missing', () => {
  const { file, clusters } = program('1.33', locked('2.241.0'));
  expect(fixed(findingOf(k8sVersionExtendedSupport, clusters), file)).toContain('eks.KubernetesVersion.of("1.36")');
  const young = program('1.33', locked('2.263.0'));
  expect(fixed(findingOf(k8sVersionExtendedSupport, young.clusters), young.file)).toContain('eks.KubernetesVersion.V1_36');
});
