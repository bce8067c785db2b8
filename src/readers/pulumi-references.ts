/** Which cluster an expression of a Pulumi program leads to: by reference, by provider, by name. */
import type { ClusterRef } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { pulumiType } from './pulumi-types.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { descendants, ts } from './syntax/typescript.ts';
import { argumentsOf, onlyExpression, writtenName } from './typescript-objects.ts';

/** How far a provider's kubeconfig is followed through other providers. */
const MAX_PROVIDERS = 4;

export class PulumiReferences {
  readonly #evaluator: Evaluator;
  readonly #clusters: ReadonlyMap<ts.NewExpression, string>;

  /** @param clusters the id of every cluster, by its constructor */
  constructor(evaluator: Evaluator, clusters: ReadonlyMap<ts.NewExpression, string>) {
    this.#evaluator = evaluator;
    this.#clusters = clusters;
  }

  /** The cluster of an add-on: `clusterName: cluster.name`, `cluster: cluster`, or a name in quotes. */
  ofAddon(node: ts.NewExpression): ClusterRef {
    const options = argumentsOf(this.#evaluator, node.arguments?.[1]);
    for (const property of ['clusterName', 'cluster']) {
      const field = options.field(property);
      if (field.state === 'unknown') return { kind: 'unknown', reason: field.reason };
      if (field.state === 'given') return this.#named(field.node);
    }
    return { kind: 'unknown', reason: 'it does not name its cluster' };
  }

  /** The cluster of the resource around a node, by its `provider` option. */
  around(node: ts.Node): ClusterRef {
    for (let resource = creationAround(node); resource; resource = creationAround(resource)) {
      const provider = argumentsOf(this.#evaluator, resource.arguments?.[2]).field('provider');
      if (provider.state === 'given') return this.#behind(provider.node, 0);
    }
    return { kind: 'unknown', reason: 'it names no provider' };
  }

  #named(expression: ts.Expression): ClusterRef {
    const reference = this.#behind(expression, 0);
    if (reference.kind === 'id') return reference;
    const name = this.#evaluator.evaluate(expression);
    return name.kind === 'known' ? { kind: 'name', name: String(name.value) } : reference;
  }

  #behind(expression: ts.Expression, depth: number): ClusterRef {
    const unknown: ClusterRef = {
      kind: 'unknown',
      reason: `${codeSpan(writtenName(expression))} does not lead to a cluster of this program`,
    };
    const origin = this.#evaluator.origin(expression);
    if (!origin || depth > MAX_PROVIDERS) return unknown;
    const id = this.#clusters.get(origin);
    if (id !== undefined) return { kind: 'id', id };
    const kubeconfig = this.#isProvider(origin) ? argumentsOf(this.#evaluator, origin.arguments?.[1]).field('kubeconfig') : undefined;
    if (kubeconfig?.state !== 'given') return unknown;
    const direct = this.#behind(kubeconfig.node, depth + 1);
    return direct.kind === 'id' ? direct : (this.#within(kubeconfig.node) ?? unknown);
  }

  /** The one cluster that a kubeconfig is made from, wherever in it the cluster is named. */
  #within(kubeconfig: ts.Expression): ClusterRef | undefined {
    const made = onlyExpression(this.#evaluator, kubeconfig);
    if (!made) return undefined;
    const names = [...descendants(made)].filter((node) => ts.isIdentifier(node)).slice(0, 200);
    const origins = names.map((name) => this.#evaluator.origin(name)).filter((origin) => origin !== undefined);
    const ids = new Set(origins.map((origin) => this.#clusters.get(origin)).filter((id) => id !== undefined));
    const [id] = ids;
    return id !== undefined && ids.size === 1 ? { kind: 'id', id } : undefined;
  }

  #isProvider(node: ts.NewExpression): boolean {
    const of = this.#evaluator.qualify(node.expression);
    return of !== undefined && pulumiType(of).endsWith(':Provider');
  }
}

function creationAround(node: ts.Node): ts.NewExpression | undefined {
  return ts.findAncestor(node.parent, ts.isNewExpression);
}
