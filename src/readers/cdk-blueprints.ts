/** The facts of programs that use the package eks-blueprints: clusters by builders and stacks, add-ons by their classes. */
import type { ClusterFact, ClusterRef, Fact, NodeGroupFact } from '../model/fact.ts';
import { readBlueprintsAddon, readBlueprintsAutoscaler } from './cdk-blueprints-addons.ts';
import { Builders, type Instance, oldest, type Step, type Walks } from './cdk-blueprints-builders.ts';
import {
  type Blueprint,
  builtBlueprint,
  clusterFrom,
  type ClusterPlace,
  directBlueprint,
  nodeGroupsFrom,
} from './cdk-blueprints-clusters.ts';
import { isStackName, type Made, madeBy } from './cdk-blueprints-names.ts';
import { Takers } from './cdk-blueprints-takers.ts';
import { placeOfBuilder, placeOfStack, type Use, useAt } from './cdk-blueprints-uses.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { descendants, ts } from './syntax/typescript.ts';

/** A word of every program that uses the package. */
const PACKAGE = 'eks-blueprints';
/** Words of files that may use a builder of another file and say nothing of the package. */
const USES: readonly string[] = ['.build(', '.buildAsync(', 'stackBuilder'];

const IMPORTED: ClusterRef = { kind: 'elsewhere', reason: 'its blueprint takes a cluster that is imported' };

interface Creation {
  readonly node: ts.NewExpression;
  readonly made: Made;
}

interface Answers {
  readonly clusters: readonly (ClusterFact | NodeGroupFact)[];
  readonly takers: Takers;
}

/** Where a cluster is made, and the blueprints that may be meant: one, save where a builder is one of several. */
interface Site {
  readonly blueprints: readonly Blueprint[];
  readonly place: ClusterPlace;
}

/** Hears of every file before it answers for any. */
export class Blueprints {
  readonly #evaluator: Evaluator;
  readonly #behind: Builders;
  readonly #declared = new Set<ts.SourceFile>();
  readonly #creations: Creation[] = [];
  readonly #builders = new Map<Instance['node'], Walks>();
  readonly #uses: Use[] = [];
  readonly #steps = new Map<ts.Node, Step[]>();
  #answers: Answers | undefined;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#behind = new Builders(evaluator);
  }

  declare(file: ts.SourceFile): void {
    if (this.#declared.has(file) || this.#evaluator.program.mentions(PACKAGE, file.fileName).length === 0) return;
    this.#declared.add(file);
    for (const node of descendants(file)) {
      const made = ts.isNewExpression(node) ? madeBy(node, this.#evaluator) : undefined;
      if (made && ts.isNewExpression(node)) this.#creations.push({ node, made });
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.#declareBuilder(node);
      for (const step of this.#behind.stepsAt(node)) this.#noteStep(step);
      const use = useAt(this.#behind, this.#evaluator, node);
      if (use) this.#uses.push(use);
    }
  }

  /** The facts whose place is in a file. */
  read(file: ts.SourceFile): readonly Fact[] {
    const { clusters, takers } = (this.#answers ??= this.#readAll());
    const addons = this.#creations
      .filter(({ node }) => node.getSourceFile() === file)
      .flatMap(({ node, made }) => {
        const cluster = takers.clusterOf(node);
        return [readBlueprintsAddon(node, made, cluster), readBlueprintsAutoscaler(node, made, cluster)];
      });
    return [...clusters.filter(({ span }) => span.path === file.fileName), ...addons.filter((fact) => fact !== undefined)];
  }

  #declareBuilder(node: ts.CallExpression | ts.NewExpression): void {
    if (ts.isCallExpression(node) && !node.expression.getText().endsWith('.builder')) return;
    const [walks] = this.#behind.behind(node);
    if (walks?.[0].lineage[0].node === node) this.#builders.set(node, walks);
  }

  #noteStep(step: Step): void {
    this.#steps.set(step.instance.node, [...(this.#steps.get(step.instance.node) ?? []), step]);
  }

  #readAll(): Answers {
    const accepted = new Set([...this.#declared].map(({ fileName }) => fileName));
    this.#declareOthers(accepted);
    const takers = new Takers(this.#evaluator);
    const sites = [...this.#stacks(), ...this.#uses.map((use) => this.#siteOf(use, accepted)), ...this.#unused()];
    const clusters = sites.flatMap(({ blueprints, place }): readonly (ClusterFact | NodeGroupFact)[] => {
      const cluster = clusterFrom(blueprints, place);
      const reference: ClusterRef = cluster ? { kind: 'id', id: cluster.id } : IMPORTED;
      for (const addOn of blueprints.flatMap(({ addOns }) => addOns)) takers.give(addOn, reference);
      return cluster ? [cluster, ...nodeGroupsFrom(blueprints, cluster)] : [];
    });
    return { clusters, takers };
  }

  #stacks(): readonly Site[] {
    const stacks = this.#creations.filter(({ made }) => isStackName(made.name));
    return stacks.map(({ node, made }) => ({ blueprints: [directBlueprint(made)], place: placeOfStack(node, made) }));
  }

  #siteOf({ node, builders, place }: Use, accepted: ReadonlySet<string>): Site {
    const blueprints = builders.map((walks) => builtBlueprint(this.#evaluator, walks, node, this.#steps));
    const { span } = accepted.has(place.span.path) ? place : placeOfBuilder(oldest(builders[0]));
    return { blueprints, place: { ...place, span } };
  }

  /** Builders that nobody is seen to use. */
  #unused(): readonly Site[] {
    const used = new Set(this.#uses.flatMap(({ builders }) => builders.flatMap(([{ lineage }]) => lineage.map(({ node }) => node))));
    const unused = [...this.#builders].filter(([node]) => !used.has(node));
    return unused.map(([, walks]) => ({
      blueprints: [builtBlueprint(this.#evaluator, walks, undefined, this.#steps)],
      place: placeOfBuilder(oldest(walks)),
    }));
  }

  /** Files without a word of the package may still use a builder. */
  #declareOthers(accepted: ReadonlySet<string>): void {
    const { program } = this.#evaluator;
    const [from] = accepted;
    if (from === undefined) return;
    for (const path of new Set(USES.flatMap((word) => program.mentions(word, from)))) {
      const file = program.file(path);
      if (file) this.declare(file);
    }
  }
}
