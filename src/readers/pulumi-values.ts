/** What Pulumi adds to the language: outputs that stand for what is written elsewhere, and the configuration of stacks. */
import { parseNotation } from '../model/notation.ts';
import type { Known } from '../model/value.ts';
import { type ConfigAnswer, type ConfigQuestion, type PulumiConfig } from './pulumi-config.ts';
import { pulumiType } from './pulumi-types.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import type { Place } from './syntax/places.ts';
import { spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, type Clusters, onlyPlace, subjectOf } from './typescript-objects.ts';

type SameAs = { readonly kind: 'same-as' } & Place;
type Meaning = SameAs | Known<string> | readonly ConfigAnswer[] | undefined;

/** What the special readings need of a program. */
export interface PulumiKnowledge {
  readonly clusters: Clusters;
  readonly config: PulumiConfig;
}

/** What Pulumi knows of an expression. */
export function meaningOf(node: ts.Expression, at: Evaluator, knowledge: PulumiKnowledge): Meaning {
  if (ts.isTaggedTemplateExpression(node)) return interpolated(node, at);
  if (ts.isCallExpression(node)) return wrapped(node, at) ?? configured(node, [], at, knowledge.config);
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  return member(node, at) ?? argumentBehind(node, at, knowledge.clusters) ?? askedFor(node, at) ?? insideConfig(node, at, knowledge.config);
}

const MEMBER = /^@pulumi\/eks:(?:types\.enums\.)?(?<owner>AmiType|OperatingSystem)\.(?<name>\w+)$/;

/** `eks.AmiType.AL2X86_64` and `eks.OperatingSystem.AL2` of `@pulumi/eks`. */
function member(node: ts.PropertyAccessExpression, at: Evaluator): Known<string> | undefined {
  const of = at.qualify(node);
  const groups = of && MEMBER.exec(pulumiType(of))?.groups;
  const { owner, name } = groups ?? {};
  // a name that stands for the member is followed to the place where the member is named
  if (name === undefined || name !== node.name.text) return undefined;
  const notation = owner === 'AmiType' ? 'pulumi-ami-type-member' : 'text';
  const value = parseNotation(notation, name);
  return typeof value === 'string' ? { kind: 'known', value, span: spanOf(node.name), notation, via: [] } : undefined;
}

function sameAs(place: Place): SameAs {
  return { ...place, kind: 'same-as' };
}

/** The template of `pulumi.interpolate`. */
function interpolated(node: ts.TaggedTemplateExpression, at: Evaluator): SameAs | undefined {
  const of = at.qualify(node.tag);
  return of && pulumiType(of) === '@pulumi/pulumi:interpolate' ? sameAs(at.place(node.template)) : undefined;
}

/** Functions of `@pulumi/pulumi` whose result is their argument, in time. */
const WRAPPERS: ReadonlySet<string> = new Set(['@pulumi/pulumi:output', '@pulumi/pulumi:secret', '@pulumi/pulumi:unsecret']);

function wrapped(node: ts.CallExpression, at: Evaluator): SameAs | undefined {
  const of = at.qualify(node.expression);
  const [argument] = node.arguments;
  return of && WRAPPERS.has(pulumiType(of)) && argument ? sameAs(at.place(argument)) : undefined;
}

/** `cluster.version`, also through the component's `core.cluster` and `eksCluster`, is what the cluster's own arguments say. */
function argumentBehind(node: ts.PropertyAccessExpression, at: Evaluator, clusters: Clusters): SameAs | undefined {
  if (node.name.text !== 'version') return undefined;
  const origin = at.origin(node.expression);
  if (!origin || !clusters.has(origin)) return undefined;
  const version = subjectOf(argumentsOf(at, origin.arguments?.[1]).field('version'));
  return version && sameAs(version);
}

const LOOKUPS: ReadonlySet<string> = new Set(['@pulumi/aws:eks.getAddonVersion', '@pulumi/aws:eks.getAddonVersionOutput']);
const MAX_STEPS = 12;

/** The call of `aws.eks.getAddonVersion` that an expression is made from: then EKS picks the version. */
export function addonLookup(expression: ts.Expression, at: Evaluator, steps = 0): ts.CallExpression | undefined {
  const node = steps < MAX_STEPS ? onlyPlace(at, expression)?.node : undefined;
  if (!node) return undefined;
  if (ts.isPropertyAccessExpression(node)) return addonLookup(node.expression, at, steps + 1);
  if (!ts.isCallExpression(node)) return undefined;
  const of = at.qualify(node.expression);
  if (of && LOOKUPS.has(pulumiType(of))) return node;
  return ts.isPropertyAccessExpression(node.expression) ? addonLookup(node.expression.expression, at, steps + 1) : undefined;
}

/** `addonName` of a lookup's result is what the lookup was asked for. */
function askedFor(node: ts.PropertyAccessExpression, at: Evaluator): SameAs | undefined {
  const lookup = node.name.text === 'addonName' ? addonLookup(node.expression, at) : undefined;
  const name = subjectOf(argumentsOf(at, lookup?.arguments[0]).field('addonName'));
  return name && sameAs(name);
}

/** https://www.pulumi.com/docs/reference/pkg/nodejs/pulumi/pulumi/classes/Config.html */
const CONFIG_METHOD = /^(?<verb>get|require)(?:Secret)?(?<kind>Boolean|Number|Object)?$/;

/** `config.get("k8sVersion")`, `config.requireObject("addons")` with the keys that follow it. */
function configured(
  node: ts.CallExpression,
  inside: readonly string[],
  at: Evaluator,
  config: PulumiConfig,
): readonly ConfigAnswer[] | undefined {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const method = CONFIG_METHOD.exec(node.expression.name.text)?.groups;
  const [argument] = node.arguments;
  if (!method || !argument || (method['kind'] === 'Object') !== inside.length > 0) return undefined;
  const owner = at.origin(node.expression.expression);
  const of = owner && at.qualify(owner.expression);
  if (!of || pulumiType(of) !== '@pulumi/pulumi:Config') return undefined;
  const key = at.evaluate(argument);
  const namespace = owner.arguments?.[0] && at.evaluate(owner.arguments[0]);
  if (key.kind !== 'known' || (namespace && namespace.kind !== 'known')) return undefined;
  const question: ConfigQuestion = {
    namespace: namespace && String(namespace.value),
    keys: [String(key.value), ...inside],
    path: node.getSourceFile().fileName,
    span: spanOf(node),
    isRequired: method['verb'] === 'require' && inside.length === 0,
  };
  const answers = config.answers(question);
  return answers.length === 0 ? undefined : answers;
}

/** `config.requireObject("addons").coredns.version`, also where the object has a name of its own. */
function insideConfig(node: ts.PropertyAccessExpression, at: Evaluator, config: PulumiConfig): readonly ConfigAnswer[] | undefined {
  const keys: string[] = [];
  let owner: ts.Expression | undefined = node;
  for (let step = 0; step < MAX_STEPS && owner; step += 1) {
    if (ts.isCallExpression(owner)) return configured(owner, keys, at, config);
    if (ts.isPropertyAccessExpression(owner)) {
      keys.unshift(owner.name.text);
      owner = owner.expression;
    }
    if (!ts.isPropertyAccessExpression(owner)) owner = onlyPlace(at, owner)?.node;
  }
  return undefined;
}
