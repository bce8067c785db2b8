/** What a program picks by the version of its cluster is judged with that version alone. */
import { expect, test } from 'vitest';
import { snapshotCatalog } from '../src/catalog/snapshot.ts';
import type { Finding } from '../src/model/finding.ts';
import { rules } from '../src/rules/index.ts';
import { checkTree } from '../src/run.ts';
import { DEFAULT_CONFIG } from '../src/settings/config.ts';
import { overlayTree } from '../src/sources/overlay.ts';
import { EMPTY_TREE } from '../src/sources/tree.ts';

const catalog = snapshotCatalog();

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const tree = overlayTree({ ...EMPTY_TREE, paths: async () => Object.keys(files).toSorted() }, new Map(Object.entries(files)));
  const settings = { today: '2026-11-26', rules, config: DEFAULT_CONFIG, loadCatalog: async () => ({ catalog, degraded: [] }) };
  return (await checkTree(tree, [], settings)).findings;
}

/** The findings of the rules that hold something against the cluster's version, as `rule value`. */
async function judged(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await findingsOf(files))
    .filter(({ ruleId }) => /^addon-incompatible$|^cdk-kubectl-layer/.test(ruleId))
    .map(({ ruleId, value }) => `${ruleId} ${value}`);
}

function proxy(version: string): string {
  return catalog.defaultVersion('kube-proxy', version) ?? '';
}

/** A stack whose add-on and kubectl layer are picked by its version. */
function stack({ make, newest = proxy('1.35') }: { readonly make: string; readonly newest?: string }): Readonly<Record<string, string>> {
  return {
    'package.json': '{ "dependencies": { "aws-cdk-lib": "^2.220.0" } }',
    'lib/versions.ts': `export const PROXIES = { '1.33': '${proxy('1.33')}', '1.34': '${proxy('1.34')}', '1.35': '${newest}' };\n`,
    'lib/stack.ts': `import * as eks from 'aws-cdk-lib/aws-eks';
import { KubectlV31Layer } from '@aws-cdk/lambda-layer-kubectl-v31';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { PROXIES } from './versions';

export function make(scope, k8s) {
  const kubectlLayer = k8s === '1.33' ? new KubectlV31Layer(scope, 'k') : new KubectlV35Layer(scope, 'k');
  const cluster = new eks.Cluster(scope, 'Cluster', { version: eks.KubernetesVersion.of(k8s), kubectlLayer });
  new eks.CfnAddon(scope, 'Proxy', { clusterName: cluster.clusterName, addonName: 'kube-proxy', addonVersion: PROXIES[k8s] });
}
`,
    'bin/app.ts': `import { make } from '../lib/stack';\n${make}\n`,
  };
}

test.each([
  ['a constant', "make(app, '1.34');"],
  ['a default of the environment', "make(app, process.env.K8S || '1.35');"],
  ['a default of something unknown', "make(app, lookUp() ?? '1.35');"],
])('by %s: what fits is not held against the others', async (_name, make) => {
  expect(await judged(stack({ make }))).toEqual([]);
});

test('several stacks with a version each, whose layers are not told apart', async () => {
  expect(await judged(stack({ make: "make(dev, '1.35'); make(prod, '1.34');" }))).toEqual([]);
});

test('what does not fit the default of the environment', async () => {
  const files = stack({ make: "make(app, process.env.K8S ?? '1.35');", newest: proxy('1.36') });
  expect(await judged(files)).toEqual([`addon-incompatible ${proxy('1.36')}`]);
});

test('a layer that does not fit the default of the environment', async () => {
  expect(await judged(stack({ make: "make(app, process.env.K8S ?? '1.33');" }))).toEqual(['cdk-kubectl-layer-mismatch 1.31']);
});

test('no fix raises a version that other values are looked up by and have no entry for', async () => {
  const findings = await findingsOf(stack({ make: "make(app, '1.33');" }));
  expect(findings.map(({ ruleId, fix }) => [ruleId, fix])).toContainEqual(['k8s-version-extended-support', undefined]);
});
