/** Which cluster an expression of a CDK program leads to. */
import type { ClusterRef } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { eksName } from './cdk-names.ts';
import type { Evaluator, Subject } from './syntax/evaluator.ts';
import { beside } from './syntax/places.ts';
import { bare, descendants, ts } from './syntax/typescript.ts';
import { argumentsOf, type Clusters, onlyPlace, subjectOf, writtenName } from './typescript-objects.ts';

/** Methods of a cluster that put something on it. */
const APPLIERS: ReadonlySet<string> = new Set(['addManifest', 'addHelmChart', 'addCdk8sChart']);

/** The cluster of a construct: `cluster`, or `clusterName` of the L1 constructs. */
export function clusterOfConstruct(call: ts.NewExpression | ts.CallExpression, evaluator: Evaluator, clusters: Clusters): ClusterRef {
  const options = argumentsOf(evaluator, call.arguments?.[2]);
  for (const property of ['cluster', 'clusterName']) {
    const field = options.field(property);
    const subject = subjectOf(field);
    if (subject) return behind(subject, evaluator, clusters);
    if (field.state === 'unknown') return { kind: 'unknown', reason: field.reason };
  }
  return { kind: 'unknown', reason: 'it does not name its cluster' };
}

/** The cluster that a node is applied to: by the call or the construct around it, or by the one that is given its variable. */
export function clusterAround(node: ts.Node, evaluator: Evaluator, clusters: Clusters): ClusterRef {
  for (let parent = node.parent; parent && !ts.isSourceFile(parent); parent = parent.parent) {
    const applied = appliedBy(parent, evaluator, clusters);
    if (applied) return applied;
    const named = ts.isVariableDeclaration(parent) ? applierOf(parent, evaluator, clusters) : undefined;
    if (named) return named;
  }
  return { kind: 'unknown', reason: 'the program does not say which cluster it is applied to' };
}

function appliedBy(node: ts.Node, evaluator: Evaluator, clusters: Clusters): ClusterRef | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && APPLIERS.has(node.expression.name.text)) {
    return behind(node.expression.expression, evaluator, clusters);
  }
  if (!ts.isNewExpression(node) || !eksName(evaluator.qualify(node.expression))) return undefined;
  return clusterOfConstruct(node, evaluator, clusters);
}

/** The cluster of the first call or construct of the file that is given a variable. */
function applierOf(declaration: ts.VariableDeclaration, evaluator: Evaluator, clusters: Clusters): ClusterRef | undefined {
  const value = declaration.initializer && bare(declaration.initializer);
  if (!value) return undefined;
  for (const name of descendants(declaration.getSourceFile())) {
    if (!ts.isIdentifier(name) || name.parent === declaration || name.text !== declaration.name.getText()) continue;
    const applied = onlyPlace(evaluator, name)?.node === value ? firstApplied(name, evaluator, clusters) : undefined;
    if (applied) return applied;
  }
  return undefined;
}

function firstApplied(node: ts.Node, evaluator: Evaluator, clusters: Clusters): ClusterRef | undefined {
  for (let parent = node.parent; parent && !ts.isStatement(parent); parent = parent.parent) {
    const applied = appliedBy(parent, evaluator, clusters);
    if (applied) return applied;
  }
  return undefined;
}

/** The cluster that an expression stands for. */
export function behind(subject: Subject, evaluator: Evaluator, clusters: Clusters): ClusterRef {
  const origin = evaluator.origin(subject);
  const id = origin && clusters.get(origin);
  if (id !== undefined) return { kind: 'id', id };
  const imported = importedName(subject, evaluator);
  const name = imported ?? evaluator.evaluate(subject);
  if (name.kind === 'known') return { kind: 'name', name: String(name.value) };
  if (imported) return { kind: 'elsewhere', reason: 'its cluster is imported, by a name that cannot be read' };
  const written = 'node' in subject ? subject.node : subject;
  return { kind: 'unknown', reason: `${codeSpan(writtenName(written))} does not lead to a cluster of this program` };
}

/** The name in `eks.Cluster.fromClusterAttributes(this, id, { clusterName })`. */
function importedName(subject: Subject, evaluator: Evaluator): ReturnType<Evaluator['evaluate']> | undefined {
  const place = onlyPlace(evaluator, subject);
  if (!place || !ts.isCallExpression(place.node)) return undefined;
  const name = eksName(evaluator.qualify(beside(place, place.node.expression)));
  const [, , attributes] = place.node.arguments;
  if (name?.path.join('.') !== 'Cluster.fromClusterAttributes' || !attributes) return undefined;
  return argumentsOf(evaluator, beside(place, attributes)).text('clusterName');
}
