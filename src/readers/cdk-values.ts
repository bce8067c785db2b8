/** What CDK adds to the language: the constants and objects of `KubernetesVersion`, the members of its enums. */
import type { Known, Unknown } from '../model/value.ts';
import { parseNotation } from '../model/notation.ts';
import { eksName } from './cdk-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { bare, insideQuotes, spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf } from './typescript-objects.ts';

type Meaning = Known<string> | Unknown | { readonly kind: 'same-as'; readonly node: ts.Expression } | undefined;

/** What CDK knows of an expression. */
export function meaningOf(node: ts.Expression, evaluator: Evaluator, clusters: ReadonlyMap<ts.NewExpression, string>): Meaning {
  if (ts.isPropertyAccessExpression(node)) return member(node, evaluator) ?? versionOf(node, evaluator, clusters);
  if (ts.isElementAccessExpression(node)) return keyed(node, evaluator);
  return ts.isCallExpression(node) ? ofCall(node, evaluator) : undefined;
}

/** `KubernetesVersion.V1_34`, `DefaultCapacityType.NODEGROUP`. */
function member(node: ts.PropertyAccessExpression, evaluator: Evaluator): Meaning {
  const [owner, name, ...rest] = eksName(evaluator.qualify(node))?.path ?? [];
  if (name === undefined || rest.length > 0) return undefined;
  const span = spanOf(node.name);
  if (owner === 'DefaultCapacityType') return { kind: 'known', value: name, span, notation: 'text', via: [] };
  if (owner !== 'KubernetesVersion') return undefined;
  const value = parseNotation('kubernetes-version-member', name);
  return typeof value === 'string' ? { kind: 'known', value, span, notation: 'kubernetes-version-member', via: [] } : undefined;
}

/** `KubernetesVersion['V1_34']`, `KubernetesVersion[key]`. */
function keyed(node: ts.ElementAccessExpression, evaluator: Evaluator): Meaning {
  const path = eksName(evaluator.qualify(node.expression))?.path ?? [];
  if (path.length !== 1 || path[0] !== 'KubernetesVersion') return undefined;
  const argument = bare(node.argumentExpression);
  if (ts.isStringLiteralLike(argument))
    return constantNamed({ value: argument.text, span: insideQuotes(argument), via: [], notation: 'text' });
  const key = evaluator.evaluate(argument);
  if (key.kind === 'known') return constantNamed({ ...key, via: [...key.via, { span: spanOf(node), note: node.getText() }] });
  if (key.kind === 'unknown') return key;
  return { kind: 'unknown', reason: 'it depends on which constant is meant', span: spanOf(node) };
}

function constantNamed({ value: name, span, via, notation, when }: Omit<Known<string | number | boolean>, 'kind'>): Meaning {
  const value = parseNotation('kubernetes-version-key', String(name));
  if (typeof value !== 'string') return { kind: 'unknown', reason: '`KubernetesVersion` has no constant of that name', span };
  const written = notation === 'text' ? 'kubernetes-version-key' : 'composed';
  return { kind: 'known', value, span, notation: written, via, ...(when === undefined ? {} : { when }) };
}

/** `KubernetesVersion.of('1.34')` is decided by its argument. */
function ofCall(node: ts.CallExpression, evaluator: Evaluator): Meaning {
  const path = eksName(evaluator.qualify(node.expression))?.path ?? [];
  const [argument] = node.arguments;
  return path.join('.') === 'KubernetesVersion.of' && argument ? { kind: 'same-as', node: argument } : undefined;
}

/** `.version` of a `KubernetesVersion` is its text; of a `CfnCluster` its argument. */
function versionOf(node: ts.PropertyAccessExpression, evaluator: Evaluator, clusters: ReadonlyMap<ts.NewExpression, string>): Meaning {
  if (node.name.text !== 'version') return undefined;
  if (evaluator.resolve(node.expression).some((target) => target.kind === 'expression' && isVersionObject(target.node, evaluator))) {
    return { kind: 'same-as', node: node.expression };
  }
  const origin = evaluator.origin(node.expression);
  if (!origin || !clusters.has(origin)) return undefined;
  const version = argumentsOf(evaluator, origin.arguments?.[2]).field('version');
  return version.state === 'given' ? { kind: 'same-as', node: version.node } : undefined;
}

function isVersionObject(expression: ts.Expression, evaluator: Evaluator): boolean {
  const node = bare(expression);
  if (ts.isElementAccessExpression(node)) return eksName(evaluator.qualify(node.expression))?.path.join('.') === 'KubernetesVersion';
  const named = ts.isCallExpression(node) ? node.expression : node;
  const path = eksName(evaluator.qualify(named))?.path ?? [];
  return path.length === 2 && path[0] === 'KubernetesVersion';
}
