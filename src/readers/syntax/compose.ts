/** Text made of parts, each of which may have alternatives. */
import type { Span } from '../../model/span.ts';
import type { Step } from '../../model/value.ts';
import { type Choices, merge, NO_CHOICES } from './choices.ts';
import { type Unread, unread } from './places.ts';
import type { KnownItem, ValueItem } from './solver.ts';
import type { ts } from './typescript.ts';

/** Literal text, or what an expression inside the text may be. */
export type Part = string | readonly ValueItem[];

const MAX_COMBINATIONS = 64;
const MAX_LENGTH = 4096;

interface Result {
  readonly text: string;
  readonly via: readonly Step[];
  readonly choices: Choices;
  readonly unread?: Unread;
}

/** Every text that the parts can make together. */
export function composed(parts: readonly Part[], span: Span, node: ts.Node): readonly ValueItem[] {
  const onlyPart = wholePart(parts);
  if (onlyPart) return onlyPart;
  let results: readonly Result[] = [{ text: '', via: [], choices: NO_CHOICES }];
  for (const part of parts) {
    results =
      typeof part === 'string'
        ? results.map((result) => ({ ...result, text: result.text + part }))
        : results.flatMap((result) => part.flatMap((item) => joined(result, item, node)));
    if (results.length > MAX_COMBINATIONS) return [unread(node, `it has more than ${MAX_COMBINATIONS} alternatives`)];
    if (results.some(({ text }) => text.length > MAX_LENGTH)) return [unread(node, 'it is too long')];
  }
  return results.map(({ text, via, choices, unread: open }): ValueItem => {
    if (open) return { ...open, choices };
    return { kind: 'known', known: { kind: 'known', value: text, span, notation: 'composed', via }, choices };
  });
}

function joined(result: Result, item: ValueItem, node: ts.Node): readonly Result[] {
  const choices = merge(result.choices, item.choices);
  if (!choices) return [];
  if (item.kind === 'absent') return [{ ...result, choices, unread: result.unread ?? unread(node, 'a part of it is not given') }];
  if (item.kind === 'unknown') return [{ ...result, choices, unread: hardest(result.unread, item) }];
  const step: Step = { span: item.known.span, note: String(item.known.value) };
  return [{ ...result, choices, text: result.text + String(item.known.value), via: [...result.via, step, ...item.known.via] }];
}

/** What no default can settle counts more. */
function hardest(first: Unread | undefined, second: Unread): Unread {
  return first && first.variable === undefined ? first : second;
}

/** `${x}` alone is `x`, where an edit of `x` is an edit of the text. */
function wholePart(parts: readonly Part[]): readonly ValueItem[] | undefined {
  const [only, ...others] = parts.filter((part) => part !== '');
  if (only === undefined || typeof only === 'string' || others.length > 0) return undefined;
  return only.every((item) => item.kind === 'unknown' || (item.kind === 'known' && isSameAsText(item)))
    ? only.map((item) => asText(item))
    : undefined;
}

function isSameAsText({ known }: KnownItem): boolean {
  return known.notation !== 'composed' || typeof known.value === 'string';
}

function asText(item: ValueItem): ValueItem {
  return item.kind === 'known' ? { ...item, known: { ...item.known, value: String(item.known.value) } } : item;
}
