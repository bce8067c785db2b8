/** What could not be read, and why, for the report. */
import { distinctBy } from '../model/distinct.ts';
import type { AddonFact, ClusterFact, ImageFact, NodeGroupFact } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { single, unknowns, type Value } from '../model/value.ts';
import type { Unresolved } from './inventory.ts';

/** The version and the kubectl layer of a cluster. */
export function unreadOfCluster(cluster: ClusterFact): readonly Unresolved[] {
  const layer = cluster.kubectl?.layer;
  const unreadLayer =
    typeof layer === 'object' && 'unknown' in layer ? [{ span: cluster.span, what: 'kubectl layer', why: layer.unknown }] : [];
  return [...unread('cluster version', cluster.version), ...unreadLayer];
}

/** The name and the version of an add-on. */
export function unreadOfAddon({ addonName, addonVersion }: AddonFact): readonly Unresolved[] {
  const name = single(addonName)?.value;
  const what = name === undefined ? 'version of an add-on' : `version of add-on ${codeSpan(name)}`;
  return [...unread('name of an add-on', addonName), ...unread(what, addonVersion)];
}

/** The tag of an image. */
export function unreadOfImage({ tag }: ImageFact): readonly Unresolved[] {
  return unread('cluster-autoscaler tag', tag);
}

/** The image and the versions of a node group. */
export function unreadOfNodeGroup({ amiType, version, releaseVersion }: NodeGroupFact): readonly Unresolved[] {
  return [
    ...unread('AMI type of a node group', amiType),
    ...unread('version of a node group', version),
    ...unread('release version of a node group', releaseVersion),
  ];
}

/** Each once: the calls of one module say the same of the same place. */
export function distinct(entries: readonly Unresolved[]): readonly Unresolved[] {
  return distinctBy(entries, ({ span, what, why }) => JSON.stringify([span.path, span.start, span.end, what, why]));
}

function unread(what: string, value: Value<unknown> | undefined): readonly Unresolved[] {
  return unknowns(value).map(({ span, reason }) => ({ span, what, why: reason }));
}
