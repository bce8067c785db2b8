/** The facts of the CDK programs of one state of a repository. */
import type { AddonFact, Fact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { autoscalerImages } from './autoscaler-images.ts';
import { hasNoLayer, readCluster } from './cdk-clusters.ts';
import { type EksConstruct, eksConstruct, isAddonConstruct, isClusterConstruct } from './cdk-names.ts';
import { overridden, overridesIn } from './cdk-overrides.ts';
import { CdkReferences } from './cdk-references.ts';
import { meaningOf } from './cdk-values.ts';
import type { Project, Reading } from './reader.ts';
import { creationsIn } from './syntax/creations.ts';
import { Evaluator } from './syntax/evaluator.ts';
import type { Program } from './syntax/program.ts';
import type { ts } from './syntax/typescript.ts';
import { argumentsOf, constructorSpan, titled, writtenName } from './typescript-objects.ts';
import { type FrameworkReader, readPrograms } from './typescript-programs.ts';

/** Reads all accepted files together. */
export function readCdkPrograms(files: readonly SourceText[], project: Project): Reading {
  return readPrograms(files, project, (program) => new CdkProgram(program));
}

class CdkProgram implements FrameworkReader {
  readonly #evaluator: Evaluator;
  readonly #clusters = new Map<ts.NewExpression, string>();
  readonly #references: CdkReferences;

  constructor(program: Program) {
    this.#evaluator = new Evaluator(program, (node) => meaningOf(node, this.#evaluator, this.#clusters));
    this.#references = new CdkReferences(this.#evaluator, this.#clusters);
  }

  declare(file: ts.SourceFile): void {
    for (const { node, construct } of constructsIn(file)) {
      if (isClusterConstruct(construct)) this.#clusters.set(node, `${file.fileName}#${node.getStart()}`);
    }
  }

  read(file: ts.SourceFile): readonly Fact[] {
    const facts: Fact[] = [];
    const overrides = overridesIn(file, this.#evaluator, this.#clusters);
    let layerlessBefore = 0;
    for (const { node, construct } of constructsIn(file)) {
      if (isAddonConstruct(construct)) facts.push(this.#readAddon(node, construct));
      if (!isClusterConstruct(construct)) continue;
      const cluster = readCluster({ node, construct, id: this.#clusters.get(node) ?? '', layerlessBefore }, this.#evaluator);
      facts.push(
        overridden(
          cluster,
          overrides.filter((override) => override.cluster === node),
        ),
      );
      if (hasNoLayer(node, construct, this.#evaluator)) layerlessBefore += 1;
    }
    return [...facts, ...autoscalerImages(file, 'cdk-typescript', this.#evaluator, (node) => this.#references.around(node))];
  }

  #readAddon(node: ts.NewExpression, construct: EksConstruct): AddonFact {
    const options = argumentsOf(this.#evaluator, node.arguments?.[2]);
    const span = constructorSpan(node);
    const addonName: Value<string> = options.text('addonName') ?? { kind: 'unknown', reason: 'it has no `addonName`', span };
    return {
      kind: 'addon',
      dialect: 'cdk-typescript',
      span,
      resource: titled(`eks.${construct.name}`, addonName.kind === 'known' ? addonName.value : writtenName(node.arguments?.[1])),
      cluster: this.#references.ofConstruct(node),
      addonName,
      addonVersion: options.text('addonVersion'),
    };
  }
}

function constructsIn(file: ts.SourceFile): readonly { readonly node: ts.NewExpression; readonly construct: EksConstruct }[] {
  return creationsIn(file).flatMap(({ node, of }) => {
    const construct = eksConstruct(of);
    return construct ? [{ node, construct }] : [];
  });
}
