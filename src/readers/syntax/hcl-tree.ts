/** HCL as plain data: bodies, blocks and expressions with their places. Nothing of a parser stays in it. */
import type { Notation } from '../../model/notation.ts';
import type { Span } from '../../model/span.ts';

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** Something in it could not be read: what is not here may be there. */
  readonly isBroken: boolean;
}

/** `name = expression`. */
export interface Attribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly expression: Expression;
}

/** `type "label" "label" { ... }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** The type and the labels. */
  readonly header: Span;
  readonly body: Body;
}

interface Written {
  readonly span: Span;
  /** As it is in the file. */
  readonly text: string;
}

/** A number, a word or a text without parts. The span of a text is the inside of its quotes. */
export interface Literal extends Written {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
  readonly notation: Notation;
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly value: string; readonly span: Span }
  | { readonly kind: 'value'; readonly expression: Expression; readonly span: Span }
  /** `%{ if x }`. */
  | { readonly kind: 'directive'; readonly span: Span };

/** `"a${b}"`, or a heredoc; the span is the inside. */
export interface Template extends Written {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  /** What follows the opening mark is many lines, with the indentation that they have in the file. */
  readonly isHeredoc: boolean;
  /** `<<-`: the indentation that all lines share is no part of the value. */
  readonly isIndented: boolean;
}

export type Access =
  | { readonly kind: 'get'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression }
  /** `[*]`, with what follows it for every element. */
  | { readonly kind: 'splat'; readonly accesses: readonly Access[] };

/** `var.cluster["name"]`: a name, or an expression, and what is taken from it. */
export interface Traversal extends Written {
  readonly kind: 'traversal';
  readonly root: string | Expression;
  readonly accesses: readonly Access[];
}

export interface Call extends Written {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** The last argument is a list of arguments: `merge(maps...)`. */
  readonly isExpanded: boolean;
}

export interface Conditional extends Written {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

export interface For extends Written {
  readonly kind: 'for';
  readonly key: string | undefined;
  readonly value: string;
  readonly collection: Expression;
  /** Absent: it makes a list. */
  readonly keyResult: Expression | undefined;
  readonly result: Expression;
  readonly condition: Expression | undefined;
  readonly isGrouped: boolean;
}

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

export type Expression =
  | Literal
  | Template
  | Traversal
  | Call
  | Conditional
  | For
  | (Written & { readonly kind: 'null' })
  | (Written & { readonly kind: 'list'; readonly items: readonly Expression[] })
  | (Written & { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] })
  | (Written & { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] })
  /** It could not be read. */
  | (Written & { readonly kind: 'broken'; readonly reason: string });

/** The attribute of a name; of several none is certain. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  const [attribute, ...others] = body.attributes.filter((item) => item.name === name);
  if (!attribute || others.length === 0) return attribute;
  const { span, text } = attribute.expression;
  return { ...attribute, expression: { kind: 'broken', span, text, reason: `\`${name}\` is written more than once` } };
}

/** The blocks of a type, with the given labels in front. */
export function blocksOf(body: Body, type: string, ...labels: readonly string[]): readonly Block[] {
  return body.blocks.filter((block) => block.type === type && labels.every((label, index) => block.labels[index] === label));
}
