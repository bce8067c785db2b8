/** addon-incompatible: set membership, never a comparison of numbers. */
import { describe, expect, test } from 'vitest';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { ClusterFact } from '../../src/model/fact.ts';
import { addonIncompatible as rule } from '../../src/rules/addon-incompatible.ts';
import { addon, cluster, findingOf, findingsOf, fixed, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

function program(clusterVersion: string, name: string, version: string, overrides: Partial<ClusterFact> = {}) {
  const file = new TinyFile(`version: '${clusterVersion}'; addonName: '${name}', addonVersion: '${version}'`);
  const addons = [addon(file.known(name), file.known(version))];
  return { file, clusters: [view(cluster({ version: file.known(clusterVersion), ...overrides }), { addons })] };
}

test.each([
  ['1.36', 'coredns', 'v1.10.1-eksbuild.6', 'v1.14.3-eksbuild.16'],
  ['1.36', 'kube-proxy', 'v1.28.1-eksbuild.1', 'v1.36.0-eksbuild.21'],
  ['1.34', 'kube-proxy', 'v1.36.0-eksbuild.21', 'v1.34.6-eksbuild.25'],
  ['1.31', 'vpc-cni', 'v1.14.1-eksbuild.1', 'v1.22.4-eksbuild.3'],
])('%s %s %s -> %s', (clusterVersion, name, version, expected) => {
  const { file, clusters } = program(clusterVersion, name, version);
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: version, span: file.span(version), resource: `aws.eks.Addon ${name}` });
  expect(finding.message).toContain(
    `Creating or updating \`${name}\` with \`${version}\` on Kubernetes ${clusterVersion} fails at deployment with \`InvalidParameterException: Addon version specified is not supported\`.`,
  );
  expect(finding.message).toContain(
    `It is not in the list of versions that EKS offers for ${clusterVersion} (as of 2026-08-22, us-east-1)`,
  );
  expect(finding.message).toContain(
    `Use \`${expected}\`; \`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${clusterVersion} --query 'addons[].addonVersions[].addonVersion'\` lists what EKS offers today.`,
  );
  expect(finding.message).not.toMatch(/match/);
  expect(finding.related).toEqual([
    { span: file.span(clusterVersion), message: `the cluster version \`${clusterVersion}\` is decided here` },
  ]);
  expect(finding.fix?.disposition).toBe('safe');
  expect(fixed(finding, file)).toContain(`addonVersion: '${expected}'`);
});

test('lists where the version is offered, gaps and all', () => {
  expect(findingOf(rule, program('1.36', 'coredns', 'v1.10.1-eksbuild.6').clusters).message).toContain('it is offered for 1.27 to 1.31.');
});

test('vpc-cni is never lowered: the smallest version above, or no fix', () => {
  const catalog: Catalog = { ...snapshotCatalog(), compatibility: () => 'not-compatible' };
  const { clusters, file } = program('1.29', 'vpc-cni', 'v1.21.0-eksbuild.1');
  const finding = findingOf(rule, clusters, { catalog });
  expect(fixed(finding, file)).toContain(`addonVersion: 'v1.21.0-eksbuild.4'`);
  const above = findingOf(rule, program('1.29', 'vpc-cni', 'v1.23.2-eksbuild.1').clusters, { catalog });
  expect(above.fix).toBeUndefined();
  expect(above.message).toContain('No version is known that could take its place');
});

test.each([
  ['the minor of kube-proxy is lower, and offered', '1.31', 'kube-proxy', 'v1.28.1-eksbuild.1'],
  ['the seed: all three are offered for 1.29', '1.29', 'coredns', 'v1.10.1-eksbuild.6'],
  ['newer than the snapshot', '1.36', 'coredns', 'v1.99.0-eksbuild.1'],
  ['known by name only', '1.36', 'coredns', 'v1.14.7-eksbuild.10'],
  ['the snapshot has nothing of this minor', '1.37', 'coredns', 'v1.10.1-eksbuild.6'],
  ['ended before the snapshot', '1.24', 'coredns', 'v1.14.3-eksbuild.16'],
  ['an add-on that no list has', '1.36', 'acme_agent', 'v1.0.0-eksbuild.1'],
  ['not the form of a version', '1.36', 'coredns', 'v1.10.1'],
  ['a cluster version that is none', 'v1.36', 'coredns', 'v1.10.1-eksbuild.6'],
])('silent: %s', (_, clusterVersion, name, version) => {
  expect(findingsOf(rule, program(clusterVersion, name, version).clusters)).toEqual([]);
});

test('silent where a value is missing, unknown or a pattern', () => {
  const file = new TinyFile(`'1.36' 'coredns' 'v1.10.1-eksbuild.6'`);
  const [version, name, pin] = [file.known('1.36'), file.known('coredns'), file.known('v1.10.1-eksbuild.6')];
  const addons = [addon(name, undefined), addon(name, unknown()), addon(unknown(), pin), addon(name, pin, { versionIsPattern: true })];
  expect(findingsOf(rule, [view(cluster({ version }), { addons })])).toEqual([]);
  expect(findingsOf(rule, [view(cluster({ version: unknown() }), { addons: [addon(name, pin)] })])).toEqual([]);
  expect(findingsOf(rule, [view(cluster(), { addons: [addon(name, pin)] })])).toEqual([]);
});

function offering(addonVersion: string): Catalog {
  return { ...snapshotCatalog(), addonVersions: () => [addonVersion] };
}

describe('a version that the tool searches', () => {
  const file = new TinyFile(`'1.36' 'coredns' 'v1.10.1-eksbuild.6'`);
  const searched = addon(file.known('coredns'), file.known('v1.10.1-eksbuild.6'), { versionIsSearched: true });
  const clusters = [view(cluster({ version: file.known('1.36') }), { addons: [searched] })];

  test('fails with an error of its own', () => {
    const finding = findingOf(rule, clusters);
    expect(finding.message).toContain(
      'on Kubernetes 1.36 fails at deployment with `no version(s) found matching "v1.10.1-eksbuild.6" for "coredns"`.',
    );
    expect(finding.message).not.toContain('InvalidParameterException');
    expect(fixed(finding, file)).toContain(`'v1.14.3-eksbuild.16'`);
  });

  test('is found inside a longer one', () => {
    expect(findingsOf(rule, clusters, { catalog: offering('v1.10.1-eksbuild.61') })).toEqual([]);
    expect(findingsOf(rule, clusters, { catalog: offering('v1.10.1-eksbuild.16') })).toHaveLength(1);
    const asWritten = [view(cluster({ version: file.known('1.36') }), { addons: [{ ...searched, versionIsSearched: false }] })];
    expect(findingsOf(rule, asWritten, { catalog: offering('v1.10.1-eksbuild.61') })).toHaveLength(1);
  });
});

test('an old snapshot warns, a live answer of today does not age', () => {
  const { clusters } = program('1.36', 'coredns', 'v1.10.1-eksbuild.6');
  expect(findingOf(rule, clusters, { today: '2027-02-18' }).severity).toBe('error');
  expect(findingOf(rule, clusters, { today: '2027-02-19' }).severity).toBe('warning');
  const live: Catalog = { ...snapshotCatalog(), originOf: () => ({ source: 'live', asOf: '2027-02-19', region: 'eu-west-1' }) };
  const finding = findingOf(rule, clusters, { today: '2027-02-19', catalog: live });
  expect(finding.severity).toBe('error');
  expect(finding.message).toContain('(asked live on 2027-02-19, eu-west-1)');
  expect(finding.message).not.toContain('describe-addon-versions');
});

test('where the version is ignored: a warning without a fix', () => {
  const finding = findingOf(rule, program('1.36', 'coredns', 'v1.10.1-eksbuild.6', { versionIgnored: true }).clusters);
  expect(finding).toMatchObject({ severity: 'warning' });
  expect(finding.fix).toBeUndefined();
});

describe('alternatives', () => {
  const file = new TinyFile(`dev 1.36, prod 1.31; new v1.14.3-eksbuild.16, old v1.10.1-eksbuild.6, 'coredns'`);
  const dev = file.known('1.36', { when: 'stack dev' });
  const prod = file.known('1.31', { when: 'stack prod' });
  const name = file.known('coredns');

  test('one pin for two stacks: the message names the failing one, the fix has to suit both', () => {
    const addons = [addon(name, file.known('v1.10.1-eksbuild.6'))];
    const finding = findingOf(rule, [view(cluster({ version: oneOf([dev, prod]) }), { addons })]);
    expect(finding.message).toContain('on Kubernetes 1.36 (`stack dev`) fails at deployment');
    expect(finding.fix).toBeUndefined();
  });

  test('a pin for each stack meets its own cluster version only', () => {
    const fits = oneOf([
      file.known('v1.14.3-eksbuild.16', { when: 'stack dev' }),
      file.known('v1.10.1-eksbuild.6', { when: 'stack prod' }),
    ]);
    expect(findingsOf(rule, [view(cluster({ version: oneOf([dev, prod]) }), { addons: [addon(name, fits)] })])).toEqual([]);
    const crossed = oneOf([
      file.known('v1.14.3-eksbuild.16', { when: 'stack prod' }),
      file.known('v1.10.1-eksbuild.6', { when: 'stack dev' }),
    ]);
    const findings = findingsOf(rule, [view(cluster({ version: oneOf([dev, prod]) }), { addons: [addon(name, crossed)] })]);
    expect(findings.map(({ value }) => value)).toEqual(['v1.14.3-eksbuild.16', 'v1.10.1-eksbuild.6']);
  });

  test('conditions of different kinds: certain only where every pair fails', () => {
    const pins = oneOf([file.known('v1.14.3-eksbuild.16', { when: 'canary' }), file.known('v1.10.1-eksbuild.6', { when: 'not canary' })]);
    const either = [view(cluster({ version: oneOf([dev, prod]) }), { addons: [addon(name, pins)] })];
    expect(findingsOf(rule, either)).toEqual([]);
    const more = new TinyFile('1.35 1.34');
    const newer = oneOf([dev, more.known('1.35', { when: 'stack prod' })]);
    expect(findingsOf(rule, [view(cluster({ version: newer }), { addons: [addon(name, pins)] })])).toHaveLength(1);
    const unread = oneOf([dev, more.known('1.35', { when: 'stack prod' })], [unknown()]);
    expect(findingsOf(rule, [view(cluster({ version: unread }), { addons: [addon(name, pins)] })])).toEqual([]);
  });

  test('conditions of different kinds: a cluster version of another form may be the one that is met', () => {
    const both = new TinyFile(`dev 1.36, prod latest; v1.10.1-eksbuild.6, v1.10.1-eksbuild.7`);
    const version = oneOf([both.known('1.36', { when: 'dev' }), both.known('latest', { when: 'prod' })]);
    const pins = oneOf([both.known('v1.10.1-eksbuild.6', { when: 'a' }), both.known('v1.10.1-eksbuild.7', { when: 'b' })]);
    expect(findingsOf(rule, [view(cluster({ version }), { addons: [addon(name, pins)] })])).toEqual([]);
  });
});

test('a composed version is reported at its place, without a fix', () => {
  const file = new TinyFile("'1.36' 'coredns' `v${core}-eksbuild.6`");
  const pin = file.known('v${core}-eksbuild.6', {
    notation: 'composed',
    value: 'v1.10.1-eksbuild.6',
    via: [{ span: file.span('core}'), note: 'const core' }],
  });
  const finding = findingOf(rule, [view(cluster({ version: file.known('1.36') }), { addons: [addon(file.known('coredns'), pin)] })]);
  expect(finding.fix).toBeUndefined();
  expect(finding.related.map(({ message }) => message)).toEqual([
    'the cluster version `1.36` is decided here',
    'it is used here: `const core`',
  ]);
});
