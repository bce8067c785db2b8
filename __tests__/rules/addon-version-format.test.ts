/** addon-version-format: image tags, missing builds, and what they stand for. */
import { expect, test } from 'vitest';
import { addonIncompatible } from '../../src/rules/addon-incompatible.ts';
import { addonVersionFormat as rule } from '../../src/rules/addon-version-format.ts';
import { addon, cluster, findingOf, findingsOf, fixed, TinyFile, unknown, view } from '../support/facts.ts';

function program(clusterVersion: string, name: string, version: string, overrides = {}) {
  const file = new TinyFile(`addonName: '${name}', addonVersion: '${version}'`);
  const addons = [addon(file.known(name), file.known(version, overrides))];
  const config = new TinyFile(`version: '${clusterVersion}'`, 'config.ts');
  return { file, clusters: [view(cluster({ version: config.known(clusterVersion) }), { addons })] };
}

test.each([
  ['1.25', 'kube-proxy', 'v1.25.15-minimal-eksbuild.2', 'v1.25.15-eksbuild.2'],
  ['1.35', 'kube-proxy', 'v1.35.3-minimal-eksbuild.9999', 'v1.35.3-eksbuild.29'],
  ['1.36', 'vpc-cni', '1.22.4', 'v1.22.4-eksbuild.3'],
  ['1.36', 'vpc-cni', 'v1.22.4', 'v1.22.4-eksbuild.3'],
  ['1.36', 'coredns', '1.14.3-eksbuild.16', 'v1.14.3-eksbuild.16'],
])('%s %s %s -> %s', (clusterVersion, name, version, expected) => {
  const { file, clusters } = program(clusterVersion, name, version);
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: version, span: file.span(version) });
  expect(finding.message).toContain('the deployment is refused with `Addon version specified is not supported`');
  expect(fixed(finding, file)).toContain(`addonVersion: '${expected}'`);
  expect(finding.fix?.disposition).toBe('safe');
  expect(findingsOf(addonIncompatible, clusters)).toEqual([]);
});

test('explains the tag of an image', () => {
  expect(findingOf(rule, program('1.25', 'kube-proxy', 'v1.25.15-minimal-eksbuild.2').clusters).message).toBe(
    '`v1.25.15-minimal-eksbuild.2` is no version of an EKS add-on, and the deployment is refused with `Addon version specified is not supported`. With `-minimal-` it is the tag of the image; the version of the add-on is the same text without it. Use `v1.25.15-eksbuild.2`.',
  );
});

test.each([
  ['1.36', 'coredns', 'v1.10.1'],
  ['1.36', 'coredns', 'latest'],
  ['1.36', 'acme_agent', '1.2.3'],
  ['v1.36', 'coredns', '1.14.3'],
])('%s %s %s: an error without a fix', (clusterVersion, name, version) => {
  const finding = findingOf(rule, program(clusterVersion, name, version).clusters);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('looks like `v1.11.4-eksbuild.2`');
});

test('no fix inside a composed text', () => {
  const { clusters } = program('1.36', 'coredns', 'v${core}', { notation: 'composed', value: 'v1.14.3' });
  const finding = findingOf(rule, clusters);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('Use `v1.14.3-eksbuild.22`.');
});

test('silent: the form of a version, a pattern, nothing, an unknown', () => {
  const file = new TinyFile(`'1.36' 'coredns' 'v1.99.0-eksbuild.a1' '1.14'`);
  const name = file.known('coredns');
  const addons = [
    addon(name, file.known('v1.99.0-eksbuild.a1')),
    addon(name, file.known('1.14'), { versionIsPattern: true }),
    addon(name, undefined),
    addon(name, unknown()),
    addon(name, file.known(`'coredns'`, { notation: 'composed', value: ' ' })),
  ];
  expect(findingsOf(rule, [view(cluster({ version: file.known('1.36') }), { addons })])).toEqual([]);
});
