/** k8s-version-not-yet-available: what EKS cannot have released, and what the data is only too old for. */
import { expect, test } from 'vitest';
import { k8sVersionNotYetAvailable as rule } from '../../src/rules/k8s-version-not-yet-available.ts';
import { cluster, findingOf, findingsOf, fixed, TinyFile, view } from '../support/facts.ts';

function views(version: string, overrides = {}) {
  const file = new TinyFile(`version: '${version}'`);
  return { file, clusters: [view(cluster({ version: file.known(version), ...overrides }))] };
}

test('a version that no calendar has reached', () => {
  const { file, clusters } = views('1.45');
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({ severity: 'error', value: '1.45', span: file.span('1.45') });
  expect(finding.message).toBe(
    'EKS does not offer Kubernetes 1.45 yet, so creating a cluster on it is refused at deployment with `InvalidParameterException: unsupported Kubernetes version 1.45`. The newest version that EKS is known to offer is 1.37. Use 1.36, for which the add-ons and tools are known too.',
  );
  expect(fixed(finding, file)).toBe(`version: '1.36'`);
});

test('silent where the data may just be old, and for what is offered or ended', () => {
  expect(findingsOf(rule, views('1.38').clusters, { today: '2027-03-01' })).toEqual([]);
  for (const version of ['1.37', '1.33', '1.28', 'v1.45', '2.1']) expect(findingsOf(rule, views(version).clusters)).toEqual([]);
});

test('silent on Outposts, a warning where the version is ignored', () => {
  expect(findingsOf(rule, views('1.45', { onOutpost: true }).clusters)).toEqual([]);
  expect(findingOf(rule, views('1.45', { versionIgnored: true }).clusters).severity).toBe('warning');
});

test('a version that came later than the day in question', () => {
  const finding = findingOf(rule, views('1.37').clusters, { today: '2026-09-01' });
  expect(finding.message).toContain('is known to offer is 1.36.');
});
