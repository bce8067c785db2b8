/** cdk-kubectl-layer-missing: by the version of aws-cdk-lib, with import, property and dependency in one fix. */
import { expect, test } from 'vitest';
import type { ClusterFact, PackageFact } from '../../src/model/fact.ts';
import { cdkKubectlLayerMissing as rule } from '../../src/rules/cdk-kubectl-layer-missing.ts';
import { cluster, findingOf, findingsOf, fixed, kubectl, lock, manifest, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

const TEXT = `new eks.Cluster(this, 'main', {\n  version: eks.KubernetesVersion.V1_34,\n});`;

function program(version: string, overrides: Partial<ClusterFact> = {}) {
  const member = `V${version.replace('.', '_')}`;
  const file = new TinyFile(TEXT.replace('V1_34', member), 'lib/stack.ts');
  const known = file.known(member, { notation: 'kubernetes-version-member' });
  return {
    file,
    fact: cluster({
      dialect: 'cdk-typescript',
      resource: 'eks.Cluster main',
      span: file.span('new eks.Cluster'),
      version: known,
      kubectl: kubectl(file),
      ...overrides,
    }),
  };
}

function packageJson(range: string, overrides: Partial<PackageFact> = {}) {
  const file = new TinyFile(`{ "dependencies": { "aws-cdk-lib": "${range}" } }`, 'package.json');
  return { file, fact: manifest(file, ['aws-cdk-lib'], { dependencySlot: file.slot('"aws-cdk-lib"', '', ', '), ...overrides }) };
}

test('adds import, property and dependency', () => {
  const { file, fact } = program('1.34');
  const json = packageJson('^2.240.0');
  const finding = findingOf(rule, [view(fact, { packages: { manifests: [json.fact], lock: lock({ 'aws-cdk-lib': '2.263.0' }) } })]);
  expect(finding).toMatchObject({ severity: 'error', value: '', span: file.span('new eks.Cluster'), resource: 'eks.Cluster main' });
  expect(finding.message).toBe(
    "The cluster has no `kubectlLayer`, which is required since aws-cdk-lib 2.179.0: TypeScript stops with TS2345 (`Property 'kubectlLayer' is missing in type`), and where types are not checked the first use of kubectl fails at deployment with `[Errno 2] No such file or directory: 'kubectl'`. Use `KubectlV34Layer` of `@aws-cdk/lambda-layer-kubectl-v34`. Refresh the lock file with the package manager afterwards.",
  );
  expect(fixed(finding, file)).toBe(
    `import { KubectlV34Layer } from '@aws-cdk/lambda-layer-kubectl-v34';\nnew eks.Cluster(this, 'main', {\n  version: eks.KubernetesVersion.V1_34,\n  kubectlLayer: new KubectlV34Layer(this, 'KubectlLayer'),\n});`,
  );
  expect(fixed(finding, json.file)).toMatch(
    /^\{ "dependencies": \{ "@aws-cdk\/lambda-layer-kubectl-v34": "\^2\.\d+\.\d+", "aws-cdk-lib": "\^2\.240\.0" \} \}$/,
  );
  expect(finding.fix?.disposition).toBe('safe');
});

test.each([
  ['2.178.2', '1.31', 'warning'],
  ['2.100.0', '1.28', 'warning'],
  ['2.100.0', '1.21', undefined],
  ['2.47.0', '1.28', undefined],
  ['2.179.0', '1.28', 'error'],
  ['2.179.0', '1.21', 'error'],
])('aws-cdk-lib %s with %s: %s', (cdk, version, severity) => {
  const packages = { manifests: [], lock: lock({ 'aws-cdk-lib': cdk }) };
  expect(findingsOf(rule, [view(program(version).fact, { packages })])[0]?.severity).toBe(severity);
});

test('quotes what synth warns about', () => {
  const finding = findingOf(rule, [
    view(program('1.31').fact, { packages: { manifests: [packageJson('~2.150.0').fact], lock: undefined } }),
  ]);
  expect(finding.message).toContain(
    'aws-cdk-lib 2.150.0 then uses its own kubectl 1.20, "which is only guaranteed to be compatible with Kubernetes versions 1.19-1.21"',
  );
});

test.each(['*', 'latest', 'workspace:*', ''])('the range %j says no version: an error', (range) => {
  const packages = { manifests: [packageJson(range).fact], lock: undefined };
  expect(findingOf(rule, [view(program('1.34').fact, { packages })]).severity).toBe('error');
});

test('1.37 has no package of its own: the layer of 1.36', () => {
  const finding = findingOf(rule, [view(program('1.37').fact)]);
  expect(finding.message).toContain(
    'Use `KubectlV36Layer` of `@aws-cdk/lambda-layer-kubectl-v36`, the newest known that is within one minor of the cluster.',
  );
  expect(finding.fix?.title).toBe('Add the kubectl layer for 1.36');
});

test('a version that EKS refuses: the layer of the version to use instead, in one fix with it', () => {
  const { file, fact } = program('1.28');
  const finding = findingOf(rule, [view(fact, { packages: { manifests: [], lock: lock({ 'aws-cdk-lib': '2.263.0' }) } })]);
  expect(finding.message).toContain('Use `KubectlV36Layer` of `@aws-cdk/lambda-layer-kubectl-v36`, with the cluster version 1.36.');
  expect(finding.fix).toMatchObject({ title: 'Set the cluster version to 1.36, with its kubectl layer', disposition: 'unsafe' });
  expect(fixed(finding, file)).toBe(
    `import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';\nnew eks.Cluster(this, 'main', {\n  version: eks.KubernetesVersion.V1_36,\n  kubectlLayer: new KubectlV36Layer(this, 'KubectlLayer'),\n});`,
  );
});

test('only what is missing: a declared package, an imported class, no manifest', () => {
  const { file, fact } = program('1.34');
  const json = new TinyFile('{ "@aws-cdk/lambda-layer-kubectl-v34": "^2.0.0" }', 'package.json');
  const declared = findingOf(rule, [
    view(fact, { packages: { manifests: [manifest(json, ['@aws-cdk/lambda-layer-kubectl-v34'])], lock: undefined } }),
  ]);
  expect(declared.fix?.edits).toHaveLength(2);
  expect(declared.message).not.toContain('lock file');
  const layer = {
    version: file.known('main', { value: '1.34' }),
    packageName: file.known('this', { value: '@aws-cdk/lambda-layer-kubectl-v34' }),
    uses: [file.span('new eks')],
  };
  const neighbour = view({ ...fact, kubectl: kubectl(file, layer) });
  expect(findingOf(rule, [neighbour, view(fact)]).fix?.edits).toHaveLength(1);
  const renamed = view({ ...fact, kubectl: kubectl(file, { ...layer, uses: [] }) });
  expect(findingOf(rule, [renamed, view(fact)]).fix?.edits).toHaveLength(2);
});

test('no half fix: a generated manifest, properties that are no literal, alternatives, an aws-cdk-lib that the layer does not fit', () => {
  const { file, fact } = program('1.34');
  const generated = packageJson('2.263.0', { generatedBy: 'projen' });
  const projen = findingOf(rule, [view(fact, { packages: { manifests: [generated.fact], lock: undefined } })]);
  expect(projen.fix).toBeUndefined();
  expect(projen.message).toContain('projen writes `package.json` here, so declare the package in its configuration (`.projenrc.ts`).');
  const { property: _, ...spread } = kubectl(file);
  expect(findingOf(rule, [view({ ...fact, kubectl: spread })]).fix).toBeUndefined();
  const config = new TinyFile('1.34 1.35');
  const version = oneOf([config.known('1.34', { when: 'dev' }), config.known('1.35', { when: 'prod' })]);
  expect(findingOf(rule, [view({ ...fact, version })]).fix).toBeUndefined();
  const old = findingOf(rule, [view(fact, { packages: { manifests: [], lock: lock({ 'aws-cdk-lib': '2.200.0' }) } })]);
  expect(old.fix).toBeUndefined();
  expect(old.message).toContain('Add the layer whose kubectl is within one minor of the cluster version.');
});

test('silent: aws-eks-v2, a layer, an unknown layer, no kubectl at all', () => {
  const { file, fact } = program('1.34');
  const { kubectl: _, ...raw } = fact;
  const facts = [
    { ...fact, kubectl: kubectl(file, 'absent', { construct: 'aws-eks-v2' }) },
    { ...fact, kubectl: kubectl(file, { unknown: 'it is spread' }) },
    raw,
  ];
  expect(
    findingsOf(
      rule,
      facts.map((item) => view(item)),
    ),
  ).toEqual([]);
});

test('an unknown cluster version is still an error, without a fix', () => {
  const finding = findingOf(rule, [view(program('1.34', { version: unknown() }).fact)]);
  expect(finding).toMatchObject({ severity: 'error', related: [] });
  expect(finding.fix).toBeUndefined();
});
