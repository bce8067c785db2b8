/** cdk-kubectl-layer-mismatch: the skew of kubectl, and a rename in every place or in none. */
import { expect, test } from 'vitest';
import type { PackageView } from '../../src/inventory/inventory.ts';
import type { KubectlLayer } from '../../src/model/fact.ts';
import type { Known } from '../../src/model/value.ts';
import { cdkKubectlLayerMismatch as rule } from '../../src/rules/cdk-kubectl-layer-mismatch.ts';
import { cluster, findingOf, findingsOf, fixed, kubectl, lock, manifest, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

function program(layerMinor: number, clusterVersion: string, packages: PackageView = { manifests: [], lock: undefined }) {
  const file = new TinyFile(
    `import { KubectlV${layerMinor}Layer } from '@aws-cdk/lambda-layer-kubectl-v${layerMinor}';\nkubectlLayer: new KubectlV${layerMinor}Layer(this, 'kubectl'), version: '${clusterVersion}'\nnew eks });`,
    'lib/stack.ts',
  );
  const inImport = file.span(`KubectlV${layerMinor}Layer }`);
  const inUse = file.span(`KubectlV${layerMinor}Layer(`);
  const version: Known<string> = {
    kind: 'known',
    value: `1.${layerMinor}`,
    span: { ...inImport, end: inImport.end - 2 },
    notation: 'kubectl-layer-class',
    via: [],
  };
  const layer: KubectlLayer = {
    version,
    packageName: file.known(`@aws-cdk/lambda-layer-kubectl-v${layerMinor}`),
    uses: [{ ...inUse, end: inUse.end - 1 }],
  };
  return {
    file,
    version,
    layer,
    view: view(cluster({ dialect: 'cdk-typescript', version: file.known(clusterVersion), kubectl: kubectl(file, layer) }), { packages }),
  };
}

function packageJson(name: string) {
  const file = new TinyFile(`{ "dependencies": { "${name}": "^2.0.0" } }`, 'package.json');
  return { file, fact: manifest(file, [name], { dependencySlot: file.slot(`"${name}"`, '', ', ') }) };
}

test.each([
  [32, '1.34', 'warning'],
  [28, '1.36', 'warning'],
  [36, '1.34', 'warning'],
  [33, '1.34', 'notice'],
  [34, '1.34', undefined],
  [35, '1.34', undefined],
  [36, '1.37', undefined],
  [35, '1.37', 'warning'],
  [34, 'v1.30', undefined],
])('layer v%i on %s: %s', (layerMinor, clusterVersion, severity) => {
  const { view: item } = program(layerMinor, clusterVersion);
  expect(findingsOf(rule, [item])[0]?.severity).toBe(severity);
});

test('renames class, use, package and dependency', () => {
  const json = packageJson('@aws-cdk/lambda-layer-kubectl-v32');
  const { file, version, view: item } = program(32, '1.34', { manifests: [json.fact], lock: lock({ 'aws-cdk-lib': '2.263.0' }) });
  const finding = findingOf(rule, [item]);
  expect(finding).toMatchObject({ value: '1.32', span: version.span });
  expect(finding.message).toBe(
    'The layer has kubectl 1.32, the cluster is 1.34: kubectl works one minor either side of the cluster, and beyond that what CDK applies can fail at deployment, for instance with `error retrieving RESTMappings to prune`. Use `KubectlV34Layer` of `@aws-cdk/lambda-layer-kubectl-v34`. Refresh the lock file with the package manager afterwards.',
  );
  expect(finding.related).toEqual([{ span: file.span('1.34'), message: 'the cluster version `1.34` is decided here' }]);
  expect(fixed(finding, file)).toBe(file.text.replaceAll('32', '34'));
  expect(fixed(finding, json.file)).toMatch(/^\{ "dependencies": \{ "@aws-cdk\/lambda-layer-kubectl-v34": "\^2\.\d+\.\d+" \} \}$/);
  expect(finding.fix?.disposition).toBe('unsafe');
});

test('one minor behind is supported, and said so', () => {
  expect(findingOf(rule, [program(33, '1.34').view]).message).toContain(
    'The layer has kubectl 1.33, the cluster is 1.34: that is supported, but the next upgrade',
  );
});

test('adds the new package where another program needs the old one', () => {
  const json = packageJson('@aws-cdk/lambda-layer-kubectl-v32');
  const packages = { manifests: [json.fact], lock: undefined };
  const { view: item } = program(32, '1.34', packages);
  const other = program(32, '1.32', packages);
  // the same place of another file
  const elsewhere = { ...other.version, span: { ...other.version.span, path: 'lib/other.ts' } };
  const neighbour = view(
    cluster({ ...other.view.cluster, id: 'other', kubectl: kubectl(other.file, { ...other.layer, version: elsewhere }) }),
    { packages },
  );
  expect(fixed(findingOf(rule, [item, neighbour]), json.file)).toMatch(
    /\{ "@aws-cdk\/lambda-layer-kubectl-v34": "\^2[^"]+", "@aws-cdk\/lambda-layer-kubectl-v32": "\^2\.0\.0" \}/,
  );
});

test('no fix where the import serves a cluster of another version', () => {
  const { view: item } = program(32, '1.34');
  const neighbour = view(cluster({ ...item.cluster, id: 'other', version: new TinyFile('1.32').known('1.32') }));
  expect(findingOf(rule, [item, neighbour]).fix).toBeUndefined();
});

test('no fix: projen writes the manifest, the layer does not fit aws-cdk-lib, two cluster versions fail', () => {
  const json = packageJson('@aws-cdk/lambda-layer-kubectl-v32');
  const projen = { manifests: [{ ...json.fact, generatedBy: 'projen' }], lock: undefined };
  expect(findingOf(rule, [program(32, '1.34', projen).view]).fix).toBeUndefined();
  const old = { manifests: [], lock: lock({ 'aws-cdk-lib': '2.200.0' }) };
  expect(findingOf(rule, [program(32, '1.34', old).view]).fix).toBeUndefined();
  const { view: item } = program(32, '1.34');
  const config = new TinyFile('1.35 1.36');
  const version = oneOf([config.known('1.35', { when: 'dev' }), config.known('1.36', { when: 'prod' })]);
  const finding = findingOf(rule, [{ ...item, cluster: { ...item.cluster, version } }]);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('the cluster is 1.35 (`dev`) and 1.36 (`prod`)');
});

test('no fix where the version of the cluster may be one that cannot be read', () => {
  const { file, view: item } = program(32, '1.34');
  const version = oneOf([file.known('1.34')], [unknown()]);
  const finding = findingOf(rule, [{ ...item, cluster: { ...item.cluster, version } }]);
  expect(finding.message).toContain('the cluster is 1.34');
  expect(finding.fix).toBeUndefined();
});

test('an aws-cdk-lib that is locked to a folder may fit any layer', () => {
  const linked = { manifests: [], lock: lock({ 'aws-cdk-lib': 'link:../cdk' }) };
  expect(findingOf(rule, [program(32, '1.34', linked).view]).fix).toBeDefined();
});

test('no fix where the file imports the other layer already', () => {
  const { file, layer, view: item } = program(32, '1.34');
  const packageName = { ...layer.packageName, value: '@aws-cdk/lambda-layer-kubectl-v34' };
  const version = file.known('version', { value: '1.34' });
  const neighbour = view(cluster({ ...item.cluster, id: 'other', kubectl: kubectl(file, { packageName, version, uses: [] }) }));
  expect(findingOf(rule, [item, neighbour]).fix).toBeUndefined();
});

test('silent without a layer that can be read', () => {
  const { file, layer: read, view: item } = program(32, '1.34');
  const odd = { ...read, version: file.known('version', { value: 'custom' }) };
  expect(findingsOf(rule, [{ ...item, cluster: { ...item.cluster, kubectl: kubectl(file, odd) } }])).toEqual([]);
  for (const layer of ['absent', { unknown: 'it comes from a function' }] as const) {
    expect(findingsOf(rule, [{ ...item, cluster: { ...item.cluster, kubectl: kubectl(file, layer) } }])).toEqual([]);
  }
});
