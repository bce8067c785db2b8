/** From the nodes of the parser to bodies with their blocks and attributes. */
import type { Node } from 'web-tree-sitter';
import { expressionOf } from './hcl-convert.ts';
import { broken, childrenOf, type ConvertedSource, spanOf } from './hcl-nodes.ts';
import type { Attribute, Block, Body } from './hcl-tree.ts';

/** Nobody nests blocks deeper. */
const MAX_DEPTH = 40;

/** The body of a file. Where all of it is one block that could not be read as a whole, that block is there with what was read. */
export function bodyOf(root: Node, source: ConvertedSource): Body {
  const error = root.isError ? root : childrenOf(root).find(({ isError }) => isError);
  const unread = error && brokenBlock(error, source);
  const { attributes, blocks, isBroken } = contentsOf(root, source, 0);
  return unread && blocks.length === 0 ? { attributes: [], blocks: [unread], isBroken } : { attributes, blocks, isBroken };
}

interface Contents {
  readonly attributes: Attribute[];
  readonly blocks: Block[];
  isBroken: boolean;
}

function contentsOf(node: Node, source: ConvertedSource, depth: number): Contents {
  const contents: Contents = { attributes: [], blocks: [], isBroken: depth > MAX_DEPTH || node.isError };
  if (depth > MAX_DEPTH) return contents;
  for (const child of childrenOf(node)) {
    if (child.isError || child.isMissing) contents.isBroken = true;
    const attribute = child.type === 'attribute' ? attributeOf(child, source) : undefined;
    if (attribute) contents.attributes.push(attribute);
    else if (child.type === 'attribute') contents.isBroken = true;
    else if (child.type === 'block') contents.blocks.push(blockOf(child, source, depth));
    else if (child.type === 'body' || child.isError) add(contents, contentsOf(child, source, depth + 1));
  }
  return contents;
}

function add(contents: Contents, more: Contents): void {
  contents.attributes.push(...more.attributes);
  contents.blocks.push(...more.blocks);
  contents.isBroken ||= more.isBroken;
}

function blockOf(node: Node, source: ConvertedSource, depth: number): Block {
  const children = childrenOf(node);
  const { type, labels, end } = headerOf(children);
  const contents: Contents = { attributes: [], blocks: [], isBroken: false };
  for (const child of children) {
    if (child.isError || child.isMissing || (child.type === 'block_end' && child.hasError)) contents.isBroken = true;
    if (child.type === 'body' || child.isError) add(contents, contentsOf(child, source, depth + 1));
  }
  return { type, labels, header: { path: source.path, start: node.startIndex, end }, body: contents };
}

/** A block in which an error hides where it ends. */
function brokenBlock(error: Node, source: ConvertedSource): Block | undefined {
  const children = childrenOf(error);
  const { type, labels, end } = headerOf(children);
  if (children[labels.length + 1]?.type !== 'block_start' || type === '') return undefined;
  const { attributes, blocks } = contentsOf(error, source, 1);
  return { type, labels, header: { path: source.path, start: error.startIndex, end }, body: { attributes, blocks, isBroken: true } };
}

function headerOf(children: readonly Node[]): { readonly type: string; readonly labels: readonly string[]; readonly end: number } {
  const [type, ...others] = children;
  const behind = others.findIndex((child) => child.type !== 'string_lit' && child.type !== 'identifier');
  const labels = others.slice(0, behind === -1 ? undefined : behind);
  const isType = type?.type === 'identifier';
  return { type: isType ? type.text : '', labels: labels.map(labelOf), end: (labels.at(-1) ?? type)?.endIndex ?? 0 };
}

function labelOf(label: Node): string {
  return label.type === 'identifier' ? label.text : label.text.slice(1, -1);
}

/** `undefined` where another tool fills its name in. */
function attributeOf(node: Node, source: ConvertedSource): Attribute | undefined {
  const [name, ...others] = childrenOf(node);
  const value = others.find((child) => child.type === 'expression');
  if (!name || source.text.slice(name.startIndex, name.endIndex) !== name.text) return undefined;
  const nameSpan = spanOf(name, source);
  const expression = value && !others.some((child) => child.isError) ? expressionOf(value, source, 0) : broken(node, source);
  return { name: name.text, nameSpan, expression };
}
