/** Containers of Kubernetes objects, and the tag in what their `image` says. */
import { type Known, type Value } from '../model/value.ts';
import { textOf } from './syntax/hcl-answers.ts';
import { composed, partsWithin } from './syntax/hcl-compose.ts';
import { forced, type Item, type Made, reached } from './syntax/hcl-values.ts';
import type { Fields } from './terraform-fields.ts';

export interface TaggedImage {
  readonly repository: string;
  readonly tag: Value<string>;
}

/** A path that ends in `/cluster-autoscaler`, or its old mirrors with the architecture behind it, then the tag; a digest may follow. */
const REPOSITORY = String.raw`(?<repository>(?:[\w.-]+(?::\d+)?\/)*cluster-autoscaler(?:-(?:amd64|arm64))?)`;
const IMAGE = new RegExp(String.raw`^${REPOSITORY}:(?<tag>[\w.-]+)(?:@sha256:[0-9a-f]+)?$`);
const BEFORE_TAG = new RegExp(`^${REPOSITORY}:$`);
const CONTAINERS = ['container', 'init_container', 'containers', 'initContainers'];

/** The cluster-autoscaler images of an object, written as blocks or as Kubernetes writes it. */
export function containerImages(object: Fields): readonly TaggedImage[] {
  const specs = object.blocks('spec');
  const pods = [...specs, ...specs.flatMap((spec) => spec.blocks('template').flatMap((template) => template.blocks('spec')))];
  const containers = pods.flatMap((pod) => CONTAINERS.flatMap((type) => pod.blocks(type)));
  return containers.flatMap((container) => imageOf(container) ?? []);
}

function imageOf(container: Fields): TaggedImage | undefined {
  const items = forced(container.items('image') ?? []);
  const [template] = items.flatMap(({ made }) => (made ? [made] : []));
  const inTemplate = template && splitTemplate(template);
  if (inTemplate) return taggedBy(inTemplate.repository, inTemplate.items, container);
  const split = items.map((item) => splitText(item));
  const [first] = split.flatMap((part) => part ?? []);
  return (
    first &&
    taggedBy(
      first.repository,
      split.flatMap((part, index) => (part ? [part.item] : unread(items[index]))),
      container,
    )
  );
}

function unread(item: Item | undefined): readonly Item[] {
  return item?.value.kind === 'unknown' ? [item] : [];
}

function taggedBy(repository: string, items: readonly Item[], { span }: Fields): TaggedImage | undefined {
  const tag = textOf(items, span);
  return tag && { repository, tag };
}

interface Split {
  readonly repository: string;
  readonly item: Item;
}

function splitText(item: Item): Split | undefined {
  if (item.value.kind !== 'plain') return undefined;
  const { known } = item.value;
  const { repository, tag } = IMAGE.exec(String(known.value))?.groups ?? {};
  if (repository === undefined || tag === undefined) return undefined;
  const start = known.span.start + repository.length + 1;
  const isText = known.notation === 'text';
  const narrowed: Known<string> = { ...known, value: tag, span: isText ? { ...known.span, start, end: start + tag.length } : known.span };
  return { repository, item: { ...item, value: { kind: 'plain', known: narrowed } } };
}

/** `"registry/cluster-autoscaler:v${var.version}.0"`: the tag is the part behind the last colon that is written. */
function splitTemplate({ template, scope }: Made): { readonly repository: string; readonly items: readonly Item[] } | undefined {
  const { span, text, parts } = template;
  const colons = parts.flatMap((part) =>
    part.kind === 'text'
      ? [part.span.start + (text.slice(part.span.start - span.start, part.span.end - span.start).lastIndexOf(':') + 1)]
      : [],
  );
  const at = Math.max(0, ...colons.filter((offset) => text[offset - 1 - span.start] === ':'));
  const before = at === 0 ? undefined : partsWithin(template, span.start, at);
  const after = at === 0 ? undefined : partsWithin(template, at, span.end);
  if (!before || !after) return undefined;
  return composed({ ...template, parts: before, span: { ...span, end: at } }, scope).flatMap(({ value }) => {
    const repository = value.kind === 'plain' ? BEFORE_TAG.exec(String(value.known.value))?.groups?.['repository'] : undefined;
    const tag = { ...template, parts: after, span: { ...span, start: at }, text: text.slice(at - span.start) };
    return repository === undefined ? [] : [{ repository, items: reached(composed(tag, scope), { choices: new Map(), via: [] }) }];
  })[0];
}
