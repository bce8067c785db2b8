/** Parses HCL within fixed bounds; broken text gives what could be read and one problem. */
import type { Node, Parser, Tree } from 'web-tree-sitter';
import type { Problem } from '../../model/finding.ts';
import { lineStarts, positionAt, type SourceText } from '../../model/span.ts';
import { bodyOf } from './hcl-bodies.ts';
import { type Chunk, chunksOf } from './hcl-chunks.ts';
import { maskedConflicts, maskedLine, maskedTemplates } from './hcl-masks.ts';
import type { ConvertedSource } from './hcl-nodes.ts';
import type { Body } from './hcl-tree.ts';

export interface ParsedHcl {
  readonly body: Body;
  /** The first thing that is wrong with the text. */
  readonly problem?: Problem;
}

/** The parser reports its progress about once for every 30 characters; a text that needs more than this was not made by people. */
const MAX_PROGRESS = 12_000;
/** Lines with a quote that nobody closes, which are taken out one by one. */
const MAX_OPEN_QUOTES = 8;

/** The body of a file. Total: broken syntax gives a problem with its offset. */
export function parseHcl(parser: Parser, source: SourceText): ParsedHcl {
  const { path, text } = source;
  const conflicts = maskedConflicts(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);
  const parsed = parsedTree(new Bounded(parser), conflicts.text, source);
  const body: Body = parsed?.body ?? { attributes: [], blocks: [], isBroken: true };
  const offset = conflicts.offset ?? parsed?.offset;
  if (parsed && offset === undefined) return { body };
  const what = conflicts.offset === undefined ? 'a syntax error' : 'markers of a merge conflict';
  const isEmpty = body.attributes.length + body.blocks.length === 0;
  const message = parsed
    ? `has ${what}; ${isEmpty ? 'nothing of it could be read' : 'what could be read was read'}`
    : 'takes too long to parse; it was not read';
  return { body, problem: { path, message, ...(offset === undefined ? {} : { offset }) } };
}

/** A parser that gives up after a number of steps, counted over all that it parses of one file. */
class Bounded {
  readonly #parser: Parser;
  #left = MAX_PROGRESS;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  parse(text: string, includedRanges?: NonNullable<Parameters<Parser['parse']>[2]>['includedRanges']): Tree | undefined {
    const progressCallback = (): boolean => {
      this.#left -= 1;
      return this.#left < 0;
    };
    const tree = this.#parser.parse(text, null, { progressCallback, ...(includedRanges ? { includedRanges } : {}) });
    if (!tree) this.#parser.reset();
    return tree ?? undefined;
  }
}

interface Read {
  readonly body: Body;
  /** Of the first error. */
  readonly offset: number | undefined;
}

/** What a text says, with placeholders of templates and lines with an open quote covered where they stand in the way. */
function parsedTree(parser: Bounded, original: string, source: SourceText): Read | undefined {
  let parsed = original;
  let offset: number | undefined;
  for (let round = 0; ; round += 1) {
    const tree = parser.parse(parsed);
    if (!tree) return undefined;
    const { rootNode } = tree;
    const quote = openQuote(rootNode);
    const mended = mendedText(parsed, quote, rootNode.hasError && round === 0);
    if (mended === parsed || round > MAX_OPEN_QUOTES) {
      const whole: Read = { body: bodyOf(rootNode, { ...source, parsed }), offset: firstError(rootNode) };
      tree.delete();
      const best = whole.offset === undefined ? whole : (inChunks(parser, { ...source, parsed }) ?? whole);
      return { body: best.body, offset: offset ?? best.offset ?? whole.offset };
    }
    offset ??= firstDifference(parsed, mended);
    parsed = mended;
    tree.delete();
  }
}

function mendedText(text: string, quote: number | undefined, hasPlaceholders: boolean): string {
  const covered = hasPlaceholders && text.includes('{{') ? maskedTemplates(text) : text;
  return covered !== text || quote === undefined ? covered : maskedLine(text, quote);
}

/** Block by block: an error in one does not hide the others. */
function inChunks(parser: Bounded, source: ConvertedSource): Read | undefined {
  const chunks = chunksOf(source.parsed);
  if (chunks.length === 0) return undefined;
  const starts = lineStarts(source.parsed);
  const read = chunks.map((chunk) => readChunk(parser, source, chunk, starts));
  const bodies = read.map(({ body }) => body);
  const body: Body = {
    attributes: bodies.flatMap(({ attributes }) => attributes),
    blocks: bodies.flatMap(({ blocks }) => blocks),
    isBroken: bodies.some(({ isBroken }) => isBroken),
  };
  return { body, offset: read.find(({ offset }) => offset !== undefined)?.offset };
}

function readChunk(parser: Bounded, source: ConvertedSource, { start, end }: Chunk, starts: readonly number[]): Read {
  const [from, to] = [start, end].map((offset) => {
    const { line, column } = positionAt(starts, offset);
    return { row: line - 1, column: column - 1 };
  });
  const nothing: Read = { body: { attributes: [], blocks: [], isBroken: true }, offset: start };
  if (!from || !to) return nothing;
  const tree = parser.parse(source.parsed, [{ startIndex: start, endIndex: end, startPosition: from, endPosition: to }]);
  if (!tree) return nothing;
  const read: Read = { body: bodyOf(tree.rootNode, source), offset: firstError(tree.rootNode) };
  tree.delete();
  return read;
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

/** The first quote whose text goes over the end of its line, which HCL does not allow. */
function openQuote(root: Node): number | undefined {
  for (const literal of root.descendantsOfType(['string_lit', 'quoted_template'])) {
    if (literal && literal.startPosition.row !== literal.endPosition.row && isOpen(literal)) return literal.startIndex;
  }
  return undefined;
}

/** A line break inside an interpolation is allowed. */
function isOpen(literal: Node): boolean {
  return literal.namedChildren.some((child) => child?.type === 'template_literal' && child.text.includes('\n'));
}

function firstError(root: Node): number | undefined {
  let node: Node | null = root.hasError ? root : null;
  while (node && !node.isError && !node.isMissing) {
    node = node.children.find((child) => child !== null && (child.hasError || child.isMissing)) ?? null;
  }
  if (node) return node.startIndex;
  return root.hasError ? root.startIndex : undefined;
}
