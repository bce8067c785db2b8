/** From the nodes of the parser to expressions as plain data. */
import type { Node } from 'web-tree-sitter';
import { broken, childrenOf, type ConvertedSource, PLACEHOLDER, writtenAt } from './hcl-nodes.ts';
import { templateOf, textLiteral } from './hcl-templates.ts';
import type { Access, Conditional, Expression, ObjectEntry } from './hcl-tree.ts';

/** Nobody nests expressions deeper; what lies below is unknown. */
const MAX_DEPTH = 80;

/** The expression of a node of type `expression`. */
export function expressionOf(node: Node, source: ConvertedSource, depth: number): Expression {
  if (node.hasError) return broken(node, source);
  if (depth > MAX_DEPTH) return broken(node, source, 'it is nested too deeply');
  return termOf(childrenOf(node), source, depth + 1) ?? broken(node, source);
}

/** `a.b[c]`, `f(x)`, `(e).d`: what stands first, and what is taken from it. */
function termOf(nodes: readonly Node[], source: ConvertedSource, depth: number): Expression | undefined {
  const isInParentheses = nodes[0]?.type === '(';
  const base = isInParentheses ? nodes[1] : nodes[0];
  if (!base) return undefined;
  const accesses = nodes.slice(isInParentheses ? 3 : 1).flatMap((node) => accessOf(node, source, depth));
  const last = nodes.at(-1) ?? base;
  const span = { path: source.path, start: (nodes[0] ?? base).startIndex, end: last.endIndex };
  const text = source.text.slice(span.start, span.end);
  if (base.type === 'variable_expr') {
    return source.parsed.slice(span.start, span.end) === text
      ? { kind: 'traversal', root: base.text, accesses, span, text }
      : { kind: 'broken', span, text, reason: PLACEHOLDER };
  }
  const root = isInParentheses ? expressionOf(base, source, depth) : primaryOf(base, source, depth);
  return accesses.length === 0 ? root : { kind: 'traversal', root, accesses, span, text };
}

function primaryOf(node: Node, source: ConvertedSource, depth: number): Expression {
  const [only] = childrenOf(node);
  switch (node.type) {
    case 'literal_value':
    case 'template_expr':
    case 'collection_value':
    case 'for_expr':
    case 'operation':
      return only ? primaryOf(only, source, depth) : broken(node, source);
    case 'expression':
      return expressionOf(node, source, depth);
    case 'numeric_lit':
      return { kind: 'literal', value: Number(node.text), notation: 'number', ...writtenAt(node, source) };
    case 'bool_lit':
      return { kind: 'literal', value: node.text === 'true', notation: 'keyword', ...writtenAt(node, source) };
    case 'null_lit':
      return { kind: 'null', ...writtenAt(node, source) };
    case 'string_lit':
      return textLiteral(node, source);
    case 'quoted_template':
    case 'heredoc_template':
      return templateOf(node, source, (inner) => expressionOf(inner, source, depth + 1));
    case 'tuple':
      return { kind: 'list', items: expressionsIn(node, source, depth), ...writtenAt(node, source) };
    case 'object':
      return { kind: 'object', entries: entriesOf(node, source, depth), ...writtenAt(node, source) };
    default:
      return compoundOf(node, source, depth);
  }
}

function compoundOf(node: Node, source: ConvertedSource, depth: number): Expression {
  switch (node.type) {
    case 'function_call': {
      const [name, , list] = childrenOf(node);
      const found = list?.type === 'function_arguments' ? list : undefined;
      return {
        kind: 'call',
        name: name?.text ?? '',
        arguments: found ? expressionsIn(found, source, depth) : [],
        isExpanded: found !== undefined && childrenOf(found).some(({ type }) => type === 'ellipsis'),
        ...writtenAt(node, source),
      };
    }
    case 'conditional':
      return conditionalOf(node, source, depth);
    case 'binary_operation':
    case 'unary_operation':
      return operationOf(node, source, depth);
    case 'for_tuple_expr':
    case 'for_object_expr':
      return forOf(node, source, depth);
    default:
      return broken(node, source);
  }
}

/**
 * `a ? b : c ? d : e` is `a ? b : (c ? d : e)`; the grammar groups it the other way round, so the links of the chain are put
 * together again from the right.
 */
function conditionalOf(node: Node, source: ConvertedSource, depth: number): Expression {
  const links: Node[][] = [];
  let link: Node | undefined = node;
  while (link && links.length < MAX_DEPTH) {
    const parts: Node[] = childrenOf(link).filter(({ type }) => type === 'expression');
    links.push(parts);
    const inner: Node | null | undefined = parts[0]?.children[0];
    link = inner?.type === 'conditional' ? inner : undefined;
  }
  if (link || links.some((parts) => parts.length !== 3)) return broken(node, source);
  let result: Expression | undefined;
  for (const [index, parts] of links.entries()) {
    const condition = links[index + 1]?.[2] ?? parts[0];
    const [, yes, no] = parts;
    if (!condition || !yes || !no) return broken(node, source);
    const conditional: Conditional = {
      kind: 'conditional',
      condition: expressionOf(condition, source, depth),
      yes: expressionOf(yes, source, depth),
      no: result ?? expressionOf(no, source, depth),
      ...writtenAt(node, source),
    };
    result = conditional;
  }
  return result ?? broken(node, source);
}

function operationOf(node: Node, source: ConvertedSource, depth: number): Expression {
  if (depth > MAX_DEPTH) return broken(node, source, 'it is nested too deeply');
  const children = childrenOf(node);
  const at = children.findIndex(({ isNamed, type }) => !isNamed && /^[-+*/%!<>=&|]+$/.test(type));
  const left = termOf(children.slice(0, Math.max(at, 0)), source, depth + 1);
  const right = termOf(children.slice(at + 1), source, depth + 1);
  if (at === -1 || !right) return broken(node, source);
  return { kind: 'operation', operator: children[at]?.type ?? '', operands: left ? [left, right] : [right], ...writtenAt(node, source) };
}

function forOf(node: Node, source: ConvertedSource, depth: number): Expression {
  const children = childrenOf(node);
  const intro = children.find(({ type }) => type === 'for_intro');
  const names = intro ? childrenOf(intro).filter(({ type }) => type === 'identifier') : [];
  const collection = intro && childrenOf(intro).find(({ type }) => type === 'expression');
  const results = children.filter(({ type }) => type === 'expression').map((result) => expressionOf(result, source, depth));
  const guard = children.find(({ type }) => type === 'for_cond')?.children.find((child) => child?.type === 'expression');
  const result = results.at(-1);
  const value = names.at(-1)?.text;
  if (!collection || !result || value === undefined) return broken(node, source);
  return {
    kind: 'for',
    key: names.length > 1 ? names[0]?.text : undefined,
    value,
    collection: expressionOf(collection, source, depth),
    keyResult: node.type === 'for_object_expr' ? results[0] : undefined,
    result,
    condition: guard ? expressionOf(guard, source, depth) : undefined,
    isGrouped: children.some(({ type }) => type === 'ellipsis'),
    ...writtenAt(node, source),
  };
}

function expressionsIn(node: Node, source: ConvertedSource, depth: number): readonly Expression[] {
  return childrenOf(node).flatMap((child) => (child.type === 'expression' ? [expressionOf(child, source, depth)] : []));
}

function entriesOf(node: Node, source: ConvertedSource, depth: number): readonly ObjectEntry[] {
  return childrenOf(node).flatMap((element) => {
    const [key, value] = element.type === 'object_elem' ? childrenOf(element).filter(({ type }) => type === 'expression') : [];
    return key && value ? [{ key: keyOf(key, source, depth), value: expressionOf(value, source, depth) }] : [];
  });
}

/** A bare word is the key itself; in parentheses it is a variable. */
function keyOf(node: Node, source: ConvertedSource, depth: number): Expression {
  const [word, ...others] = childrenOf(node);
  if (word?.type !== 'variable_expr' || others.length > 0) return expressionOf(node, source, depth);
  return { kind: 'literal', value: word.text, notation: 'text', ...writtenAt(word, source) };
}

function accessOf(node: Node, source: ConvertedSource, depth: number): readonly Access[] {
  const children = childrenOf(node);
  switch (node.type) {
    case 'get_attr':
      return [{ kind: 'get', name: children.at(-1)?.text ?? '' }];
    case 'index':
      return children.flatMap((child) => accessOf(child, source, depth));
    case 'new_index': {
      const key = children.find(({ type }) => type === 'expression');
      return key ? [{ kind: 'index', key: expressionOf(key, source, depth) }] : [];
    }
    case 'legacy_index': {
      const key: Expression = { kind: 'literal', value: Number(node.text.slice(1)), notation: 'number', ...writtenAt(node, source) };
      return [{ kind: 'index', key }];
    }
    case 'splat':
      return children.flatMap((child) => splatOf(child, source, depth));
    default:
      return [];
  }
}

/** `[*]` takes everything that follows from each element; the older `.*` only the attributes up to the first index. */
function splatOf(node: Node, source: ConvertedSource, depth: number): readonly Access[] {
  const accesses = childrenOf(node).flatMap((child) => accessOf(child, source, depth));
  const end = node.type === 'attr_splat' ? accesses.findIndex(({ kind }) => kind === 'index') : -1;
  if (end === -1) return [{ kind: 'splat', accesses }];
  return [{ kind: 'splat', accesses: accesses.slice(0, end) }, ...accesses.slice(end)];
}
