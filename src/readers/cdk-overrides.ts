/** Escape hatches of CDK: properties of the template that a program sets past the construct. */
import type { ClusterFact } from '../model/fact.ts';
import type { Unknown } from '../model/value.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { descendants, spanOf, ts } from './syntax/typescript.ts';
import type { Clusters } from './typescript-objects.ts';

/** https://docs.aws.amazon.com/cdk/v2/guide/cfn-layer.html */
const HATCHES: ReadonlySet<string> = new Set(['addPropertyOverride', 'addPropertyDeletionOverride', 'addOverride', 'addDeletionOverride']);
const ABOUT_VERSION = /(?:^|\.)version$/i;
const ABOUT_AUTO_MODE = /computeConfig|elasticLoadBalancing|blockStorage|storageConfig/i;

export interface Override {
  readonly cluster: ts.NewExpression;
  /** `Properties.ComputeConfig.Enabled`; `undefined` where it is computed. */
  readonly path: string | undefined;
  readonly call: ts.CallExpression;
}

/** Every override of a file that leads to one of the clusters. */
export function overridesIn(file: ts.SourceFile, evaluator: Evaluator, clusters: Clusters): readonly Override[] {
  if (![...HATCHES].some((name) => file.text.includes(name))) return [];
  return [...descendants(file)].flatMap((node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || !HATCHES.has(node.expression.name.text)) return [];
    const cluster = evaluator.origin(node.expression.expression);
    const path = node.arguments[0] && evaluator.evaluate(node.arguments[0]);
    if (!cluster || !clusters.has(cluster)) return [];
    return [{ cluster, path: path?.kind === 'known' ? String(path.value) : undefined, call: node }];
  });
}

/** The same cluster, with what its overrides may have changed unknown. */
export function overridden(fact: ClusterFact, overrides: readonly Override[]): ClusterFact {
  const version = overrides.find(({ path }) => path === undefined || ABOUT_VERSION.test(path));
  const autoMode = overrides.find(({ path }) => path === undefined || ABOUT_AUTO_MODE.test(path));
  return {
    ...fact,
    ...(version ? { version: setElsewhere(version) } : {}),
    ...(autoMode ? { autoMode: setElsewhere(autoMode) } : {}),
  };
}

function setElsewhere({ call }: Override): Unknown {
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : 'an override';
  return { kind: 'unknown', reason: `\`${name}\` sets it`, span: spanOf(call) };
}
