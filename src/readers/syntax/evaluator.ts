/** All questions about expressions of one program, with what a framework adds to the language. */
import type { Value } from '../../model/value.ts';
import { originOf } from './creations.ts';
import { booleanOf, evaluate, type Primitive, type Special, textOf } from './evaluate.ts';
import { qualify, type Qualified } from './imports.ts';
import type { Field } from './objects.ts';
import type { Program } from './program.ts';
import { fieldOf, literalOf, resolve, type Resolved } from './resolve.ts';
import type { ts } from './typescript.ts';

export class Evaluator {
  readonly program: Program;
  readonly #special: Special;

  /** @param special what the framework knows of an expression, asked before the language is */
  constructor(program: Program, special: Special = () => undefined) {
    this.program = program;
    this.#special = special;
  }

  /** The values that an expression can have. */
  evaluate(expression: ts.Expression): Value<Primitive> {
    return evaluate(expression, this.#special);
  }

  /** A field as text: absent, unknown, or its value. Numbers and booleans become the text they stand for, their notation tells. */
  text(field: Field): Value<string> | undefined {
    return textOf(field, this.#special);
  }

  /** A field as a boolean; anything else is unknown. */
  boolean(field: Field): Value<boolean> | undefined {
    return booleanOf(field, this.#special);
  }

  /** The expressions that one may stand for. Never empty. */
  resolve(expression: ts.Expression): readonly Resolved[] {
    return resolve(expression);
  }

  /** A field of what an expression stands for, by dotted path. */
  field(owner: ts.Expression, path: string): Field {
    const [name = '', ...rest] = path.split('.');
    const field = fieldOf(owner, name, 0);
    return rest.length === 0 || field.state !== 'given' ? field : this.field(field.node, rest.join('.'));
  }

  /** The object literal that an expression stands for, or why there is none. */
  literal(expression: ts.Expression): ts.ObjectLiteralExpression | string {
    return literalOf(expression);
  }

  /** The imported thing that an expression names. */
  qualify(expression: ts.Expression): Qualified | undefined {
    return qualify(expression);
  }

  /** The one `new X(...)` that an expression leads back to. */
  origin(expression: ts.Expression): ts.NewExpression | undefined {
    return originOf(expression);
  }
}
