/** The other places that a finding points at. */
import type { Related } from '../../model/finding.ts';
import type { NodeGroupFact } from '../../model/fact.ts';
import { codeSpan } from '../../model/markdown.ts';
import type { Known } from '../../model/value.ts';

/** Where a value is used, if that is elsewhere than where it is decided. */
export function useOf(known: Known<unknown>): readonly Related[] {
  const last = known.via.at(-1);
  return last ? [{ span: last.span, message: `it is used here: ${codeSpan(last.note)}` }] : [];
}

/** Where the Kubernetes version of a node group is decided: its own, else the cluster's. */
export function nodeVersionPlaces(group: NodeGroupFact, versions: readonly Known<string>[]): readonly Related[] {
  if (group.version === undefined) return clusterVersionPlaces(versions);
  return versions.map((version) => ({
    span: version.span,
    message: `the node group's version ${codeSpan(version.value)} is decided here`,
  }));
}

/** Where cluster versions are decided. */
export function clusterVersionPlaces(versions: readonly Known<string>[]): readonly Related[] {
  return versions.map((version) => ({ span: version.span, message: `the cluster version ${codeSpan(version.value)} is decided here` }));
}
