/** Parses HCL within fixed bounds; broken text gives what could be read and one problem. */
import type { Node, Parser, Tree } from 'web-tree-sitter';
import type { Problem } from '../../model/finding.ts';
import type { SourceText } from '../../model/span.ts';
import { bodyOf } from './hcl-bodies.ts';
import { maskedConflicts, maskedLine, maskedTemplates } from './hcl-masks.ts';
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
const EMPTY: Body = { attributes: [], blocks: [], isBroken: true };

/** The body of a file. Total: broken syntax gives a problem with its offset. */
export function parseHcl(parser: Parser, source: SourceText): ParsedHcl {
  const { path, text } = source;
  const start = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const conflicts = maskedConflicts(start);
  const conflict: Problem | undefined =
    conflicts.offset === undefined
      ? undefined
      : { path, offset: conflicts.offset, message: 'has markers of a merge conflict; what could be read was read' };
  const tree = parsedTree(parser, conflicts.text);
  if (!tree) return { body: EMPTY, problem: conflict ?? { path, message: 'takes too long to parse; it was not read' } };
  const { text: parsed, problem: open } = tree;
  try {
    const body = bodyOf(tree.tree.rootNode, { path, text, parsed });
    const offset = open ?? firstError(tree.tree.rootNode);
    const problem: Problem | undefined =
      offset === undefined ? undefined : { path, offset, message: 'has a syntax error; what could be read was read' };
    const first = conflict ?? problem;
    return { body, ...(first ? { problem: first } : {}) };
  } finally {
    tree.tree.delete();
  }
}

interface Parsed {
  readonly tree: Tree;
  /** What was parsed, of the same length as the file. */
  readonly text: string;
  /** Where the file was mended to be parsed. */
  readonly problem?: number;
}

/** The tree of a text, with placeholders of templates and lines with an open quote covered where they stand in the way. */
function parsedTree(parser: Parser, original: string): Parsed | undefined {
  let text = original;
  let problem: number | undefined;
  for (let round = 0; ; round += 1) {
    const tree = parser.parse(text, null, { progressCallback: countedTo(MAX_PROGRESS) });
    if (!tree) {
      parser.reset();
      return undefined;
    }
    const result = { tree, text, ...(problem === undefined ? {} : { problem }) };
    const quote = openQuote(tree.rootNode);
    if (round > MAX_OPEN_QUOTES || (quote === undefined && !tree.rootNode.hasError)) return result;
    const mended = round === 0 && text.includes('{{') ? maskedTemplates(text) : quote === undefined ? text : maskedLine(text, quote);
    if (mended === text) return result;
    problem ??= firstDifference(text, mended);
    text = mended;
    tree.delete();
  }
}

function countedTo(limit: number): () => boolean {
  let calls = 0;
  return () => {
    calls += 1;
    return calls > limit;
  };
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
