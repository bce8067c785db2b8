/** The containers of Kubernetes objects of any kind that run the cluster autoscaler. */
import type { Span } from '../model/span.ts';
import { taggedImage, type TaggedImage } from './kubernetes-tags.ts';
import { isPlaceholder } from './syntax/yaml-templates.ts';
import { at, itemsOf, reach, type Reached, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

/** An image with the name that its object gives the cluster. */
export interface FoundImage extends TaggedImage {
  readonly span: Span;
  readonly clusterName?: string;
}

const CONTAINERS = new Set(['containers', 'initContainers']);
const MAX_DEPTH = 30;
const PROVIDER = /--cloud-provider[= ](?<provider>\w+)/;
/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#auto-discovery-setup */
const DISCOVERY = /k8s\.io\/cluster-autoscaler\/(?!enabled\b|node-template\b)(?<name>[^\s,"'=]+)/;
const CLUSTER_NAME = /--cluster-name[= ](?<name>[^\s"']+)/;

/** What an `image:` names that a tool fills in; `undefined` where it is written plainly. */
export type FilledIn = (image: Reached) => TaggedImage | undefined;

/** Walks a whole object; what an alias stands for is looked at where it is written. */
export function imagesInContainers(root: YamlNode, filledIn: FilledIn): readonly FoundImage[] {
  return imagesBelow(root, 0, filledIn);
}

function imagesBelow(node: YamlNode, depth: number, filledIn: FilledIn): readonly FoundImage[] {
  if (depth > MAX_DEPTH) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => imagesBelow(item, depth + 1, filledIn));
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => {
    const containers = CONTAINERS.has(key) ? itemsOf(reach(value)) : [];
    // a list of image names, as packagers keep it
    const names = key === 'images' ? itemsOf(reach(value)) : [];
    return [
      ...containers.flatMap((container) => imageOf(container, filledIn) ?? []),
      ...names.flatMap((name) => listedImage(name) ?? []),
      ...imagesBelow(value, depth + 1, filledIn),
    ];
  });
}

function listedImage(item: Reached): FoundImage | undefined {
  const image = taggedImage(item);
  return image && { ...image, span: item.node.span };
}

function imageOf(container: Reached, filledIn: FilledIn): FoundImage | undefined {
  const written = at(container, 'image');
  const image = written && (filledIn(written) ?? taggedImage(written));
  if (!written || !image) return undefined;
  const flags = [...argumentsOf(at(container, 'command')), ...argumentsOf(at(container, 'args'))].join('\n');
  const provider = PROVIDER.exec(flags)?.groups?.['provider'];
  if (provider !== undefined && provider !== 'aws') return undefined;
  const name = (DISCOVERY.exec(flags) ?? CLUSTER_NAME.exec(flags))?.groups?.['name'];
  return { ...image, span: written.node.span, ...(name === undefined || isPlaceholder(name) ? {} : { clusterName: name }) };
}

function argumentsOf(place: Reached | undefined): readonly string[] {
  const alone = stringAt(place);
  return alone === undefined ? itemsOf(place).map((item) => stringAt(item) ?? '') : [alone];
}
