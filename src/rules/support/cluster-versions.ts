/** The versions of a cluster that can be judged, and what its options do to a finding. */
import type { ClusterFact } from '../../model/fact.ts';
import type { Severity } from '../../model/finding.ts';
import { type Known, placesOf, type Value } from '../../model/value.ts';
import { clusterMinor } from '../../model/version.ts';
import { companionsOf, type Companions } from './companions.ts';

/** The known versions that have the form of one; any other is for `k8s-version-format` and `k8s-version-float`. */
export function wellFormedVersions({ version }: ClusterFact): readonly Known<string>[] {
  return placesOf(version).filter(({ value }) => clusterMinor(value) !== undefined);
}

/** The well-formed versions, of the cluster or what else has one, that go with one alternative of a field. */
export function versionsWith<T>({ version }: Pick<ClusterFact, 'version'>, field: Value<T>, alternative: Known<T>): Companions<string> {
  const { alternatives, each } = companionsOf(field, alternative, version);
  const wellFormed = alternatives.filter(({ value }) => clusterMinor(value) !== undefined);
  return { alternatives: each || wellFormed.length === alternatives.length ? wellFormed : [], each };
}

/** One step milder where the tool ignores changes of the version: a running cluster may then have another one than the code says. */
export function severityFor({ versionIgnored }: ClusterFact, severity: Severity): Severity {
  if (!versionIgnored) return severity;
  return severity === 'error' ? 'warning' : 'notice';
}
