/** cluster-autoscaler images in Kubernetes objects and chart values that a TypeScript program holds. */
import type { ClusterRef, Dialect, ImageFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Known, Value } from '../model/value.ts';
import { combine, evaluate, type Special } from './syntax/evaluate.ts';
import { keyOf } from './syntax/objects.ts';
import { descendants, ts } from './syntax/typescript.ts';

/** A path that ends in `/cluster-autoscaler`, or its old mirrors with the architecture behind it, then the tag; a digest may follow. */
const IMAGE = /^(?<repository>(?:[\w.-]+(?::\d+)?\/)*cluster-autoscaler(?:-(?:amd64|arm64))?):(?<tag>[\w.-]+)(?:@sha256:[0-9a-f]+)?$/;
const UPSTREAM = 'registry.k8s.io/autoscaling/cluster-autoscaler';

/** Cheap enough for every file: is there anything to look for? */
export function mentionsAutoscaler(text: string): boolean {
  return text.includes('cluster-autoscaler');
}

/** Every `image:` whose value names the cluster autoscaler, and every `image.tag` of its chart's values. */
export function autoscalerImages(
  file: ts.SourceFile,
  dialect: Dialect,
  clusterAround: (node: ts.Node) => ClusterRef,
  special: Special,
): readonly ImageFact[] {
  if (!mentionsAutoscaler(file.text)) return [];
  const facts: ImageFact[] = [];
  for (const node of descendants(file)) {
    if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) continue;
    const key = keyOf(node.name);
    const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
    const found = key === 'image' ? imageOf(evaluate(value, special)) : key === 'chart' ? chartTag(node, value, special) : undefined;
    if (found)
      facts.push({
        kind: 'image',
        dialect,
        span: spanOfTag(found.tag),
        resource: 'cluster-autoscaler image',
        cluster: clusterAround(node),
        ...found,
      });
  }
  return facts;
}

function imageOf(value: Value<string | number | boolean>): { repository: string; tag: Value<string> } | undefined {
  if (value.kind === 'unknown') return undefined;
  const all = value.kind === 'known' ? [value] : value.alternatives;
  const parts = all.map((known) => split(known)).filter((part) => part !== undefined);
  const [first] = parts;
  if (!first || parts.length !== all.length) return undefined;
  return {
    repository: first.repository,
    tag: combine([...parts.map((part) => part.tag), ...(value.kind === 'one-of' ? value.unread : [])]),
  };
}

function split(image: Known<string | number | boolean>): { repository: string; tag: Known<string> } | undefined {
  const groups = IMAGE.exec(String(image.value))?.groups;
  const repository = groups?.['repository'];
  const tag = groups?.['tag'];
  if (repository === undefined || tag === undefined) return undefined;
  // the tag stands at the same place in the text as in the value only where the text is the value
  const start = image.span.start + repository.length + 1;
  const span: Span = image.notation === 'text' ? { ...image.span, start, end: start + tag.length } : image.span;
  return { repository, tag: { ...image, value: tag, span } };
}

/** `{ chart: 'cluster-autoscaler', values: { image: { tag: 'v1.34.2' } } }`. */
function chartTag(
  property: ts.ObjectLiteralElementLike,
  value: ts.Expression,
  special: Special,
): { repository: string; tag: Value<string> } | undefined {
  const chart = evaluate(value, special);
  if (chart.kind !== 'known' || chart.value !== 'cluster-autoscaler' || !ts.isObjectLiteralExpression(property.parent)) return undefined;
  const tag = ['values', 'image', 'tag'].reduce<ts.Expression | undefined>((node, name) => node && memberOf(node, name), property.parent);
  const found = tag && evaluate(tag, special);
  if (!found || found.kind === 'unknown') return undefined;
  const all = found.kind === 'known' ? [found] : found.alternatives;
  return { repository: UPSTREAM, tag: combine(all.map((known) => ({ ...known, value: String(known.value) }))) };
}

function memberOf(node: ts.Expression, name: string): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const property = node.properties.find((item) => item.name && keyOf(item.name) === name);
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

function spanOfTag(tag: Value<string>): Span {
  if (tag.kind !== 'one-of') return tag.span;
  const [first] = tag.alternatives;
  return first ? first.span : { path: '', start: 0, end: 0 };
}
