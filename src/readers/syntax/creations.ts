/** Objects that a program creates with `new`, and which of them an expression leads back to. */
import { qualify, type Qualified } from './imports.ts';
import { resolve } from './resolve.ts';
import { bare, descendants, ts } from './typescript.ts';

export interface Creation {
  readonly node: ts.NewExpression;
  readonly of: Qualified;
}

/** Every `new X(...)` whose `X` comes from an import, in the order of the text. */
export function creationsIn(file: ts.SourceFile): readonly Creation[] {
  const found: Creation[] = [];
  for (const node of descendants(file)) {
    const of = ts.isNewExpression(node) ? qualify(node.expression) : undefined;
    if (of && ts.isNewExpression(node)) found.push({ node, of });
  }
  return found;
}

const MAX_STEPS = 12;

/** The `new X(...)` behind an expression: `cluster.name`, `this.cluster`, `` `${cluster.name}` ``, `pulumi.all([cluster.name]).apply(...)`. */
export function originOf(expression: ts.Expression, steps = 0): ts.NewExpression | undefined {
  if (steps > MAX_STEPS) return undefined;
  const targets = resolve(bare(expression));
  const [target] = targets;
  if (!target || targets.length > 1 || target.kind === 'unknown') return undefined;
  const node = bare(target.node);
  if (ts.isNewExpression(node)) return node;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return originOf(node.expression, steps + 1);
  if (ts.isCallExpression(node)) return originOf(node.expression, steps + 1) ?? onlyOrigin(node.arguments, steps);
  if (ts.isArrayLiteralExpression(node)) return onlyOrigin(node.elements, steps);
  if (ts.isTemplateExpression(node))
    return onlyOrigin(
      node.templateSpans.map((span) => span.expression),
      steps,
    );
  if (ts.isTaggedTemplateExpression(node)) return originOf(node.template, steps + 1);
  return undefined;
}

function onlyOrigin(expressions: readonly ts.Expression[], steps: number): ts.NewExpression | undefined {
  const origins = new Set(expressions.map((item) => originOf(item, steps + 1)).filter((item) => item !== undefined));
  return origins.size === 1 ? [...origins][0] : undefined;
}
