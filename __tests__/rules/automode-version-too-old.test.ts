/** automode-version-too-old: only where Auto Mode is certainly on, with the fix of k8s-version-unsupported. */
import { expect, test } from 'vitest';
import type { ClusterFact } from '../../src/model/fact.ts';
import { automodeVersionTooOld as rule } from '../../src/rules/automode-version-too-old.ts';
import { k8sVersionUnsupported } from '../../src/rules/k8s-version-unsupported.ts';
import { always, cluster, findingOf, findingsOf, TinyFile, unknown, view } from '../support/facts.ts';

const file = new TinyFile(`version: '1.28'`);
const version = file.known('1.28');

test('Auto Mode on 1.28', () => {
  const views = [view(cluster({ version, autoMode: always(true) }))];
  const finding = findingOf(rule, views);
  expect(finding).toMatchObject({ severity: 'error', value: '1.28', span: file.span('1.28') });
  expect(finding.message).toBe(
    'This cluster switches EKS Auto Mode on, which Kubernetes 1.28 does not have: the deployment is refused with `InvalidParameterException: EKS Auto Mode is only supported for cluster version 1.29 or above`. Use 1.36.',
  );
  expect(finding.fix).toEqual(findingOf(k8sVersionUnsupported, views).fix);
});

test.each<[string, Partial<ClusterFact>]>([
  ['off', { version, autoMode: always(false) }],
  ['unknown', { version, autoMode: unknown() }],
  ['on, version unknown', { version: unknown(), autoMode: always(true) }],
  ['on, no version', { autoMode: always(true) }],
  ['on, 1.29', { version: new TinyFile('1.29').known('1.29'), autoMode: always(true) }],
  ['on, wrong form', { version: new TinyFile('v1.28').known('v1.28'), autoMode: always(true) }],
])('silent: %s', (_, fact) => {
  expect(findingsOf(rule, [view(cluster(fact))])).toEqual([]);
});
