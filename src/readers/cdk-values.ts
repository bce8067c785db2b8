/** What CDK adds to the language: the constants and objects of `KubernetesVersion`, the members of its enums. */
import { parseNotation } from '../model/notation.ts';
import type { Known, Unknown, Value } from '../model/value.ts';
import { givenTo } from './cdk-constructs.ts';
import { instanceTypeOf, instanceTypeOfCall } from './cdk-instance-types.ts';
import { eksName } from './cdk-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import type { Place } from './syntax/places.ts';
import { bare, spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, type Clusters, subjectOf } from './typescript-objects.ts';

type Answer = Known<string> | Unknown;
type Meaning = Answer | readonly Answer[] | ({ readonly kind: 'same-as' } & Place) | undefined;

/** What CDK knows of an expression. */
export function meaningOf(node: ts.Expression, at: Evaluator, clusters: Clusters): Meaning {
  if (ts.isPropertyAccessExpression(node)) return member(node, at) ?? versionOf(node, at, clusters);
  if (ts.isElementAccessExpression(node)) return keyed(node, at);
  if (ts.isNewExpression(node)) {
    const type = instanceTypeOf(node, at);
    return type && { ...type, kind: 'same-as' };
  }
  return ts.isCallExpression(node) ? (ofCall(node, at) ?? instanceTypeCalled(node, at)) : undefined;
}

/** Only its processor counts, so that nothing may be written there. */
function instanceTypeCalled(node: ts.CallExpression, at: Evaluator): Known<string> | undefined {
  const value = instanceTypeOfCall(node, at);
  return value === undefined ? undefined : { kind: 'known', value, span: spanOf(node), notation: 'composed', via: [] };
}

/** `KubernetesVersion.V1_34`, `DefaultCapacityType.NODEGROUP`. */
function member(node: ts.PropertyAccessExpression, at: Evaluator): Answer | undefined {
  const [owner, name, ...rest] = eksName(at.qualify(node))?.path ?? [];
  // a name that stands for the constant is followed to the place where the constant is named
  if (name !== node.name.text || rest.length > 0) return undefined;
  const span = spanOf(node.name);
  if (owner === 'DefaultCapacityType') return { kind: 'known', value: name, span, notation: 'text', via: [] };
  const notation = owner === 'NodegroupAmiType' ? 'ami-type-member' : 'kubernetes-version-member';
  if (owner !== 'KubernetesVersion' && owner !== 'NodegroupAmiType') return undefined;
  const value = parseNotation(notation, name);
  return typeof value === 'string' ? { kind: 'known', value, span, notation, via: [] } : undefined;
}

/** `KubernetesVersion['V1_34']`, `KubernetesVersion[key]`. */
function keyed(node: ts.ElementAccessExpression, at: Evaluator): readonly Answer[] | undefined {
  if (!isVersionClass(node.expression, at)) return undefined;
  const key: Value<string | number | boolean> = at.evaluate(node.argumentExpression);
  if (key.kind === 'unknown') return [key];
  const all = key.kind === 'known' ? [key] : [...key.alternatives, ...key.unread];
  return all.map((item) => (item.kind === 'known' ? constantNamed(item) : item));
}

function constantNamed(key: Known<string | number | boolean>): Answer {
  const value = parseNotation('kubernetes-version-key', String(key.value));
  if (typeof value !== 'string') return { kind: 'unknown', reason: '`KubernetesVersion` has no constant of that name', span: key.span };
  return { ...key, value, notation: key.notation === 'text' ? 'kubernetes-version-key' : 'composed' };
}

/** `KubernetesVersion.of('1.34')` is decided by its argument. */
function ofCall(node: ts.CallExpression, at: Evaluator): Meaning {
  const [argument] = node.arguments;
  if (!argument || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'of') return undefined;
  return isVersionClass(node.expression.expression, at) ? { ...at.place(argument), kind: 'same-as' } : undefined;
}

/** `.version` of a `KubernetesVersion` is its text; of a `CfnCluster` its argument. */
function versionOf(node: ts.PropertyAccessExpression, at: Evaluator, clusters: Clusters): Meaning {
  if (node.name.text !== 'version') return undefined;
  const targets = at.resolve(node.expression);
  if (targets.some((target) => target.kind === 'expression' && isVersionObject(target.node, target, at))) {
    return { ...at.place(node.expression), kind: 'same-as' };
  }
  const origin = at.origin(node.expression);
  if (!origin || !clusters.has(origin)) return undefined;
  const { call, at: inside } = givenTo(origin, at);
  const version = subjectOf(argumentsOf(inside, call.arguments?.[2]).field('version'));
  return version && { ...version, kind: 'same-as' };
}

function isVersionObject(expression: ts.Expression, place: Place, at: Evaluator): boolean {
  const node = bare(expression);
  if (place.made?.kind === 'external') {
    const path = eksName(place.made)?.path ?? [];
    return path.length === 2 && path[0] === 'KubernetesVersion';
  }
  if (ts.isElementAccessExpression(node)) return isVersionClass(node.expression, at);
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isVersionClass(node.expression.expression, at);
}

function isVersionClass(expression: ts.Expression, at: Evaluator): boolean {
  const path = eksName(at.qualify(expression))?.path ?? [];
  return path.length === 1 && path[0] === 'KubernetesVersion';
}
