/** The facts of the Pulumi programs of one state of a repository. */
import type { AddonFact, ClusterFact, Fact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import { type AddonSource, readAddons } from './addon-facts.ts';
import { autoscalerImages } from './autoscaler-images.ts';
import { readBinding } from './pulumi-bindings.ts';
import { readBuiltInAddons, readCluster } from './pulumi-clusters.ts';
import { PulumiConfig } from './pulumi-config.ts';
import { readNodeGroup, readNodeGroupCall, readOwnNodeGroup } from './pulumi-node-groups.ts';
import { clusterAround, clusterOfAddon } from './pulumi-references.ts';
import {
  displayType,
  isAddonType,
  isClusterType,
  isComponent,
  isNodeGroupType,
  isResource,
  type PulumiType,
  pulumiType,
} from './pulumi-types.ts';
import { addonLookup, meaningOf } from './pulumi-values.ts';
import type { Project, Reading } from './reader.ts';
import { creationsIn } from './syntax/creations.ts';
import { Evaluator } from './syntax/evaluator.ts';
import type { Program } from './syntax/program.ts';
import { descendants, ts } from './syntax/typescript.ts';
import { type FrameworkReader, readPrograms } from './typescript-programs.ts';

/** Reads all accepted files together. */
export function readPulumiPrograms(files: readonly SourceText[], project: Project): Reading {
  return readPrograms(files, project, (program) => new PulumiProgram(program));
}

class PulumiProgram implements FrameworkReader {
  readonly #evaluator: Evaluator;
  readonly #clusters = new Map<ts.NewExpression, string>();

  constructor(program: Program) {
    const knowledge = { clusters: this.#clusters, config: new PulumiConfig(program.project) };
    this.#evaluator = new Evaluator(program, (node, at) => meaningOf(node, at, knowledge));
  }

  declare(file: ts.SourceFile): void {
    for (const { node, type } of this.#resourcesIn(file)) {
      if (isClusterType(type)) this.#clusters.set(node, `${file.fileName}#${node.getStart()}`);
    }
  }

  read(file: ts.SourceFile): readonly Fact[] {
    const facts = this.#resourcesIn(file).flatMap(({ node, type }) => this.#factsOf(node, type));
    const images = autoscalerImages(file, 'pulumi-typescript', this.#evaluator, (node) =>
      clusterAround(node, this.#evaluator, this.#clusters),
    );
    return [...facts, ...this.#calledIn(file), ...images];
  }

  /** What functions of `@pulumi/eks` make. */
  #calledIn(file: ts.SourceFile): readonly Fact[] {
    if (!file.text.includes('createManagedNodeGroup')) return [];
    return [...descendants(file)].flatMap((node) =>
      ts.isCallExpression(node) ? (readNodeGroupCall(node, this.#evaluator, this.#clusters) ?? []) : [],
    );
  }

  #factsOf(node: ts.NewExpression, type: PulumiType): readonly Fact[] {
    const facts: Fact[] = [];
    if (isClusterType(type)) {
      const cluster = readCluster(node, type, this.#clusters.get(node) ?? '', this.#evaluator);
      facts.push(cluster, ...(isComponent(type) ? this.#ownOf(node, cluster) : []));
    }
    if (isNodeGroupType(type)) facts.push(readNodeGroup(node, type, this.#evaluator, this.#clusters));
    if (isAddonType(type)) facts.push(...this.#addonsOf(node, type));
    const binding = isResource(type) ? readBinding(node, type) : undefined;
    return binding ? [...facts, binding] : facts;
  }

  /** What the component makes by itself. */
  #ownOf(node: ts.NewExpression, cluster: ClusterFact): readonly Fact[] {
    const nodeGroup = readOwnNodeGroup(node, cluster, this.#evaluator);
    return [...readBuiltInAddons(node, cluster, this.#evaluator), ...(nodeGroup ? [nodeGroup] : [])];
  }

  #addonsOf(node: ts.NewExpression, type: PulumiType): readonly AddonFact[] {
    const [written, options] = node.arguments ?? [];
    const source: AddonSource = {
      node,
      dialect: 'pulumi-typescript',
      type: displayType(type),
      written,
      optionsAt: (at) => ({ options, at }),
      clusterOf: (at) => clusterOfAddon(node, at, this.#clusters),
      isLookedUp: (version, at) => addonLookup(version, at) !== undefined,
    };
    return readAddons(source, this.#evaluator);
  }

  #resourcesIn(file: ts.SourceFile): readonly { readonly node: ts.NewExpression; readonly type: PulumiType }[] {
    return creationsIn(file, this.#evaluator).map(({ node, of }) => ({ node, type: pulumiType(of) }));
  }
}
