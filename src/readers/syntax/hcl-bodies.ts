/** From the nodes of the parser to bodies with their blocks and attributes. */
import type { Node } from 'web-tree-sitter';
import { expressionOf } from './hcl-convert.ts';
import { broken, childrenOf, type ConvertedSource, spanOf } from './hcl-nodes.ts';
import type { Attribute, Block, Body } from './hcl-tree.ts';

/** Nobody nests blocks deeper. */
const MAX_DEPTH = 40;
/** A missing brace puts what follows inside the block before it. */
const TOP_LEVEL = new Set(['resource', 'module', 'variable', 'output']);

/** The body of a file. */
export function bodyOf(root: Node, source: ConvertedSource): Body {
  return emptied(contentsOf(root, source, 0));
}

interface Contents {
  attributes: Attribute[];
  blocks: Block[];
  isBroken: boolean;
  /** Blocks that only stand inside others because a brace is missing. */
  strays: Block[];
}

function emptied({ attributes, blocks, isBroken, strays }: Contents): Body {
  return { attributes, blocks: [...blocks, ...strays], isBroken };
}

function contentsOf(node: Node, source: ConvertedSource, depth: number): Contents {
  const contents: Contents = { attributes: [], blocks: [], isBroken: depth > MAX_DEPTH, strays: [] };
  if (depth > MAX_DEPTH) return contents;
  for (const child of childrenOf(node)) {
    if (child.isError || child.isMissing) contents.isBroken = true;
    if (child.type === 'attribute') contents.attributes.push(...attributeOf(child, source));
    else if (child.type === 'block') addBlock(child, contents, source, depth);
    else if (child.type === 'body' || child.isError) add(contents, contentsOf(child, source, depth + 1));
  }
  return contents;
}

function add(contents: Contents, more: Contents): void {
  contents.attributes.push(...more.attributes);
  contents.blocks.push(...more.blocks);
  contents.strays.push(...more.strays);
  contents.isBroken ||= more.isBroken;
}

function addBlock(node: Node, contents: Contents, source: ConvertedSource, depth: number): void {
  const { block, strays } = blockOf(node, source, depth);
  const isStray = depth > 1 && node.parent?.parent?.type === 'block' && TOP_LEVEL.has(block.type) && block.labels.length > 0;
  (isStray ? contents.strays : contents.blocks).push(block);
  contents.strays.push(...strays);
}

function blockOf(node: Node, source: ConvertedSource, depth: number): { readonly block: Block; readonly strays: readonly Block[] } {
  const children = childrenOf(node);
  const [type, ...others] = children;
  const end = others.findIndex((child) => child.type !== 'string_lit' && child.type !== 'identifier');
  const labels = others.slice(0, end === -1 ? undefined : end);
  const header = { path: source.path, start: node.startIndex, end: (labels.at(-1) ?? type ?? node).endIndex };
  const contents: Contents = { attributes: [], blocks: [], isBroken: false, strays: [] };
  for (const child of children) {
    if (child.isError) contents.isBroken = true;
    if (child.type === 'body' || child.isError) add(contents, contentsOf(child, source, depth + 1));
  }
  const { strays, ...inside } = contents;
  return { block: { type: type?.text ?? '', labels: labels.map((label) => labelOf(label)), header, body: inside }, strays };
}

function labelOf(label: Node): string {
  return label.type === 'identifier' ? label.text : label.text.slice(1, -1);
}

function attributeOf(node: Node, source: ConvertedSource): readonly Attribute[] {
  const [name, ...others] = childrenOf(node);
  const value = others.find((child) => child.type === 'expression');
  if (!name) return [];
  const nameSpan = spanOf(name, source);
  const expression = value && !node.children.some((child) => child?.isError) ? expressionOf(value, source, 0) : broken(node, source);
  return [{ name: name.text, nameSpan, expression }];
}
