/** What is asked of a node of the parser. */
import type { Node } from 'web-tree-sitter';
import type { SourceText, Span } from '../../model/span.ts';
import type { Expression } from './hcl-tree.ts';

/** A file, and the text that was parsed in its place: where the two differ, nothing is certain. */
export interface ConvertedSource extends SourceText {
  readonly parsed: string;
}

/** Why a text with a placeholder of another tool in it is no value. */
export const PLACEHOLDER = 'another tool fills it in, or it has a syntax error';

export function broken(node: Node, source: ConvertedSource, reason = 'it has a syntax error'): Expression {
  return { kind: 'broken', reason, ...writtenAt(node, source) };
}

export function writtenAt(node: Node, source: ConvertedSource): { readonly span: Span; readonly text: string } {
  return { span: spanOf(node, source), text: source.text.slice(node.startIndex, node.endIndex) };
}

export function spanOf(node: Node, { path }: SourceText): Span {
  return { path, start: node.startIndex, end: node.endIndex };
}

export function childrenOf(node: Node): readonly Node[] {
  return node.children.filter((child) => child !== null);
}
