/** cluster-autoscaler images: values of its chart, and containers of Kubernetes objects. */
import type { ClusterRef, ImageFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { knowns, single } from '../model/value.ts';
import { textOf } from './syntax/hcl-answers.ts';
import type { Block } from './syntax/hcl-tree.ts';
import type { Item } from './syntax/hcl-values.ts';
import { chartValues, inSets } from './terraform-chart-values.ts';
import { type Fields, fieldsOf, objectFields, textAt, withoutEmpty } from './terraform-fields.ts';
import { containerImages, type TaggedImage } from './terraform-containers.ts';
import { addressOf, type Expansion, type Instance } from './terraform-model.ts';
import { clusterOf } from './terraform-references.ts';
import { yamlItems } from './terraform-yaml.ts';

const UPSTREAM = 'registry.k8s.io/autoscaling/cluster-autoscaler';
/** The chart by its name, by a path in a registry, or by a folder. */
const CHART = /(?:^|\/)cluster-autoscaler(?:-[\d.]+\.tgz)?$/;
const NO_PROVIDER: ClusterRef = { kind: 'unknown', reason: 'it names no cluster' };

/** The resource types that hold containers, as https://registry.terraform.io/providers/hashicorp/kubernetes names them. */
const OBJECTS = /^kubernetes_(?:deployment|daemonset|daemon_set|stateful_set|replication_controller|pod)(?:_v1)?$/;
const MANIFESTS: ReadonlyMap<string, string> = new Map([
  ['kubernetes_manifest', 'manifest'],
  ['kubectl_manifest', 'yaml_body'],
]);

/** The images of one of the things that a resource makes. */
export function resourceImages(instance: Instance, block: Block, expansion: Expansion): readonly ImageFact[] {
  const [type = '', label = ''] = block.labels;
  const argument = MANIFESTS.get(type);
  const fields = fieldsOf(block, expansion);
  const resource = addressOf(instance, `${type}.${label}`, expansion.suffix);
  if (type === 'helm_release') return chartImages(fields, resource, block.header);
  if (!OBJECTS.test(type) && argument === undefined) return [];
  const objects = argument === undefined ? [fields] : objectFields((fields.items(argument) ?? []).flatMap(yamlItems), block.header);
  const images = objects.flatMap((object) => containerImages(object));
  return images.map((image) => factOf(image, resource, block.header, NO_PROVIDER));
}

function factOf({ repository, tag }: TaggedImage, resource: string, span: Span, cluster: ClusterRef): ImageFact {
  return { kind: 'image', dialect: 'terraform', span, resource, cluster, repository, tag };
}

/** The images of a release, where it is one of the autoscaler's chart. */
export function chartImages(fields: Fields, resource: string, span: Span): readonly ImageFact[] {
  const chart = textAt(fields, 'chart');
  if (!knowns(chart).some(({ value }) => CHART.test(value))) return [];
  return releaseImages(fields, resource, span);
}

/** The images of an argument that holds the options of the chart's release (`cluster_autoscaler = { set = [...] }`). */
export function releaseImages(fields: Fields, resource: string, span: Span): readonly ImageFact[] {
  return taggedBy(chartValues(fields)('image.tag'), fields, resource, span);
}

/**
 * The module sets a tag itself, which counts more than what `values` says:
 * https://github.com/aws-ia/terraform-aws-eks-blueprints-addons/blob/v1.22.0/main.tf
 */
export function blueprintImages(fields: Fields, resource: string, span: Span): readonly ImageFact[] {
  return taggedBy(inSets(fields, 'image.tag') ?? fields.items('image_tag_override'), fields, resource, span);
}

function taggedBy(given: readonly Item[] | undefined, fields: Fields, resource: string, span: Span): readonly ImageFact[] {
  const tag = given && textOf(withoutEmpty(given), span);
  if (!tag) return [];
  const values = chartValues(fields);
  const repository = single(textOf(values('image.repository'), span))?.value ?? UPSTREAM;
  const named = values('autoDiscovery.clusterName');
  return [factOf({ repository, tag }, resource, span, named ? clusterOf(named) : NO_PROVIDER)];
}
