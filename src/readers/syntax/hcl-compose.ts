/** Text put together from parts, each of which may have alternatives. */
import type { Span } from '../../model/span.ts';
import type { Step } from '../../model/value.ts';
import type { Template, TemplatePart } from './hcl-tree.ts';
import { combinations, forced, itemOf, type Item, plain, unknown, type Scope } from './hcl-values.ts';

const MAX_LENGTH = 65_536;

/** The texts that a template may be. `"${x}"` alone is `x`, whatever it is. */
export function composed(template: Template, scope: Scope): readonly Item[] {
  const { parts, span, isHeredoc, isIndented, text } = template;
  const [only, ...others] = parts;
  if (only?.kind === 'value' && others.length === 0 && !isHeredoc) return scope.evaluate(only.expression).map(asText);
  const items = joined(isIndented ? withoutIndentation(parts, text) : parts, span, scope);
  return items.map((item) => ({ ...item, made: { template, scope } }));
}

/** Parts of a template, as one text. */
function joined(parts: readonly TemplatePart[], span: Span, scope: Scope): readonly Item[] {
  if (parts.some(({ kind }) => kind === 'directive')) return [unknown(span, 'it has a directive in it')];
  const ways = combinations(parts.map((part) => (part.kind === 'value' ? forced(scope.evaluate(part.expression)) : [literal(part)])));
  if (!ways) return [unknown(span, 'it has too many alternatives')];
  return ways.map(({ items, choices }) => ({ ...together(items, span), choices }));
}

function literal(part: TemplatePart): Item {
  return plain({ value: part.kind === 'text' ? part.value : '', span: part.span, notation: 'composed' });
}

function together(items: readonly Item[], span: Span): Item {
  const pieces: string[] = [];
  const via: Step[] = [];
  for (const { value, via: steps } of items) {
    if (value.kind === 'unknown') return itemOf(value);
    if (value.kind !== 'plain') return unknown(span, 'a part of it is no text', value.kind === 'null' ? 'error' : undefined);
    pieces.push(String(value.known.value));
    if (value.known.notation !== 'composed' || steps.length > 0) via.push(...stepsOf(value.known, steps));
  }
  const text = pieces.join('');
  if (text.length > MAX_LENGTH) return unknown(span, 'it is too long');
  const item = plain({ value: text, span, notation: 'composed' });
  return { ...item, via };
}

/** The parts of a template between two offsets; none where an edge cuts through a value. */
export function partsWithin({ parts }: Template, start: number, end: number): readonly TemplatePart[] | undefined {
  const inside = parts.filter((part) => part.span.start < end && part.span.end > start);
  if (inside.some((part) => part.kind !== 'text' && (part.span.start < start || part.span.end > end))) return undefined;
  return inside.map((part) => {
    if (part.kind !== 'text') return part;
    const from = Math.max(part.span.start, start);
    const to = Math.min(part.span.end, end);
    const isWhole = from === part.span.start && to === part.span.end;
    const value = isWhole ? part.value : part.value.slice(from - part.span.start, to - part.span.start);
    return { ...part, value, span: { ...part.span, start: from, end: to } };
  });
}

/** A part travels from its literal, which is not where an edit of the whole would go. */
export function stepsOf(known: { readonly value: unknown; readonly span: Span }, via: readonly Step[]): readonly Step[] {
  return [{ span: known.span, note: String(known.value) }, ...via];
}

function asText(item: Item): Item {
  if (item.value.kind !== 'plain' || typeof item.value.known.value === 'string') return item;
  return { ...item, value: { kind: 'plain', known: { ...item.value.known, value: String(item.value.known.value) } } };
}

/** `<<-` takes away the indentation that all lines share; without parts the text can be told. */
function withoutIndentation(parts: readonly TemplatePart[], text: string): readonly TemplatePart[] {
  const indents = [...text.matchAll(/^(?<indent>[ \t]*)\S/gm)].map(({ groups }) => groups?.['indent']?.length ?? 0);
  const least = Math.min(...(indents.length === 0 ? [0] : indents.slice(0, 10_000)));
  if (least === 0) return parts;
  return parts.map((part, index) => {
    if (part.kind !== 'text') return part;
    const value = part.value.replaceAll(new RegExp(`\\n[ \\t]{${least}}`, 'g'), '\n');
    return { ...part, value: index === 0 ? value.replace(new RegExp(`^[ \\t]{${least}}`), '') : value };
  });
}
