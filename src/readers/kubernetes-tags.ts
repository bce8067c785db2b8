/** The tag of a cluster-autoscaler image in YAML, and where it stands. */
import type { SourceText, Span } from '../model/span.ts';
import type { Known, Value } from '../model/value.ts';
import { isPlaceholder } from './syntax/yaml-templates.ts';
import type { Reached } from './syntax/yaml-tree.ts';

/** A path that ends in `/cluster-autoscaler`, or its old mirrors with the architecture behind it. */
const REPOSITORY = String.raw`(?<repository>(?:[^\s@'"]*\/)?cluster-autoscaler(?:-(?:amd64|arm64))?)`;
const IMAGE = new RegExp(String.raw`^${REPOSITORY}:(?<tag>[\w.-]+)(?:@sha256:[0-9a-f]+)?$`);
const TEMPLATED = new RegExp(String.raw`^['"]?${REPOSITORY}:(?<tag>[^\n]+?)['"]?$`);
const ALONE = new RegExp(`^${REPOSITORY}$`);
/** A line of a template that is not YAML. */
const LINE = new RegExp(String.raw`^[ \t]*(?:-[ \t]+)?image:[ \t]*['"]?${REPOSITORY}:(?<tag>[\w.-]+)['"]?[ \t]*(?:#.*)?\r?$`, 'gm');

export interface TaggedImage<T = Value<string>> {
  readonly repository: string;
  readonly tag: T;
}

/** A tag that a template fills in: `{{ .Values.image.tag }}`. */
export interface TemplatedImage {
  readonly repository: string;
  readonly template: string;
}

/** Whether a repository is that of the cluster autoscaler. */
export function isAutoscaler(repository: string): boolean {
  return ALONE.test(repository);
}

/** What an `image:` names, if that is the cluster autoscaler with a tag. */
export function taggedImage({ node, via }: Reached): TaggedImage | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const { value, span, notation } = node;
  return taggedText({ kind: 'known', value, span, notation, via }) ?? withPlaceholder(value, span);
}

/** The same of a text that is put together. */
export function taggedText(image: Known<string>): TaggedImage | undefined {
  const groups = IMAGE.exec(image.value)?.groups;
  const repository = groups?.['repository'];
  const tag = groups?.['tag'];
  if (repository === undefined || tag === undefined) return undefined;
  if (image.notation !== 'text') return { repository, tag: { ...image, value: tag, notation: 'composed' } };
  const start = image.span.start + repository.length + 1;
  return { repository, tag: { ...image, value: tag, span: { ...image.span, start, end: start + tag.length } } };
}

function withPlaceholder(value: string, span: Span): TaggedImage | undefined {
  const groups = TEMPLATED.exec(value)?.groups;
  const repository = groups?.['repository'];
  if (repository === undefined || !isPlaceholder(groups?.['tag'] ?? '')) return undefined;
  return { repository, tag: { kind: 'unknown', span, reason: 'it is a placeholder that something else fills in' } };
}

/** What an `image:` of a chart's template names. */
export function templatedImage({ node }: Reached, { text }: SourceText): TemplatedImage | undefined {
  const groups = node.kind === 'unknown' ? TEMPLATED.exec(text.slice(node.span.start, node.span.end))?.groups : undefined;
  const repository = groups?.['repository'];
  const template = groups?.['tag'];
  return repository === undefined || template === undefined ? undefined : { repository, template };
}

/** The images of a template that is no YAML, by its lines. */
export function imagesInLines({ path, text }: SourceText, start: number, end: number): readonly TaggedImage<Known<string>>[] {
  return [...text.slice(start, end).matchAll(LINE)].flatMap(({ groups, index, 0: line }) => {
    const repository = groups?.['repository'] ?? '';
    const tag = groups?.['tag'] ?? '';
    const from = start + index + line.indexOf(`${repository}:`) + repository.length + 1;
    const span = { path, start: from, end: from + tag.length };
    return [{ repository, tag: { kind: 'known' as const, value: tag, span, notation: 'text' as const, via: [] } }];
  });
}
