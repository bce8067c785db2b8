/** Versions that a program writes down, each with the cluster versions that it meets. */
import type { ClusterView } from '../../inventory/inventory.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Span } from '../../model/span.ts';
import { type Known, knowns, type Value } from '../../model/value.ts';
import { versionsWith } from './cluster-versions.ts';
import type { Companions } from './companions.ts';

/** A version that something of a cluster has. */
export interface Meeting {
  readonly view: ClusterView;
  readonly version: Known<string>;
  readonly clusterVersions: Companions<string>;
}

/** The known values of a field. One place that is read under several conditions is one value, which holds under each. */
export function meetingsOf(view: ClusterView, field: Value<string>): readonly Meeting[] {
  const groups = groupBy(knowns(field), keyOf);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const companions = group.map((known) => versionsWith(view.cluster, field, known));
    const alternatives = [...new Set(companions.flatMap((item) => item.alternatives))];
    const version = group.length === 1 ? first : unconditional(first);
    return [{ view, version, clusterVersions: { alternatives, each: companions.every(({ each }) => each) } }];
  });
}

function unconditional({ value, span, notation, via, allowed }: Known<string>): Known<string> {
  return { kind: 'known', value, span, notation, via, ...(allowed ? { allowed } : {}) };
}

/**
 * The cluster versions that a text in the program is for, with those of every other cluster that it decides something of: what is
 * written there instead has to fit them all.
 */
export function servedBy(meetings: readonly Meeting[]): (meeting: Meeting) => readonly string[] {
  const groups = groupBy(meetings, ({ version }) => keyOf(version));
  return ({ version }) => {
    const together = groups.get(keyOf(version)) ?? [];
    return [...new Set(together.flatMap(({ clusterVersions }) => clusterVersions.alternatives.map(({ value }) => value)))];
  };
}

function keyOf({ span, value }: { readonly span: Span; readonly value: string }): string {
  return JSON.stringify([span.path, span.start, span.end, value]);
}
