/** The fixes of kubectl layers: one missing, one of the wrong minor. Each is complete or not offered. */
import type { ClusterView } from '../../inventory/inventory.ts';
import type { KubectlLayer, KubectlUse } from '../../model/fact.ts';
import type { Edit, Fix } from '../../model/finding.ts';
import { insertInto } from '../../model/slot.ts';
import { type Known, knowns, single } from '../../model/value.ts';
import type { RuleContext } from '../rule.ts';
import { declarationsIn, declarePackage, isDeclared } from './cdk-packages.ts';
import { allEdits, rewrite } from './edits.ts';
import { type FittingLayer, rangeOf, usedLayer } from './kubectl-layer.ts';

/** Import, property and dependency, or nothing. */
export function addLayer(view: ClusterView, kubectl: KubectlUse, layer: FittingLayer, context: RuleContext): Fix | undefined {
  const dependency = declarePackage(view.packages, layer.packageName, rangeOf(layer));
  if (kubectl.property === undefined || dependency === undefined) return undefined;
  const { quote, scope, freeId } = kubectl;
  const statement = `import { ${layer.className} } from ${quote}${layer.packageName}${quote};`;
  const property = `kubectlLayer: new ${layer.className}(${scope}, ${quote}${freeId}${quote})`;
  const isImported = importsOf(view, layer.packageName, context).some(({ uses }) => uses.length > 0);
  const imports = isImported ? [] : [insertInto(kubectl.importStatement, statement)];
  return {
    title: `Add the kubectl layer for ${layer.clusterVersion}`,
    disposition: 'safe',
    edits: [...imports, insertInto(kubectl.property, property), ...dependency],
  };
}

/** The layers of a package that clusters of the same file use. One whose class is named nowhere else has another name in the file. */
function importsOf({ cluster }: ClusterView, packageName: string, { clusters }: RuleContext): readonly KubectlLayer[] {
  const neighbours = clusters.filter((other) => other.cluster.span.path === cluster.span.path);
  return neighbours.flatMap((other) => usedLayer(other) ?? []).filter((layer) => layer.packageName.value === packageName);
}

/** The class in its import and wherever it is used, the package in the import and in the manifest: all or nothing. */
export function replaceLayer(view: ClusterView, layer: KubectlLayer, next: FittingLayer, context: RuleContext): Fix | undefined {
  const version = single(layer.version);
  if (version === undefined || version.notation === 'composed' || sharesImport(view, version, context)) return undefined;
  if (importsOf(view, next.packageName, context).length > 0) return undefined;
  const manifest = manifestEdits(view, version, layer.packageName.value, next, context);
  const imported = rewrite(layer.packageName, next.packageName);
  const uses = [version.span, ...layer.uses].map((span): Edit => ({ span, newText: next.className }));
  const edits = manifest && allEdits([...uses, imported, ...manifest]);
  return edits && { title: `Use the kubectl layer for ${next.clusterVersion}`, disposition: 'unsafe', edits };
}

/** Whether a cluster of another version, or one that cannot be read, uses the class by the same import. */
function sharesImport(view: ClusterView, version: Known<string>, { clusters }: RuleContext): boolean {
  const own = single(view.cluster.version)?.value;
  return clusters.some((other) => usesImport(other, version) && (own === undefined || single(other.cluster.version)?.value !== own));
}

function usesImport(view: ClusterView, { span }: Known<string>): boolean {
  return knowns(usedLayer(view)?.version).some((theirs) => theirs.span.path === span.path && theirs.span.start === span.start);
}

/** Renames the dependency; where another program still needs the old one, or none is declared, adds the new one. */
function manifestEdits(
  { packages }: ClusterView,
  version: Known<string>,
  old: string,
  next: FittingLayer,
  { clusters }: RuleContext,
): readonly (Edit | undefined)[] | undefined {
  const declaring = packages.manifests.filter((manifest) => declarationsIn(manifest, old).length > 0);
  const isStillNeeded = clusters.some((other) => usedLayer(other)?.packageName.value === old && !usesImport(other, version));
  if (isDeclared(packages, next.packageName) || declaring.length === 0 || isStillNeeded) {
    return declarePackage(packages, next.packageName, rangeOf(next));
  }
  if (declaring.some(({ generatedBy }) => generatedBy !== undefined)) return undefined;
  const declared = declaring.flatMap((manifest) => declarationsIn(manifest, old));
  return declared.flatMap(({ name, range }) => [rewrite(name, next.packageName), rewrite(range, rangeOf(next))]);
}
