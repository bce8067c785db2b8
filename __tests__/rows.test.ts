/** What a report says of clusters: which add-on version meets which cluster version, and each place once. */
import { expect, test } from 'vitest';
import { snapshotCatalog } from '../src/catalog/snapshot.ts';
import type { ClusterView } from '../src/inventory/inventory.ts';
import { clusterRows } from '../src/rows.ts';
import { addon, cluster, image, nodeGroup, oneOf, TinyFile, TODAY, unknown, view } from './support/facts.ts';

const DEV = new TinyFile('v1.36.0-eksbuild.21', 'dev.tfvars');
const PROD = new TinyFile('v1.32.13-eksbuild.28', 'prod.tfvars');
const MAIN = new TinyFile('coredns kube-proxy v1.32.13-eksbuild.28', 'main.tf');
const CLUSTERS = new TinyFile('1.36 1.34', 'clusters.tf');
const OTHERS = new TinyFile('1.34', 'others.tf');
const VERSIONS = oneOf([CLUSTERS.known('1.36', { when: 'dev' }), CLUSTERS.known('1.34', { when: 'prod' })]);
const KUBE_PROXY = MAIN.known('kube-proxy');

function rowsOf(...views: readonly ClusterView[]) {
  return clusterRows(views, snapshotCatalog(), TODAY);
}

/** The pins of the first add-on: `v1.36.0-eksbuild.21 of dev.tfvars: 1.36 compatible`. */
function pinsOf(...views: readonly ClusterView[]) {
  const [addonRow] = rowsOf(...views)[0]?.addons ?? [];
  return addonRow?.versions.map(
    ({ value, span, fits }) =>
      `${value} of ${span.path}: ${fits.map(({ version, compatibility }) => `${version} ${compatibility}`).join(', ')}`,
  );
}

test('a pin meets the cluster version of its own environment alone', () => {
  const pin = oneOf([DEV.known('v1.36.0-eksbuild.21', { when: 'dev' }), PROD.known('v1.32.13-eksbuild.28', { when: 'prod' })]);
  expect(pinsOf(view(cluster({ version: VERSIONS }), { addons: [addon(KUBE_PROXY, pin)] }))).toEqual([
    'v1.36.0-eksbuild.21 of dev.tfvars: 1.36 compatible',
    'v1.32.13-eksbuild.28 of prod.tfvars: 1.34 compatible',
  ]);
});

test('a pin of every environment meets the version of each', () => {
  const pin = MAIN.known('v1.32.13-eksbuild.28');
  expect(pinsOf(view(cluster({ version: VERSIONS }), { addons: [addon(KUBE_PROXY, pin)] }))).toEqual([
    'v1.32.13-eksbuild.28 of main.tf: 1.36 not-compatible, 1.34 compatible',
  ]);
});

test('one place that is read under several conditions is one version, which meets what it meets under any of them', () => {
  const pin = oneOf(['dev', 'prod'].map((when) => MAIN.known('v1.32.13-eksbuild.28', { when })));
  expect(pinsOf(view(cluster({ version: VERSIONS }), { addons: [addon(KUBE_PROXY, pin)] }))).toEqual([
    'v1.32.13-eksbuild.28 of main.tf: 1.36 not-compatible, 1.34 compatible',
  ]);
});

test('what cannot be paired meets nothing that is known', () => {
  const pin = oneOf([DEV.known('v1.36.0-eksbuild.21', { when: 'a' }), PROD.known('v1.32.13-eksbuild.28', { when: 'b' })]);
  const version = oneOf([OTHERS.known('1.34', { when: 'prod' })], [unknown()]);
  expect(pinsOf(view(cluster({ version }), { addons: [addon(KUBE_PROXY, pin)] }))).toEqual([
    'v1.36.0-eksbuild.21 of dev.tfvars: ',
    'v1.32.13-eksbuild.28 of prod.tfvars: ',
  ]);
});

test('cluster versions and tags: each place once, two places twice', () => {
  const version = oneOf([
    CLUSTERS.known('1.34', { when: 'a' }),
    CLUSTERS.known('1.34', { when: 'b' }),
    OTHERS.known('1.34', { when: 'prod' }),
  ]);
  const [row] = rowsOf(view(cluster({ version }), { images: [image(version)] }));
  expect(row?.versions.map(({ value, span }) => `${value} ${span.path}`)).toEqual(['1.34 clusters.tf', '1.34 others.tf']);
  expect(row?.others.map(({ name, value, span }) => `${name} ${value} ${span.path}`)).toEqual([
    'cluster-autoscaler 1.34 clusters.tf',
    'cluster-autoscaler 1.34 others.tf',
  ]);
});

test('an add-on of several names: one row a name, each with the version that goes with it', () => {
  const names = oneOf([
    MAIN.known('coredns', { when: 'a' }),
    MAIN.known('kube-proxy', { when: 'b' }),
    MAIN.known('kube-proxy', { when: 'c' }),
  ]);
  const pin = oneOf([
    DEV.known('v1.36.0-eksbuild.21', { when: 'b' }),
    PROD.known('v1.32.13-eksbuild.28', { when: 'a' }),
    DEV.known('v1.36.0-eksbuild.21', { when: 'c' }),
  ]);
  const [row] = rowsOf(view(cluster(), { addons: [addon(names, pin)] }));
  expect(row?.addons.map(({ addonName, versions }) => [addonName, ...versions.map(({ value }) => value)])).toEqual([
    ['coredns', 'v1.32.13-eksbuild.28'],
    ['kube-proxy', 'v1.36.0-eksbuild.21'],
  ]);
});

test('the name in AWS tells clusters of one resource apart; alone, the resource is enough', () => {
  const names = new TinyFile('orders billing');
  const orders = view(cluster({ id: 'a', name: names.known('orders') }));
  const billing = view(cluster({ id: 'b', name: names.known('billing') }));
  const computed = view(cluster({ id: 'c', name: unknown() }));
  expect(rowsOf(orders, billing, computed).map(({ clusterName }) => clusterName)).toEqual(['orders', 'billing', undefined]);
  expect(rowsOf(orders)[0]).not.toHaveProperty('clusterName');
});

test('a version that is not written is told from one that cannot be read', () => {
  const rows = rowsOf(view(cluster()), view(cluster({ version: unknown() })), view(cluster({ version: VERSIONS })));
  expect(rows.map(({ isVersionWritten, versions }) => [isVersionWritten, versions.length])).toEqual([
    [false, 0],
    [true, 0],
    [true, 2],
  ]);
});

test('a version has the day on which its support ends, and one that ended the day on which it did', () => {
  const text = new TinyFile('1.36 1.32 1.28 1.19 1.99', 'clusters.tf');
  const version = oneOf(['1.36', '1.32', '1.28', '1.19', '1.99'].map((value) => text.known(value, { when: value })));
  const [row] = rowsOf(view(cluster({ version })));
  expect(row?.versions.map(({ value, support, until }) => [value, support, until])).toEqual([
    ['1.36', 'standard', '2027-08-02'],
    ['1.32', 'extended', '2027-03-23'],
    ['1.28', 'ended', '2025-11-26'],
    ['1.19', 'ended', undefined],
    ['1.99', 'not-available', undefined],
  ]);
});

test('the AMI types of nodes, those that are not known left out', () => {
  const nodes = new TinyFile('AL2_x86_64 BOTTLEROCKET_ARM_64', 'nodes.tf');
  const nodeGroups = [nodes.known('AL2_x86_64'), nodes.known('BOTTLEROCKET_ARM_64'), unknown(), undefined].map((amiType) =>
    nodeGroup({ amiType }),
  );
  const [row] = rowsOf(view(cluster(), { nodeGroups }));
  expect(row?.others.map(({ name, value }) => `${name} ${value}`)).toEqual(['nodes AL2_x86_64', 'nodes BOTTLEROCKET_ARM_64']);
});
