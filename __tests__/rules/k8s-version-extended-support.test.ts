/** k8s-version-extended-support: the bill, the policy that avoids it, and the way out. */
import { expect, test } from 'vitest';
import type { ClusterFact } from '../../src/model/fact.ts';
import { k8sVersionExtendedSupport as rule } from '../../src/rules/k8s-version-extended-support.ts';
import { cluster, findingOf, findingsOf, fixed, oneOf, TinyFile, unknown, view } from '../support/facts.ts';

const file = new TinyFile(`version: '1.32', supportType: 'STANDARD', other: 'EXTENDED'`);
const version = file.known('1.32');
const EXISTING = { existingClusters: new Set(['aws.eks.Cluster main']) };
const BILL = 'a cluster on it costs 0.60 instead of 0.10 USD an hour, about 4,380 USD more a year at list price';

test('a new cluster gets the newest target', () => {
  const finding = findingOf(rule, [view(cluster({ version }))]);
  expect(finding).toMatchObject({ severity: 'warning', value: '1.32', span: file.span('1.32') });
  expect(finding.message).toBe(
    `Kubernetes 1.32 left standard support on 2026-03-23: ${BILL}, and no error says so. Extended support ends on 2027-03-23. Use 1.36, in standard support until 2027-08-02; a running cluster goes up one minor at a time. From 1.33 on EKS refuses node groups of Amazon Linux 2, also where that is a default: move them too.`,
  );
  expect(fixed(finding, file)).toContain(`version: '1.36'`);
});

test.each(['1.32', '1.33'])('a running cluster on %s gets the path and no fix: the change that moved it has taken its step', (from) => {
  const own = new TinyFile(`'${from}'`);
  const finding = findingOf(rule, [view(cluster({ version: own.known(from) }))], EXISTING);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain(`each step applied before the next: ${from === '1.32' ? '1.32 -> ' : ''}1.33 -> 1.34 -> 1.35 -> 1.36`);
});

test.each<[string, Partial<ClusterFact>, string]>([
  ['STANDARD', { supportType: file.known('STANDARD') }, 'there is no extra bill, but EKS upgrades a running cluster by itself'],
  ['EXTENDED', { supportType: file.known('EXTENDED') }, `on 2026-03-23: ${BILL}`],
  ['unknown', { supportType: unknown() }, `on 2026-03-23: unless its \`supportType\` is STANDARD, ${BILL}`],
  ['either', { supportType: oneOf([file.known('STANDARD'), file.known('EXTENDED')]) }, `unless its \`supportType\` is STANDARD, ${BILL}`],
])('support type %s', (_, fact, says) => {
  expect(findingOf(rule, [view(cluster({ version, ...fact }))]).message).toContain(says);
});

test('no bill where the support type is STANDARD', () => {
  expect(findingOf(rule, [view(cluster({ version, supportType: file.known('STANDARD') }))]).message).not.toContain(BILL);
});

test.each<[string, Partial<ClusterFact>]>([
  ['no version', {}],
  ['Outposts', { version, onOutpost: true }],
  ['standard support', { version: new TinyFile('1.34').known('1.34') }],
  ['ended', { version: new TinyFile('1.30').known('1.30') }],
])('silent: %s', (_, fact) => {
  expect(findingsOf(rule, [view(cluster(fact))])).toEqual([]);
});

test('1.34 from its end-of-standard-support day on', () => {
  const views = [view(cluster({ version: new TinyFile('1.34').known('1.34') }))];
  expect(findingsOf(rule, views, { today: '2026-12-01' })).toEqual([]);
  expect(findingsOf(rule, views, { today: '2026-12-02' })).toHaveLength(1);
});

test('a notice where the tool ignores the version: the cluster may run another', () => {
  expect(findingOf(rule, [view(cluster({ version, versionIgnored: true }))]).severity).toBe('notice');
});
