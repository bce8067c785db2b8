/** Values of the chart `cluster-autoscaler`, wherever they are written. */
import type { SourceText } from '../model/span.ts';
import type { FoundImage } from './kubernetes-containers.ts';
import { isAutoscaler, taggedImage } from './kubernetes-tags.ts';
import { textAt } from './syntax/yaml-fields.ts';
import { documentsInText } from './syntax/yaml-sources.ts';
import { isPlaceholder } from './syntax/yaml-templates.ts';
import { at, entriesOf, itemsOf, reach, type Reached, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

const UPSTREAM = 'registry.k8s.io/autoscaling/cluster-autoscaler';
/** The chart by its name, or by a path in a registry or a repository. */
const CHART = /(?:^|\/)cluster-autoscaler(?:-chart)?\/?$/;
/** How an umbrella chart calls the values of a part. */
const PART = /^cluster[-_]?autoscaler$/i;
const WHOLE = /image$/i;
const MAX_DEPTH = 8;

export function isChart(name: string | undefined): boolean {
  return name !== undefined && CHART.test(name);
}

/**
 * Every image in values of a chart, or of charts that it has as parts.
 *
 * @param named they are the values of the cluster autoscaler itself
 */
export function imagesInValues(values: Reached, named: boolean): readonly FoundImage[] {
  return imagesBelow(values, named, 0, new Set());
}

/** A map that several aliases lead to is looked at once. */
function imagesBelow(values: Reached, named: boolean, depth: number, seen: Set<YamlNode>): readonly FoundImage[] {
  if (depth > MAX_DEPTH || values.node.kind !== 'map' || seen.has(values.node)) return [];
  seen.add(values.node);
  const own = imageOf(values, named);
  if (own) return [own];
  const parts = entriesOf(values).filter(({ key }) => key !== 'image');
  const whole = entriesOf(values).flatMap(({ key, value }) => (WHOLE.test(key) ? wholeImage(value) : []));
  return [...whole, ...parts.flatMap(({ key, value }) => imagesBelow(value, PART.test(key), depth + 1, seen))];
}

/** `clusterAutoscalerImage: registry.k8s.io/autoscaling/cluster-autoscaler:v1.34.2` */
function wholeImage(place: Reached): readonly FoundImage[] {
  const image = taggedImage(place);
  return image ? [{ ...image, span: place.node.span }] : [];
}

function imageOf(values: Reached, named: boolean): FoundImage | undefined {
  const image = at(values, 'image');
  const repository = stringAt(at(image, 'repository'));
  const written = at(image, 'tag');
  if (!written || stringAt(written) === '' || !(named || (repository !== undefined && isAutoscaler(repository)))) return undefined;
  const tag = textAt(written);
  const isOff = stringAt(at(values, 'enabled')) === 'false';
  if (!tag || isOff || !isOfAws(stringAt(at(values, 'cloudProvider')))) return undefined;
  const name = stringAt(at(values, 'autoDiscovery', 'clusterName')) ?? stringAt(at(values, 'autoDiscovery.clusterName'));
  const naming = name === undefined || isPlaceholder(name) ? {} : { clusterName: name };
  return { repository: repository ?? UPSTREAM, tag, span: written.node.span, ...naming };
}

/** The chart's own default is AWS. */
function isOfAws(provider: string | undefined): boolean {
  return provider === undefined || provider === 'aws';
}

/** Values in a block of text, as Argo CD takes them. */
export function imagesInText(place: Reached | undefined, named: boolean, source: SourceText): readonly FoundImage[] {
  return documentsInText(place, source).flatMap((root) => imagesInValues(reach(root), named));
}

/** `[{ name: image.tag, value: v1.34.2 }]`, the parameters of a release. */
export function imageInParameters(list: Reached | undefined, named: boolean): readonly FoundImage[] {
  const byName = new Map(itemsOf(list).map((item) => [stringAt(at(item, 'name')) ?? '', at(item, 'value')]));
  const prefix = named && byName.has('image.tag') ? '' : 'cluster-autoscaler.';
  const written = byName.get(`${prefix}image.tag`);
  const tag = textAt(written);
  if (!written || !tag || stringAt(written) === '' || !isOfAws(stringAt(byName.get(`${prefix}cloudProvider`)))) return [];
  const name = stringAt(byName.get(`${prefix}autoDiscovery.clusterName`));
  const repository = stringAt(byName.get(`${prefix}image.repository`)) ?? UPSTREAM;
  return [{ repository, tag, span: written.node.span, ...(name === undefined || isPlaceholder(name) ? {} : { clusterName: name }) }];
}
