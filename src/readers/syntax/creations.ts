/** Objects that a program creates with `new`. */
import { Evaluator } from './evaluator.ts';
import type { Qualified } from './imports.ts';
import { Program } from './program.ts';
import { descendants, ts } from './typescript.ts';

export interface Creation {
  readonly node: ts.NewExpression;
  readonly of: Qualified;
}

/**
 * Every `new X(...)` whose `X` comes from an import, in the order of the text; without those that certainly are never reached.
 *
 * @param evaluator of the program of the file; without one, names are not followed into other files
 */
export function creationsIn(file: ts.SourceFile, evaluator: Evaluator = alone()): readonly Creation[] {
  const found: Creation[] = [];
  for (const node of descendants(file)) {
    const of = ts.isNewExpression(node) ? evaluator.qualify(node.expression) : undefined;
    if (of && ts.isNewExpression(node) && evaluator.isReached(node)) found.push({ node, of });
  }
  return found;
}

function alone(): Evaluator {
  return new Evaluator(new Program({ paths: [], text: () => undefined }));
}
