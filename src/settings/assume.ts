/** Cluster versions that nobody can read from the repository, as the repository states them. */
import type { ClusterFact, Fact } from '../model/fact.ts';
import type { Known, Unknown, Value } from '../model/value.ts';
import type { Config } from './config.ts';
import { matchesGlob } from './glob.ts';
import { type Notes, notesOf, type TextOf } from './notes.ts';

/**
 * The facts, with an assumed version in place of each unread version or unread alternative of a cluster. A comment where the value
 * is written counts before one at the cluster, and that before the configuration, whose first fitting entry counts. A version that
 * can be read, and one that is not written at all, stay as they are.
 *
 * @param textOf the texts that the facts were read from
 */
export function assumeVersions(facts: readonly Fact[], textOf: TextOf, { assume }: Pick<Config, 'assume'>): readonly Fact[] {
  const notes = notesOf(textOf);
  return facts.map((fact) => (fact.kind === 'cluster' ? withAssumed(fact, notes, assume) : fact));
}

function withAssumed(cluster: ClusterFact, notes: Notes, assume: Config['assume']): ClusterFact {
  const { version } = cluster;
  if (version === undefined || version.kind === 'known') return cluster;
  const unread = version.kind === 'unknown' ? [version] : version.unread;
  const assumed = unread.map((value) => assumedFor(value, cluster, notes, assume));
  if (assumed.every((value) => value === undefined)) return cluster;
  const alternatives = version.kind === 'unknown' ? [] : version.alternatives;
  const left = unread.filter((_, index) => assumed[index] === undefined);
  return { ...cluster, version: joined([...alternatives, ...distinct(assumed)], left) };
}

function assumedFor(unread: Unknown, { span }: ClusterFact, notes: Notes, assume: Config['assume']): Known<string> | undefined {
  const [stated] = [
    ...notes.assumesAt(unread.span),
    ...notes.assumesAt(span),
    ...assume.filter(({ path }) => matchesGlob(path, span.path)),
  ];
  return stated && { ...stated.clusterVersion, via: [{ span: unread.span, note: 'assumed cluster version' }] };
}

/** One statement may stand for several unread values. */
function distinct(assumed: readonly (Known<string> | undefined)[]): readonly Known<string>[] {
  const stated = assumed.filter((value) => value !== undefined);
  return stated.filter(
    ({ span }, index) => stated.findIndex((other) => other.span.path === span.path && other.span.start === span.start) === index,
  );
}

function joined(alternatives: readonly Known<string>[], unread: readonly Unknown[]): Value<string> {
  const [only] = alternatives;
  return only && alternatives.length === 1 && unread.length === 0 ? only : { kind: 'one-of', alternatives, unread };
}
