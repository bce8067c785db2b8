/** YAML inside HCL: a text is read as a document, and keeps its places where the text has them. */
import type { ConfigNode } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { composed, partsWithin } from './syntax/hcl-compose.ts';
import type { Template } from './syntax/hcl-tree.ts';
import { type Entry, itemOf, type Item, type Made, plain, unknown } from './syntax/hcl-values.ts';
import { parseYaml } from './syntax/yaml.ts';

/** What a document holds. */
export function yamlItems(item: Item): readonly Item[] {
  const { value, made } = item;
  if (made?.template.isHeredoc === true) return [{ ...documentOf(made), choices: item.choices }];
  if (value.kind !== 'plain' || typeof value.known.value !== 'string') return [item];
  const { span } = value.known;
  const { root, problem } = parseYaml({ path: span.path, text: value.known.value });
  if (!root || problem) return [unknown(span, 'it is no YAML that could be read')];
  return [{ ...nodeItem(root, () => span), choices: item.choices }];
}

/** The lines of a heredoc, with every interpolation covered by a word of the same length. */
function documentOf({ template, scope }: Made): Item {
  const { span, text, parts } = template;
  if (parts.some(({ kind }) => kind === 'directive')) return unknown(span, 'it has a directive in it');
  const covered = parts.map((part) => {
    const raw = text.slice(part.span.start - span.start, part.span.end - span.start);
    return part.kind === 'value' ? '_'.repeat(raw.length) : raw;
  });
  const { root, problem } = parseYaml({ path: span.path, text: covered.join('') });
  if (!root || problem) return unknown(span, 'it is no YAML that could be read');
  return nodeItem(
    root,
    (inner) => ({ ...span, start: span.start + inner.start, end: span.start + inner.end }),
    (at) => interpolated(template, at, scope),
  );
}

/** A scalar with interpolations in it; `undefined` where it has none. */
function interpolated(template: Template, at: Span, scope: Made['scope']): readonly Item[] | undefined {
  const inside = partsWithin(template, at.start, at.end);
  if (!inside) return [unknown(at, 'it is put together over its ends')];
  if (inside.every(({ kind }) => kind === 'text')) return undefined;
  return composed({ ...template, parts: inside, span: at, text: '', isHeredoc: false, isIndented: false }, scope);
}

function nodeItem(node: ConfigNode, place: (span: Span) => Span, evaluate?: (span: Span) => readonly Item[] | undefined): Item {
  const span = place(node.span);
  switch (node.kind) {
    case 'map': {
      const entries = node.entries.map(({ key, value }): [string, Entry] => [
        key.value,
        { key: { ...key, span: place(key.span) }, value: () => scalars(value, place, evaluate) },
      ]);
      return itemOf({ kind: 'object', span, entries: new Map(entries) });
    }
    case 'list':
      return itemOf({ kind: 'list', span, elements: node.items.map((item) => () => scalars(item, place, evaluate)) });
    case 'unknown':
      return unknown(span, node.reason);
    case 'scalar': {
      if (node.value === null) return itemOf({ kind: 'null', span });
      const isWhole = evaluate !== undefined && (typeof node.value !== 'string' || node.value === node.source);
      const notation = typeof node.value === 'string' ? 'text' : typeof node.value === 'number' ? 'number' : 'keyword';
      return plain({ value: node.value, span, notation: isWhole ? notation : 'composed' });
    }
  }
}

function scalars(node: ConfigNode, place: (span: Span) => Span, evaluate?: (span: Span) => readonly Item[] | undefined): readonly Item[] {
  return (node.kind === 'scalar' ? evaluate?.(place(node.span)) : undefined) ?? [nodeItem(node, place, evaluate)];
}
