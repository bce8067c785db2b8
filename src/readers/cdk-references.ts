/** Which cluster an expression of a CDK program leads to. */
import type { ClusterRef } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { eksName } from './cdk-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { bare, descendants, ts } from './syntax/typescript.ts';
import { argumentsOf, onlyExpression, writtenName } from './typescript-objects.ts';

/** Methods of a cluster that put something on it. */
const APPLIERS: ReadonlySet<string> = new Set(['addManifest', 'addHelmChart', 'addCdk8sChart']);
const IMPORTERS: ReadonlySet<string> = new Set(['Cluster.fromClusterAttributes']);

export class CdkReferences {
  readonly #evaluator: Evaluator;
  readonly #clusters: ReadonlyMap<ts.NewExpression, string>;

  /** @param clusters the id of every cluster, by its constructor */
  constructor(evaluator: Evaluator, clusters: ReadonlyMap<ts.NewExpression, string>) {
    this.#evaluator = evaluator;
    this.#clusters = clusters;
  }

  /** The cluster of a construct: `cluster`, or `clusterName` of the L1 constructs. */
  ofConstruct(node: ts.NewExpression): ClusterRef {
    const options = argumentsOf(this.#evaluator, node.arguments?.[2]);
    for (const property of ['cluster', 'clusterName']) {
      const field = options.field(property);
      if (field.state === 'unknown') return { kind: 'unknown', reason: field.reason };
      if (field.state === 'given') return this.#behind(field.node);
    }
    return { kind: 'unknown', reason: 'it does not name its cluster' };
  }

  /** The cluster that a node is applied to: by the call or the construct around it, or by the one that names it. */
  around(node: ts.Node): ClusterRef {
    for (let parent = node.parent; parent && !ts.isSourceFile(parent); parent = parent.parent) {
      const applied = this.#appliedBy(parent);
      if (applied) return applied;
      const named = ts.isVariableDeclaration(parent) ? this.#applierOf(parent) : undefined;
      if (named) return named;
    }
    return { kind: 'unknown', reason: 'the program does not say which cluster it is applied to' };
  }

  #appliedBy(node: ts.Node): ClusterRef | undefined {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && APPLIERS.has(node.expression.name.text)) {
      return this.#behind(node.expression.expression);
    }
    if (!ts.isNewExpression(node) || !eksName(this.#evaluator.qualify(node.expression))) return undefined;
    return this.ofConstruct(node);
  }

  /** The cluster of the only call or construct of the file that is given a variable. */
  #applierOf(declaration: ts.VariableDeclaration): ClusterRef | undefined {
    const value = declaration.initializer && bare(declaration.initializer);
    if (!value) return undefined;
    for (const name of descendants(declaration.getSourceFile())) {
      if (!ts.isIdentifier(name) || name.parent === declaration || name.text !== declaration.name.getText()) continue;
      const applied = onlyExpression(this.#evaluator, name) === value ? this.#firstApplied(name) : undefined;
      if (applied) return applied;
    }
    return undefined;
  }

  #firstApplied(node: ts.Node): ClusterRef | undefined {
    for (let parent = node.parent; parent && !ts.isStatement(parent); parent = parent.parent) {
      const applied = this.#appliedBy(parent);
      if (applied) return applied;
    }
    return undefined;
  }

  #behind(expression: ts.Expression): ClusterRef {
    const origin = this.#evaluator.origin(expression);
    const id = origin && this.#clusters.get(origin);
    if (id !== undefined) return { kind: 'id', id };
    const name = this.#importedName(expression) ?? this.#evaluator.evaluate(expression);
    if (name.kind === 'known') return { kind: 'name', name: String(name.value) };
    return { kind: 'unknown', reason: `${codeSpan(writtenName(expression))} does not lead to a cluster of this program` };
  }

  /** The name in `eks.Cluster.fromClusterAttributes(this, id, { clusterName })`. */
  #importedName(expression: ts.Expression): ReturnType<Evaluator['evaluate']> | undefined {
    const call = onlyExpression(this.#evaluator, expression);
    if (!call || !ts.isCallExpression(call)) return undefined;
    const name = eksName(this.#evaluator.qualify(call.expression));
    if (!name || !IMPORTERS.has(name.path.join('.'))) return undefined;
    return argumentsOf(this.#evaluator, call.arguments[2]).text('clusterName');
  }
}
