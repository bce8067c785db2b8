/** The tag of a cluster-autoscaler image that a TypeScript program writes, and the place in the text that decides it. */
import type { Span } from '../model/span.ts';
import { type Known, knowns, type Value } from '../model/value.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { beside, type Place } from './syntax/places.ts';
import { spanOf, ts } from './syntax/typescript.ts';
import { changeEach, onlyPlace } from './typescript-objects.ts';

/** A path that ends in `/cluster-autoscaler`, or its old mirrors with the architecture behind it, then the tag; a digest may follow. */
const REPOSITORY = String.raw`(?<repository>(?:[\w.-]+(?::\d+)?\/)*cluster-autoscaler(?:-(?:amd64|arm64))?)`;
const IMAGE = new RegExp(String.raw`^${REPOSITORY}:(?<tag>[\w.-]+)(?:@sha256:[0-9a-f]+)?$`);
const BEFORE_TAG = new RegExp(`^${REPOSITORY}:v?$`);

export interface TaggedImage {
  readonly repository: string;
  readonly tag: Value<string>;
}

/** What an `image:` names, if any alternative of it is the cluster autoscaler with a tag. */
export function autoscalerImage(evaluator: Evaluator, expression: ts.Expression): TaggedImage | undefined {
  const value = evaluator.evaluate(expression);
  const place = placeOfTag(evaluator, expression);
  if (value.kind === 'unknown') return place && unreadTag(place, value.reason);
  const [first] = knowns(value).flatMap((known) => split(known) ?? []);
  if (!first) return undefined;
  if (place?.only && knowns(value).every((known) => split(known)?.repository === first.repository)) {
    return { repository: first.repository, tag: asText(evaluator.evaluate(place.only)) };
  }
  const tag = changeEach(value, (known) => tagOf(known, place));
  return tag && { repository: first.repository, tag };
}

function tagOf(image: Known<string | number | boolean>, place: TagPlace | undefined): Known<string> | undefined {
  const parts = split(image);
  if (!parts) return undefined;
  const { repository, tag } = parts;
  if (image.notation === 'text') {
    const start = image.span.start + repository.length + 1;
    return { ...image, value: tag, span: { ...image.span, start, end: start + tag.length } };
  }
  if (!place) return { ...image, value: tag };
  return { ...image, value: tag, span: place.span, notation: place.text === tag ? 'text' : 'composed' };
}

function split(image: Known<string | number | boolean>): { readonly repository: string; readonly tag: string } | undefined {
  const groups = IMAGE.exec(String(image.value))?.groups;
  const repository = groups?.['repository'];
  const tag = groups?.['tag'];
  return repository === undefined || tag === undefined ? undefined : { repository, tag };
}

function unreadTag(place: TagPlace, reason: string): TaggedImage | undefined {
  const repository = BEFORE_TAG.exec(place.before)?.groups?.['repository'];
  return repository === undefined ? undefined : { repository, tag: { kind: 'unknown', reason, span: place.span } };
}

/** Where the tag stands in an expression that is put together. */
interface TagPlace {
  readonly span: Span;
  readonly text: string;
  /** Literal text up to the tag; empty where something computed stands before it. */
  readonly before: string;
  /** The one expression that is the whole tag. */
  readonly only?: Place;
}

function placeOfTag(evaluator: Evaluator, expression: ts.Expression): TagPlace | undefined {
  const place = onlyPlace(evaluator, expression);
  if (!place) return undefined;
  const { node } = place;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) return rightOfPlus(evaluator, node, place);
  const template = ts.isTaggedTemplateExpression(node) ? node.template : node;
  return ts.isTemplateExpression(template) ? inTemplate(template, place) : undefined;
}

function rightOfPlus(evaluator: Evaluator, node: ts.BinaryExpression, place: Place): TagPlace | undefined {
  const left = evaluator.evaluate(beside(place, node.left));
  if (left.kind !== 'known' || !String(left.value).endsWith(':')) return undefined;
  return { span: spanOf(node.right), text: '', before: String(left.value), only: beside(place, node.right) };
}

/** Behind the last colon that is written in the template. */
function inTemplate(template: ts.TemplateExpression, place: Place): TagPlace | undefined {
  const chunks = [template.head, ...template.templateSpans.map((part) => part.literal)];
  const index = chunks.findLastIndex((chunk) => chunk.text.includes(':'));
  const chunk = chunks[index];
  if (!chunk) return undefined;
  const span = spanOf(template);
  const { text: source } = template.getSourceFile();
  const start = chunk.getStart() + source.slice(chunk.getStart(), chunk.getEnd()).lastIndexOf(':') + 1;
  const text = source.slice(start, span.end - 1);
  const [next, ...rest] = template.templateSpans.slice(index);
  const isWhole = next !== undefined && rest.length === 0 && next.literal.text === '' && text.startsWith('${');
  return {
    span: { ...span, start, end: span.end - 1 },
    text,
    before: index === 0 ? chunk.text : '',
    ...(isWhole ? { only: beside(place, next.expression) } : {}),
  };
}

/** A value as the text that it becomes inside other text. */
function asText(value: Value<string | number | boolean>): Value<string> {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'known') return { ...value, value: String(value.value) };
  return { ...value, alternatives: value.alternatives.map((known) => ({ ...known, value: String(known.value) })) };
}
