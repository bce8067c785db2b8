/** cluster-autoscaler images in Kubernetes objects and chart values that a TypeScript program holds. */
import type { ClusterRef, Dialect, ImageFact } from '../model/fact.ts';
import { autoscalerImage, type TaggedImage } from './image-tags.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { keyOf } from './syntax/objects.ts';
import { descendants, spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf } from './typescript-objects.ts';

const UPSTREAM = 'registry.k8s.io/autoscaling/cluster-autoscaler';
/** The chart by its name, or by a path in a registry. */
const CHART = /^(?:.*\/)?cluster-autoscaler$/;

/** Every `image:` whose value names the cluster autoscaler, and every `image.tag` of its chart's values. */
export function autoscalerImages(
  file: ts.SourceFile,
  dialect: Dialect,
  evaluator: Evaluator,
  clusterAround: (node: ts.Node) => ClusterRef,
): readonly ImageFact[] {
  const facts: ImageFact[] = [];
  for (const node of descendants(file)) {
    const found = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) ? imageIn(node, evaluator) : undefined;
    if (!found || !evaluator.isReached(node)) continue;
    facts.push({
      kind: 'image',
      dialect,
      span: spanOf(node),
      resource: 'cluster-autoscaler image',
      cluster: clusterAround(node),
      ...found,
    });
  }
  return facts;
}

function imageIn(node: ts.PropertyAssignment | ts.ShorthandPropertyAssignment, evaluator: Evaluator): TaggedImage | undefined {
  const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
  switch (keyOf(node.name)) {
    case 'image':
      return autoscalerImage(evaluator, value);
    case 'chart':
      return chartImage(node.parent, value, evaluator);
    default:
      return undefined;
  }
}

/** `{ chart: 'cluster-autoscaler', values: { image: { tag: 'v1.34.2' } } }`; without a tag the chart's version decides. */
function chartImage(release: ts.ObjectLiteralExpression, value: ts.Expression, evaluator: Evaluator): TaggedImage | undefined {
  const chart = evaluator.evaluate(value);
  if (chart.kind !== 'known' || !CHART.test(String(chart.value))) return undefined;
  const options = argumentsOf(evaluator, release);
  const tag = options.text('values.image.tag');
  const repository = options.text('values.image.repository');
  return tag && { repository: repository?.kind === 'known' ? repository.value : UPSTREAM, tag };
}
