/** The other places that a finding points at. */
import type { Related } from '../../model/finding.ts';
import { codeSpan } from '../../model/markdown.ts';
import type { Known } from '../../model/value.ts';

/** Where a value is used, if that is elsewhere than where it is decided. */
export function useOf(known: Known<unknown>): readonly Related[] {
  const last = known.via.at(-1);
  return last ? [{ span: last.span, message: `it is used here: ${codeSpan(last.note)}` }] : [];
}

/** Where cluster versions are decided. */
export function clusterVersionPlaces(versions: readonly Known<string>[]): readonly Related[] {
  return versions.map((version) => ({ span: version.span, message: `the cluster version ${codeSpan(version.value)} is decided here` }));
}
