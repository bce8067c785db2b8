/** Versions that a program writes down, each with the cluster versions that it meets. */
import type { ClusterView } from '../../inventory/inventory.ts';
import type { ClusterFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { type Known, knowns, placeKey, placesOf, type Value } from '../../model/value.ts';
import { versionsWith } from './cluster-versions.ts';
import type { Companions } from './companions.ts';

/** A version that something of a cluster has. */
export interface Meeting {
  readonly view: ClusterView;
  readonly version: Known<string>;
  readonly clusterVersions: Companions<string>;
}

/**
 * The known values of a field, one for each place.
 *
 * @param versioned what has the versions that they meet, where that is not the cluster
 */
export function meetingsOf(
  view: ClusterView,
  field: Value<string>,
  versioned: Pick<ClusterFact, 'version'> = view.cluster,
): readonly Meeting[] {
  return placesOf(field).map((version) => {
    const alternatives = knowns(field).filter((known) => placeKey(known) === placeKey(version));
    const companions = alternatives.map((known) => versionsWith(versioned, field, known));
    const together = [...new Set(companions.flatMap((item) => item.alternatives))];
    return { view, version, clusterVersions: { alternatives: together, each: companions.every(({ each }) => each) } };
  });
}

/**
 * The cluster versions that a text in the program is for, with those of every other cluster that it decides something of: what is
 * written there instead has to fit them all.
 */
export function servedBy(meetings: readonly Meeting[]): (meeting: Meeting) => readonly string[] {
  const groups = groupBy(meetings, ({ version }) => placeKey(version));
  return ({ version }) => {
    const together = groups.get(placeKey(version)) ?? [];
    return [...new Set(together.flatMap(({ clusterVersions }) => clusterVersions.alternatives.map(({ value }) => value)))];
  };
}
