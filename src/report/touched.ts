/** What a change is about: the clusters that it touches, and whether it brings what we have a remark on. */
import type { Problem } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import type { ChangeSet } from '../pull-request/change-set.ts';
import type { ComparedFinding } from './compare.ts';
import type { CheckResult, ClusterRow } from './result.ts';

/** Clusters of the head that are new or pin something else than before, or that a new or mended finding is about. Moved lines do not count. */
export function touchedClusters(base: CheckResult, head: CheckResult, findings: readonly ComparedFinding[]): readonly ClusterRow[] {
  const before = new Set(base.clusters.map(contentOf));
  const news = findings.filter(({ status }) => status !== 'existing');
  const newPlaces = new Set(news.filter(({ status }) => status === 'new').map(({ finding }) => key(finding.span)));
  return head.clusters.filter((cluster) => {
    // two roots may use one module: then its name does not tell which cluster is meant
    const isAlone = head.clusters.filter(({ resource }) => resource === cluster.resource).length === 1;
    const isNamed = isAlone && news.some(({ finding }) => finding.resource === cluster.resource);
    if (!before.has(contentOf(cluster)) || isNamed) return true;
    return placesOf(cluster).some((span) => newPlaces.has(key(span)));
  });
}

/** Whether a file of the head has a remark that it has not on the base, wherever it lay there. */
export function bringsRemarks(base: CheckResult, head: CheckResult, { files }: ChangeSet): boolean {
  const before = new Set(base.problems.map((problem) => remarkOf(problem, problem.path)));
  const moved = new Map(files.map(({ path, previousPath = path }) => [path, previousPath]));
  return head.problems.some((problem) => !before.has(remarkOf(problem, moved.get(problem.path) ?? problem.path)));
}

function remarkOf({ message }: Problem, path: string): string {
  return `${path}\0${message}`;
}

function contentOf({ dialect, resource, versions, addons, others }: ClusterRow): string {
  return JSON.stringify([
    dialect,
    resource,
    values(versions),
    addons.map((addon) => [addon.addonName, values(addon.versions)]),
    values(others),
  ]);
}

function values(placed: readonly { readonly value: string }[]): readonly string[] {
  return placed.map(({ value }) => value);
}

function placesOf({ span, versions, addons, others }: ClusterRow): readonly Span[] {
  return [span, ...[...versions, ...addons.flatMap((addon) => addon.versions), ...others].map((placed) => placed.span)];
}

function key({ path, start }: Span): string {
  return `${path}\0${start}`;
}
