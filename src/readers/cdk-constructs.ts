/** The constructs of the EKS modules that a CDK program creates, also by classes of its own that extend them. */
import { type EksConstruct, eksConstruct } from './cdk-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { descendants, ts } from './syntax/typescript.ts';

/** The arguments that a construct is made with: the creation's own, or what the class of the program hands to `super(...)`. */
export interface Given {
  readonly call: ts.NewExpression | ts.CallExpression;
  /** Knows the constructors on the way. */
  readonly at: Evaluator;
}

export interface Constructed extends Given {
  /** `new X(...)`, where the construct comes into being. */
  readonly node: ts.NewExpression;
  readonly construct: EksConstruct;
}

/** Every construct of a file that may be reached, in the order of the text. */
export function constructsIn(file: ts.SourceFile, evaluator: Evaluator): readonly Constructed[] {
  const found: Constructed[] = [];
  for (const node of descendants(file)) {
    const constructed = ts.isNewExpression(node) ? constructedBy(node, evaluator) : undefined;
    if (constructed && evaluator.isReached(constructed.node)) found.push(constructed);
  }
  return found;
}

/** What a creation hands to the construct, seen from some calls. */
export function givenTo(node: ts.NewExpression, evaluator: Evaluator): Given {
  return (evaluator.qualify(node.expression) ? undefined : evaluator.base(node)) ?? { call: node, at: evaluator };
}

function constructedBy(node: ts.NewExpression, evaluator: Evaluator): Constructed | undefined {
  const of = evaluator.qualify(node.expression);
  if (of) {
    const construct = eksConstruct(of);
    return construct && { node, construct, call: node, at: evaluator };
  }
  const base = evaluator.base(node);
  const construct = base && eksConstruct(base.of);
  return base && construct && { node, construct, call: base.call, at: base.at };
}
