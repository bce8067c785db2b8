/** cluster-autoscaler images of Kubernetes resources in a program. */
import type { ImageFact } from '../model/fact.ts';
import { imagesInValues, isChart } from './kubernetes-charts.ts';
import { type FoundImage, imagesInContainers } from './kubernetes-containers.ts';
import { type TaggedImage, taggedText } from './kubernetes-tags.ts';
import type { Resource } from './pulumi-yaml-program.ts';
import { clusterOfProvider } from './pulumi-yaml-references.ts';
import type { Values } from './pulumi-yaml-values.ts';
import { textOf } from './syntax/yaml-items.ts';
import { at, type Reached, stringAt } from './syntax/yaml-tree.ts';

/** Objects, and releases of charts. */
export function imagesOf(resource: Resource, values: Values): readonly ImageFact[] {
  if (!resource.type.startsWith('kubernetes:')) return [];
  const provider = at(resource.options, 'provider');
  const cluster = clusterOfProvider(provider ? values.evaluate(provider, 0) : [], resource.span, values);
  return imagesIn(resource, values).map(({ repository, tag, span }) => ({
    kind: 'image',
    dialect: 'pulumi-yaml',
    span,
    resource: 'cluster-autoscaler image',
    cluster,
    repository,
    tag,
  }));
}

function imagesIn({ type, properties }: Resource, values: Values): readonly FoundImage[] {
  if (!properties) return [];
  if (!type.startsWith('kubernetes:helm.sh/')) return imagesInContainers(properties.node, (image) => filledIn(image, values));
  const given = at(properties, 'values');
  return given ? imagesInValues(given, isChart(stringAt(at(properties, 'chart')))) : [];
}

/** A text with references in it. */
function filledIn(image: Reached, values: Values): TaggedImage | undefined {
  if (stringAt(image)?.includes('${') !== true) return undefined;
  const text = textOf(values.settled(values.evaluate(image, 0)), image.node.span);
  return text?.kind === 'known' ? taggedText(text) : undefined;
}
