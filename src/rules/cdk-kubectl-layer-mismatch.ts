/** A kubectl layer too far from the cluster's version. */
import type { ClusterView } from '../inventory/inventory.ts';
import { type Known, knowns } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { installHint } from './support/cdk-packages.ts';
import { versionsWith } from './support/cluster-versions.ts';
import { certainlyFailing } from './support/companions.ts';
import { type FittingLayer, installableLayer, layerFor, usedLayer } from './support/kubectl-layer.ts';
import { replaceLayer } from './support/layer-fixes.ts';
import { clusterVersionPlaces, useOf } from './support/places.ts';
import { named, whenOf } from './support/wording.ts';

export const cdkKubectlLayerMismatch = defineRule(
  {
    id: 'cdk-kubectl-layer-mismatch',
    title: 'The kubectl layer is not of the minor of the cluster version',
    severity: 'warning',
    fix: 'unsafe',
    references: [
      'https://kubernetes.io/releases/version-skew-policy/#kubectl',
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks-readme.html',
    ],
  },
  function* check(context) {
    for (const view of context.clusters) {
      const layer = usedLayer(view);
      if (layer === undefined) continue;
      for (const version of knowns(layer.version).filter(({ value }) => clusterMinor(value) !== undefined)) {
        const failing = certainlyFailing(versionsWith(view.cluster, layer.version, version), (clusterVersion) =>
          isWorthSaying(distance(version.value, clusterVersion), layerFor(context.catalog, clusterVersion), version.value),
        );
        if (failing.length === 0) continue;
        const isFar = failing.some(({ value }) => Math.abs(distance(version.value, value)) > 1);
        const next = nextLayer(view, failing, context);
        yield {
          span: version.span,
          resource: view.cluster.resource,
          value: version.value,
          severity: isFar ? 'warning' : 'notice',
          message: `${whatIsOff(version, failing, isFar)} ${whatToDo(view, next)}`,
          related: [...clusterVersionPlaces(failing), ...useOf(version)],
          fix: next && replaceLayer(view, layer, next, context),
        };
      }
    }
  },
);

/** Positive: the layer is newer. */
function distance(layerVersion: string, clusterVersion: string): number {
  return (clusterMinor(layerVersion) ?? 0) - (clusterMinor(clusterVersion) ?? 0);
}

/** One newer is fine, and so is one older where no closer layer is published. */
function isWorthSaying(minors: number, best: FittingLayer | undefined, layerVersion: string): boolean {
  return Math.abs(minors) > 1 || (minors === -1 && best !== undefined && best.clusterVersion !== layerVersion);
}

function whatIsOff(version: Known<string>, failing: readonly Known<string>[], isFar: boolean): string {
  const pair = `The layer has kubectl ${version.value}${whenOf(version)}, the cluster is ${enumerate(failing.map(named))}`;
  return isFar
    ? `${pair}: kubectl works one minor either side of the cluster, and beyond that what CDK applies can fail at deployment, for instance with \`error retrieving RESTMappings to prune\`.`
    : `${pair}: that is supported, but the next upgrade of the cluster would leave the layer too old.`;
}

function whatToDo({ packages }: ClusterView, next: FittingLayer | undefined): string {
  if (next === undefined) return 'Use the layer of the minor of the cluster.';
  return `Use \`${next.className}\` of \`${next.packageName}\`.${installHint(packages, next.packageName)}`;
}

function nextLayer({ packages }: ClusterView, failing: readonly Known<string>[], { catalog }: RuleContext): FittingLayer | undefined {
  const versions = [...new Set(failing.map(({ value }) => value))];
  return versions.length === 1 ? installableLayer(catalog, versions[0] ?? '', packages) : undefined;
}
