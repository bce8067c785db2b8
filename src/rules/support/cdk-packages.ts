/** The npm packages around a CDK program: which aws-cdk-lib it has, and where a package is declared. */
import { compare, gte, intersects, minVersion, satisfies, valid, validRange } from 'semver';
import type { PackageView } from '../../inventory/inventory.ts';
import type { Dependency, PackageFact } from '../../model/fact.ts';
import type { Edit } from '../../model/finding.ts';
import { insertInto } from '../../model/slot.ts';

const CDK = 'aws-cdk-lib';

/**
 * The version of aws-cdk-lib: the locked one, else the lowest that the declared range lets in; `undefined` where neither says
 * one. aws-cdk-lib begins at 2.0.0, so `*` says nothing.
 */
export function cdkVersion(packages: PackageView): string | undefined {
  const locked = packages.lock?.versions.get(CDK);
  if (locked !== undefined) return valid(locked) ?? undefined;
  return cdkRanges(packages)
    .flatMap((range) => minVersion(range)?.version ?? [])
    .filter((version) => gte(version, '2.0.0'))
    .toSorted(compare)
    .at(-1);
}

/** Whether aws-cdk-lib is certainly not in `range`: locked outside it, or declared so that nothing inside could be installed. */
export function cdkIsOutside(packages: PackageView, range: string): boolean {
  const locked = packages.lock?.versions.get(CDK);
  if (locked !== undefined) return valid(locked) !== null && !satisfies(locked, range);
  return cdkRanges(packages).some((declared) => !intersects(declared, range));
}

function cdkRanges(packages: PackageView): readonly string[] {
  const declared = packages.manifests.map((manifest) => declarationsIn(manifest, CDK)).find((found) => found.length > 0) ?? [];
  return declared.map(({ range }) => range.value).filter((range) => validRange(range) !== null);
}

/** Where a manifest declares a package; more than once where it is both a peer and a development dependency. */
export function declarationsIn(manifest: PackageFact, packageName: string): readonly Dependency[] {
  return manifest.dependencies.filter(({ name }) => name.value === packageName);
}

/** Whether the package is declared in a manifest above the program, or installed by the lock file. */
export function isDeclared({ manifests, lock }: PackageView, packageName: string): boolean {
  return lock?.versions.has(packageName) === true || manifests.some((manifest) => declarationsIn(manifest, packageName).length > 0);
}

/** The manifest that a new package belongs in: the one that declares aws-cdk-lib, else the nearest. */
function homeOf({ manifests }: PackageView): PackageFact | undefined {
  return manifests.find((manifest) => declarationsIn(manifest, CDK).length > 0) ?? manifests[0];
}

/**
 * The edits that declare a package: none where that is done or the repository has no manifest, `undefined` where the manifest
 * cannot be edited (another tool writes it).
 */
export function declarePackage(packages: PackageView, packageName: string, range: string): readonly Edit[] | undefined {
  const home = homeOf(packages);
  if (home === undefined || isDeclared(packages, packageName)) return [];
  if (home.generatedBy !== undefined || home.dependencySlot === undefined) return undefined;
  return [insertInto(home.dependencySlot, `${JSON.stringify(packageName)}: ${JSON.stringify(range)}`)];
}

/** What a person has to do for a package that is not declared yet, as a sentence with a leading space. */
export function installHint(packages: PackageView, packageName: string): string {
  const home = homeOf(packages);
  if (home === undefined || isDeclared(packages, packageName)) return '';
  if (home.generatedBy === undefined) return ' Refresh the lock file with the package manager afterwards.';
  const source = home.generatedBy === 'projen' ? ' (`.projenrc.ts`)' : '';
  return ` ${home.generatedBy} writes \`package.json\` here, so declare the package in its configuration${source}.`;
}
