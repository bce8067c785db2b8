/** The target of version fixes: on this day 1.36, never 1.37, and nothing where a pin is not known. */
import { describe, expect, test } from 'vitest';
import { snapshotCatalog } from '../../../src/catalog/snapshot.ts';
import type { ClusterView } from '../../../src/inventory/inventory.ts';
import type { AddonFact } from '../../../src/model/fact.ts';
import type { RuleContext } from '../../../src/rules/rule.ts';
import { newestTarget, pathBetween, setVersion, targetVersion } from '../../../src/rules/support/upgrade-target.ts';
import { addon, cluster, image, kubectl, lock, TinyFile, TODAY, unknown, view } from '../../support/facts.ts';

function on(today: string, existing: readonly string[] = []): RuleContext {
  const catalog = snapshotCatalog();
  return { clusters: [], projects: [], bindings: [], unresolved: [], catalog, today, existingClusters: new Set(existing) };
}

const file = new TinyFile(`'adot' 'v0.158.0-eksbuild.1' 'acme_agent' 'v1.36.1' new eks });`);
function pinned(name: string): AddonFact {
  return addon(file.known(name), file.known('v0.158.0-eksbuild.1'));
}

test.each<[string, Partial<ClusterView>, string | undefined]>([
  ['nothing pinned', {}, '1.36'],
  ['an add-on that has versions for 1.37', { addons: [pinned('adot')] }, '1.36'],
  ['an add-on that is not pinned', { addons: [addon(file.known('acme_agent'), undefined)] }, '1.36'],
  ['a pin that no list has', { addons: [pinned('acme_agent')] }, undefined],
  ['an add-on whose name is unknown', { addons: [addon(unknown(), file.known('v0.158.0-eksbuild.1'))] }, '1.36'],
  ['an autoscaler', { images: [image(file.known('v1.36.1'))] }, '1.36'],
])('%s: %s', (_, parts, expected) => {
  expect(newestTarget(view(cluster(), parts), on(TODAY))).toBe(expected);
});

test('sixty days of standard support are left', () => {
  const catalog = snapshotCatalog();
  const context = { ...on('2027-06-03'), catalog: { ...catalog, clusterVersions: () => ['1.36', '1.35'] } };
  expect(newestTarget(view(cluster()), context)).toBe('1.36');
  expect(newestTarget(view(cluster()), { ...context, today: '2027-06-04' })).toBeUndefined();
});

test('a CDK cluster needs a layer that its aws-cdk-lib can take', () => {
  const fact = cluster({ kubectl: kubectl(file) });
  expect(newestTarget(view(fact), on(TODAY))).toBe('1.36');
  expect(newestTarget(view(fact, { packages: { manifests: [], lock: lock({ 'aws-cdk-lib': '2.200.0' }) } }), on(TODAY))).toBeUndefined();
});

describe('from where the cluster stands', () => {
  test.each([
    ['1.32', false, '1.36'],
    ['1.32', true, undefined],
    ['1.33', true, '1.34'],
    ['1.35', true, '1.36'],
    ['1.36', true, undefined],
    ['1.28', true, '1.36'],
    ['1.60', true, '1.36'],
  ])('%s, existing %s: %s', (current, existing, expected) => {
    expect(targetVersion(view(cluster()), current, on(TODAY, existing ? ['aws.eks.Cluster main'] : []))).toBe(expected);
  });

  test('the path', () => {
    expect(pathBetween('1.32', '1.34')).toBe('1.32 -> 1.33 -> 1.34');
    expect(pathBetween('1.36', '1.36')).toBe('1.36');
  });
});

test('a key that aws-cdk-lib does not have is not written', () => {
  const own = new TinyFile('KubernetesVersion[V1_33]');
  const item = view(cluster(), { packages: { manifests: [], lock: lock({ 'aws-cdk-lib': '2.241.0' }) } });
  const key = own.known('V1_33', { notation: 'kubernetes-version-key' });
  expect(setVersion(item, key, '1.36', on(TODAY))).toBeUndefined();
  expect(setVersion(item, key, '1.35', on(TODAY))?.edits).toEqual([{ span: own.span('V1_33'), newText: 'V1_35' }]);
});
