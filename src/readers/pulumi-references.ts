/** Which cluster an expression of a Pulumi program leads to: by reference, by provider, by name. */
import type { ClusterRef } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { pulumiType } from './pulumi-types.ts';
import type { Evaluator, Subject } from './syntax/evaluator.ts';
import { beside } from './syntax/places.ts';
import { descendants, ts } from './syntax/typescript.ts';
import { argumentsOf, type Clusters, onlyPlace, subjectOf, writtenName } from './typescript-objects.ts';

/** How far a provider's kubeconfig is followed through other providers. */
const MAX_PROVIDERS = 4;
/** Of the names in a kubeconfig. */
const MAX_NAMES = 200;

/** The cluster of an add-on: `clusterName: cluster.name`, `cluster: cluster`, or a name in quotes. */
export function clusterOfAddon(node: ts.NewExpression | ts.CallExpression, evaluator: Evaluator, clusters: Clusters): ClusterRef {
  const options = argumentsOf(evaluator, node.arguments?.[1]);
  for (const property of ['clusterName', 'cluster']) {
    const field = options.field(property);
    const subject = subjectOf(field);
    if (subject) return named(subject, evaluator, clusters);
    if (field.state === 'unknown') return { kind: 'unknown', reason: field.reason };
  }
  return { kind: 'unknown', reason: 'it does not name its cluster' };
}

/** The cluster of the resource around a node, by its `provider` option. */
export function clusterAround(node: ts.Node, evaluator: Evaluator, clusters: Clusters): ClusterRef {
  for (let resource = creationAround(node); resource; resource = creationAround(resource)) {
    const provider = subjectOf(argumentsOf(evaluator, resource.arguments?.[2]).field('provider'));
    if (provider) return behind(provider, evaluator, clusters);
  }
  return { kind: 'unknown', reason: 'it names no provider' };
}

function creationAround(node: ts.Node): ts.NewExpression | undefined {
  return ts.findAncestor(node.parent, ts.isNewExpression);
}

function named(subject: Subject, evaluator: Evaluator, clusters: Clusters): ClusterRef {
  const reference = behind(subject, evaluator, clusters);
  if (reference.kind === 'id') return reference;
  const name = evaluator.evaluate(subject);
  return name.kind === 'known' ? { kind: 'name', name: String(name.value) } : reference;
}

function behind(subject: Subject, evaluator: Evaluator, clusters: Clusters, depth = 0): ClusterRef {
  const written = 'node' in subject ? subject.node : subject;
  const unknown: ClusterRef = { kind: 'unknown', reason: `${codeSpan(writtenName(written))} does not lead to a cluster of this program` };
  const origin = depth > MAX_PROVIDERS ? undefined : evaluator.origin(subject);
  const id = origin && clusters.get(origin);
  if (id !== undefined) return { kind: 'id', id };
  const kubeconfig =
    origin && isProvider(origin, evaluator) ? subjectOf(argumentsOf(evaluator, origin.arguments?.[1]).field('kubeconfig')) : undefined;
  if (!kubeconfig) return unknown;
  const direct = behind(kubeconfig, evaluator, clusters, depth + 1);
  return direct.kind === 'id' ? direct : (within(kubeconfig, evaluator, clusters) ?? unknown);
}

/** The one cluster that a kubeconfig is made from, wherever in it the cluster is named. */
function within(kubeconfig: Subject, evaluator: Evaluator, clusters: Clusters): ClusterRef | undefined {
  const made = onlyPlace(evaluator, kubeconfig);
  if (!made) return undefined;
  const names = [...descendants(made.node)].filter((node) => ts.isIdentifier(node)).slice(0, MAX_NAMES);
  const origins = names.map((name) => evaluator.origin(beside(made, name))).filter((origin) => origin !== undefined);
  const ids = new Set(origins.map((origin) => clusters.get(origin)).filter((id) => id !== undefined));
  const [id] = ids;
  return id !== undefined && ids.size === 1 ? { kind: 'id', id } : undefined;
}

function isProvider(node: ts.NewExpression, evaluator: Evaluator): boolean {
  const of = evaluator.qualify(node.expression);
  return of !== undefined && pulumiType(of).endsWith(':Provider');
}
