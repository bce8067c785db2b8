/** The facts of the CDK programs of one state of a repository. */
import type { AddonFact, Fact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import { type AddonSource, readAddons } from './addon-facts.ts';
import { autoscalerImages } from './autoscaler-images.ts';
import { Blueprints } from './cdk-blueprints.ts';
import { hasNoLayer, readCluster } from './cdk-clusters.ts';
import { type Constructed, constructsIn, givenTo } from './cdk-constructs.ts';
import { isAddonConstruct, isClusterConstruct, isNodeGroupConstruct } from './cdk-names.ts';
import { type NodeGroupReading, readCapacity, readDefaultCapacity, readNodegroup } from './cdk-node-groups.ts';
import { overridden, overridesIn } from './cdk-overrides.ts';
import { clusterAround, clusterOfConstruct } from './cdk-references.ts';
import { meaningOf } from './cdk-values.ts';
import type { Project, Reading } from './reader.ts';
import { Evaluator } from './syntax/evaluator.ts';
import type { Program } from './syntax/program.ts';
import { descendants, ts } from './syntax/typescript.ts';
import { type FrameworkReader, readPrograms } from './typescript-programs.ts';

/** Reads all accepted files together. */
export function readCdkPrograms(files: readonly SourceText[], project: Project): Reading {
  return readPrograms(files, project, (program) => new CdkProgram(program));
}

class CdkProgram implements FrameworkReader {
  readonly #evaluator: Evaluator;
  readonly #clusters = new Map<ts.NewExpression, string>();
  readonly #blueprints: Blueprints;

  constructor(program: Program) {
    this.#evaluator = new Evaluator(program, (node, at) => meaningOf(node, at, this.#clusters));
    this.#blueprints = new Blueprints(this.#evaluator);
  }

  declare(file: ts.SourceFile): void {
    for (const { node, construct } of constructsIn(file, this.#evaluator)) {
      if (isClusterConstruct(construct)) this.#clusters.set(node, `${file.fileName}#${node.getStart()}`);
    }
    this.#blueprints.declare(file);
  }

  read(file: ts.SourceFile): readonly Fact[] {
    const facts: Fact[] = [];
    const overrides = overridesIn(file, this.#evaluator, this.#clusters);
    let layerlessBefore = 0;
    for (const constructed of constructsIn(file, this.#evaluator)) {
      const { node, construct } = constructed;
      if (isAddonConstruct(construct)) facts.push(...this.#addonsOf(constructed));
      if (isNodeGroupConstruct(construct)) facts.push(readNodegroup(constructed, this.#nodeGroups()));
      if (!isClusterConstruct(construct)) continue;
      const cluster = readCluster({ ...constructed, id: this.#clusters.get(node) ?? '', layerlessBefore });
      facts.push(
        overridden(
          cluster,
          overrides.filter((override) => override.cluster === node),
        ),
      );
      const capacity = readDefaultCapacity(constructed, cluster);
      if (capacity) facts.push(capacity);
      if (hasNoLayer(constructed)) layerlessBefore += 1;
    }
    return [...facts, ...this.#capacitiesIn(file), ...this.#blueprints.read(file), ...this.#imagesOf(file)];
  }

  #nodeGroups(): NodeGroupReading {
    return { evaluator: this.#evaluator, clusters: this.#clusters };
  }

  /** What is added to clusters by their methods. */
  #capacitiesIn(file: ts.SourceFile): readonly Fact[] {
    if (!file.text.includes('addNodegroupCapacity')) return [];
    return [...descendants(file)].flatMap((node) => (ts.isCallExpression(node) ? (readCapacity(node, this.#nodeGroups()) ?? []) : []));
  }

  /** Those of a Pulumi program are for its own reader, which knows its providers. */
  #imagesOf(file: ts.SourceFile): readonly Fact[] {
    if (file.text.includes('@pulumi/')) return [];
    return autoscalerImages(file, 'cdk-typescript', this.#evaluator, (node) => clusterAround(node, this.#evaluator, this.#clusters));
  }

  #addonsOf({ node, construct }: Constructed): readonly AddonFact[] {
    const source: AddonSource = {
      node,
      dialect: 'cdk-typescript',
      type: `eks.${construct.name}`,
      written: node.arguments?.[1],
      optionsAt: (at) => {
        const { call, at: inside } = givenTo(node, at);
        return { options: call.arguments?.[2], at: inside };
      },
      clusterOf: (at) => {
        const { call, at: inside } = givenTo(node, at);
        return clusterOfConstruct(call, inside, this.#clusters);
      },
      isLookedUp: () => false,
    };
    return readAddons(source, this.#evaluator);
  }
}
