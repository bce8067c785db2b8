/** The facts of the Pulumi programs of one state of a repository. */
import type { AddonFact, Fact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { autoscalerImages } from './autoscaler-images.ts';
import { readBinding } from './pulumi-bindings.ts';
import { readBuiltInAddons, readCluster } from './pulumi-clusters.ts';
import { PulumiReferences } from './pulumi-references.ts';
import { displayType, isAddonType, isClusterType, isComponent, isResource, type PulumiType, pulumiType } from './pulumi-types.ts';
import { addonLookup, sameAs } from './pulumi-values.ts';
import type { Project, Reading } from './reader.ts';
import { creationsIn } from './syntax/creations.ts';
import { Evaluator } from './syntax/evaluator.ts';
import type { Program } from './syntax/program.ts';
import type { ts } from './syntax/typescript.ts';
import { argumentsOf, constructorSpan, titled, writtenName } from './typescript-objects.ts';
import { type FrameworkReader, readPrograms } from './typescript-programs.ts';

/** Reads all accepted files together. */
export function readPulumiPrograms(files: readonly SourceText[], project: Project): Reading {
  return readPrograms(files, project, (program) => new PulumiProgram(program));
}

class PulumiProgram implements FrameworkReader {
  readonly #evaluator: Evaluator;
  readonly #clusters = new Map<ts.NewExpression, string>();
  readonly #references: PulumiReferences;

  constructor(program: Program) {
    this.#evaluator = new Evaluator(program, (node) => sameAs(node, this.#evaluator, this.#clusters));
    this.#references = new PulumiReferences(this.#evaluator, this.#clusters);
  }

  declare(file: ts.SourceFile): void {
    for (const { node, type } of resourcesIn(file)) {
      if (isClusterType(type)) this.#clusters.set(node, `${file.fileName}#${node.getStart()}`);
    }
  }

  read(file: ts.SourceFile): readonly Fact[] {
    const facts = resourcesIn(file).flatMap(({ node, type }) => this.#factsOf(node, type));
    const images = autoscalerImages(file, 'pulumi-typescript', this.#evaluator, (node) => this.#references.around(node));
    return [...facts, ...images];
  }

  #factsOf(node: ts.NewExpression, type: PulumiType): readonly Fact[] {
    const facts: Fact[] = [];
    if (isClusterType(type)) {
      const cluster = readCluster(node, type, this.#clusters.get(node) ?? '', this.#evaluator);
      facts.push(cluster, ...(isComponent(type) ? readBuiltInAddons(node, cluster, this.#evaluator) : []));
    }
    if (isAddonType(type)) facts.push(this.#readAddon(node, type));
    const binding = isResource(type) ? readBinding(node, type) : undefined;
    return binding ? [...facts, binding] : facts;
  }

  #readAddon(node: ts.NewExpression, type: PulumiType): AddonFact {
    const options = argumentsOf(this.#evaluator, node.arguments?.[1]);
    const span = constructorSpan(node);
    const version = options.field('addonVersion');
    const isLookedUp = version.state === 'given' && addonLookup(version.node, this.#evaluator) !== undefined;
    const addonName: Value<string> = options.text('addonName') ?? { kind: 'unknown', reason: 'it has no `addonName`', span };
    return {
      kind: 'addon',
      dialect: 'pulumi-typescript',
      span,
      resource: titled(displayType(type), addonName.kind === 'known' ? addonName.value : writtenName(node.arguments?.[0])),
      cluster: this.#references.ofAddon(node),
      addonName,
      addonVersion: isLookedUp ? undefined : options.text('addonVersion'),
    };
  }
}

function resourcesIn(file: ts.SourceFile): readonly { readonly node: ts.NewExpression; readonly type: PulumiType }[] {
  return creationsIn(file).map(({ node, of }) => ({ node, type: pulumiType(of) }));
}
