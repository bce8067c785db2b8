/** Add-ons as programs create them: one by one, in a loop over a list, by a function that several places call. */
import type { AddonFact, ClusterRef, Dialect } from '../model/fact.ts';
import { type Known, knowns, unknowns, type Value } from '../model/value.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import type { ts } from './syntax/typescript.ts';
import { argumentsOf, constructorSpan, subjectOf, titled, writtenName } from './typescript-objects.ts';

/** A constructor that makes an add-on, and how its framework writes one. */
export interface AddonSource {
  readonly node: ts.NewExpression;
  readonly dialect: Dialect;
  /** `aws.eks.Addon`. */
  readonly type: string;
  /** The name that the program gives the resource. */
  readonly written: ts.Expression | undefined;
  /** Its arguments object, and who reads it in the calls that lead there. */
  readonly optionsAt: (at: Evaluator) => { readonly options: ts.Expression | undefined; readonly at: Evaluator };
  readonly clusterOf: (at: Evaluator) => ClusterRef;
  /** The version is what a lookup gives: EKS picks it. */
  readonly isLookedUp: (version: ts.Expression, at: Evaluator) => boolean;
}

/** One fact for each add-on: where one constructor makes several, they are told apart by name. */
export function readAddons(source: AddonSource, evaluator: Evaluator): readonly AddonFact[] {
  const whole = readAddon(source, evaluator);
  if (whole.addonName.kind === 'known') return [whole];
  const byName = new Map<string, AddonFact[]>();
  for (const { at } of evaluator.situations(source.node)) {
    const fact = readAddon(source, at);
    if (fact.addonName.kind !== 'known') return [whole];
    const name = fact.addonName.value;
    byName.set(name, [...(byName.get(name) ?? []), fact]);
  }
  return [...byName.values()].flatMap((facts) => merged(facts, whole));
}

function readAddon(source: AddonSource, reached: Evaluator): AddonFact {
  const { options: given, at } = source.optionsAt(reached);
  const options = argumentsOf(at, given);
  const span = constructorSpan(source.node);
  const addonName: Value<string> = options.text('addonName') ?? { kind: 'unknown', reason: 'it has no `addonName`', span };
  const version = options.field('addonVersion');
  const subject = subjectOf(version);
  return {
    kind: 'addon',
    dialect: source.dialect,
    span,
    resource: titled(source.type, addonName.kind === 'known' ? addonName.value : writtenName(source.written)),
    cluster: source.clusterOf(reached),
    addonName,
    addonVersion: subject && source.isLookedUp(subject.node, at) ? undefined : at.text(version),
  };
}

/** The same add-on, reached in several ways: of several clusters, or with several versions. */
function merged(facts: readonly AddonFact[], whole: AddonFact): readonly AddonFact[] {
  const [first, ...others] = facts;
  if (!first || others.length === 0) return facts;
  const isOneCluster = others.every(({ cluster }) => JSON.stringify(cluster) === JSON.stringify(first.cluster));
  const cluster: ClusterRef = isOneCluster ? first.cluster : { kind: 'unknown', reason: 'it depends on the call that leads here' };
  return [{ ...first, cluster, addonVersion: versionOf(facts, whole) }];
}

/** One version where all have the same; else those alternatives of the whole that occur here, under the names that they have there. */
function versionOf(facts: readonly AddonFact[], whole: AddonFact): Value<string> | undefined {
  const versions = facts.map(({ addonVersion }) => addonVersion);
  const [first] = versions;
  if (first?.kind === 'known' && versions.every((version) => version?.kind === 'known' && isSame(version, first))) return first;
  const occurring = versions.flatMap((version) => knowns(version));
  const alternatives = knowns(whole.addonVersion).filter((known) => occurring.some((other) => isSame(other, known)));
  const unread = versions.flatMap((version) => unknowns(version));
  return alternatives.length + unread.length === 0 ? undefined : { kind: 'one-of', alternatives, unread };
}

function isSame(a: Known<string>, b: Known<string>): boolean {
  return a.value === b.value && a.span.path === b.span.path && a.span.start === b.span.start;
}
