/** An add-on version that EKS does not offer for the cluster's version. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Known } from '../model/value.ts';
import { isAddonVersion } from '../model/version.ts';
import { datedBy, enumerate } from '../model/wording.ts';
import { defineRule } from './rule.ts';
import { replacementFor, severityOfAbsence } from './support/addon-lists.ts';
import { severityFor } from './support/cluster-versions.ts';
import { certainlyFailing } from './support/companions.ts';
import { rewrite } from './support/edits.ts';
import { type Pin, pinsOf } from './support/pins.ts';
import { clusterVersionPlaces, useOf } from './support/places.ts';
import { named, runsOf, settlingCommand, whenOf } from './support/wording.ts';

export const addonIncompatible = defineRule(
  {
    id: 'addon-incompatible',
    title: 'EKS does not offer the add-on version for the cluster version',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html',
    ],
  },
  function* check({ clusters, catalog, today }) {
    for (const pin of pinsOf(clusters)) {
      const { name, version } = pin;
      if (!isAddonVersion(version.value)) continue;
      const failing = certainlyFailing(pin.clusterVersions, (clusterVersion) => isRefused(pin, clusterVersion, catalog));
      if (failing.length === 0) continue;
      const replacement = replacementFor(catalog, name.value, version.value, pin.served);
      yield {
        span: version.span,
        resource: pin.addon.resource,
        value: version.value,
        severity: severityFor(pin.view.cluster, severityOfAbsence(catalog.originOf(name.value), today)),
        message: `${whatFails(pin, failing)} ${why(pin, failing, catalog)} ${whatToDo(pin, failing, replacement, catalog)}`,
        related: [...clusterVersionPlaces(failing), ...useOf(version)],
        fix: fixFor(pin, replacement),
      };
    }
  },
);

function isRefused({ addon, name, version }: Pin, clusterVersion: string, catalog: Catalog): boolean {
  if (catalog.compatibility(name.value, version.value, clusterVersion) !== 'not-compatible') return false;
  // a search for `v1.11.4-eksbuild.2` finds `v1.11.4-eksbuild.21`
  const found = catalog.addonVersions(name.value, clusterVersion).some((offer) => offer.includes(version.value));
  return addon.versionIsSearched !== true || !found;
}

function whatFails({ addon, name, version }: Pin, failing: readonly Known<string>[]): string {
  const clusterVersions = enumerate(failing.map(named));
  const error =
    addon.versionIsSearched === true
      ? `no version(s) found matching "${version.value}" for "${name.value}"`
      : 'InvalidParameterException: Addon version specified is not supported';
  return `Creating or updating ${codeSpan(name.value)} with ${codeSpan(version.value)}${whenOf(version)} on Kubernetes ${clusterVersions} fails at deployment with ${codeSpan(error)}.`;
}

function why({ name, version }: Pin, failing: readonly Known<string>[], catalog: Catalog): string {
  const offered = catalog.clusterVersionsOf(name.value, version.value);
  const elsewhere = offered.length === 0 ? '' : `; it is offered for ${runsOf(offered)}`;
  const lists = enumerate(failing.map(({ value }) => value));
  return `It is not in the list of versions that EKS offers for ${lists} (${datedBy(catalog.originOf(name.value))})${elsewhere}.`;
}

function whatToDo({ name }: Pin, [first]: readonly Known<string>[], replacement: string | undefined, catalog: Catalog): string {
  const use = replacement === undefined ? 'No version is known that could take its place' : `Use \`${replacement}\``;
  const isLive = catalog.originOf(name.value).source === 'live';
  return first === undefined || isLive ? `${use}.` : `${use}; ${settlingCommand(name.value, first.value)} lists what EKS offers today.`;
}

/** None where the cluster's version is ignored: the running one may be another, and then nobody knows what it needs. */
function fixFor({ view: { cluster }, name, version }: Pin, replacement: string | undefined): Fix | undefined {
  const edit = replacement === undefined || cluster.versionIgnored ? undefined : rewrite(version, replacement);
  return edit && { title: `Pin ${name.value} ${replacement}`, disposition: 'safe', edits: [edit] };
}
