/** An add-on version older than the one that EKS itself would install. */
import type { Catalog } from '../catalog/catalog.ts';
import { codeSpan } from '../model/markdown.ts';
import { compareAddonVersions, parseImageTag } from '../model/version.ts';
import { datedBy, enumerate } from '../model/wording.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { rewrite } from './support/edits.ts';
import { type Pin, pinsOf } from './support/pins.ts';
import { clusterVersionPlaces, useOf } from './support/places.ts';
import { named, whenOf } from './support/wording.ts';

export const addonBehindDefault = defineRule(
  {
    id: 'addon-behind-default',
    title: 'The add-on version is older than the default of the cluster version',
    severity: 'notice',
    fix: 'unsafe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html',
      'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html',
    ],
  },
  function* check(context) {
    // where the version is ignored, the running cluster may have another default
    const views = context.clusters.filter(({ cluster }) => !cluster.versionIgnored);
    for (const pin of pinsOf(views)) {
      const newer = defaultAbove(pin, context);
      if (newer === undefined) continue;
      const { name, version } = pin;
      const edit = rewrite(version, newer);
      yield {
        span: version.span,
        resource: pin.addon.resource,
        value: version.value,
        message: advice(pin, newer, context.catalog),
        related: [...clusterVersionPlaces(pin.clusterVersions.alternatives), ...useOf(version)],
        fix: edit && { title: `Pin ${name.value} ${newer}`, disposition: 'unsafe', edits: [edit] },
      };
    }
  },
);

/** The oldest default among the cluster versions, if all of them offer it and the pinned version is older than it. */
function defaultAbove(pin: Pin, { catalog, today }: RuleContext): string | undefined {
  const { name, version, served } = pin;
  // advice for a cluster version that has to change is advice for the wrong one
  if (served.some((clusterVersion) => catalog.support(clusterVersion, today).status === 'ended')) return undefined;
  const defaults = served.flatMap((clusterVersion) => catalog.defaultVersion(name.value, clusterVersion) ?? []);
  const [oldest] = defaults.toSorted(compareAddonVersions);
  if (oldest === undefined || defaults.length < served.length || compareAddonVersions(version.value, oldest) >= 0) return undefined;
  const areOffered = [version.value, oldest].every((offer) => isOfferedForAll(catalog, name.value, offer, served));
  return areOffered && served.every((clusterVersion) => isInstalledAsWritten(pin, clusterVersion, catalog)) ? oldest : undefined;
}

/** A search for `v1.11.4-eksbuild.2` may end at `v1.11.4-eksbuild.21`. */
function isInstalledAsWritten({ addon, name, version }: Pin, clusterVersion: string, catalog: Catalog): boolean {
  if (addon.versionIsSearched !== true) return true;
  return catalog.addonVersions(name.value, clusterVersion).every((offer) => offer === version.value || !offer.includes(version.value));
}

function isOfferedForAll(catalog: Catalog, addonName: string, addonVersion: string, clusterVersions: readonly string[]): boolean {
  return clusterVersions.every((clusterVersion) => catalog.compatibility(addonName, addonVersion, clusterVersion) === 'compatible');
}

function advice({ name, version, clusterVersions }: Pin, newer: string, catalog: Catalog): string {
  const on = enumerate(clusterVersions.alternatives.map(named));
  const state = `${codeSpan(name.value)} ${codeSpan(version.value)}${whenOf(version)} is offered for Kubernetes ${on}, but is older than \`${newer}\``;
  const jump =
    name.value === 'vpc-cni' && isMinorJump(version.value, newer) ? ' AWS recommends to raise vpc-cni one minor version at a time.' : '';
  return `${state}, which EKS itself would install. Consider an update, with its release notes in hand (default ${datedBy(catalog.originOf(name.value))}).${jump}`;
}

function isMinorJump(from: string, to: string): boolean {
  const [old, next] = [parseImageTag(from), parseImageTag(to)];
  return old !== undefined && next !== undefined && (next.major > old.major || next.minor - old.minor > 1);
}
