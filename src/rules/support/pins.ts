/** Add-on versions that a program writes down, each with the cluster versions it meets. */
import type { ClusterView } from '../../inventory/inventory.ts';
import type { AddonFact } from '../../model/fact.ts';
import { type Known, knowns, single } from '../../model/value.ts';
import { versionsWith } from './cluster-versions.ts';
import type { Companions } from './companions.ts';

export interface Pin {
  readonly addon: AddonFact;
  readonly name: Known<string>;
  readonly version: Known<string>;
  readonly clusterVersions: Companions<string>;
}

/** Every known version of every add-on whose name is certain. Versions that the dialect takes as patterns are no pins. */
export function* pinsOf({ cluster, addons }: ClusterView): Iterable<Pin> {
  for (const addon of addons) {
    const { addonVersion } = addon;
    const name = single(addon.addonName);
    if (name === undefined || addonVersion === undefined || addon.versionIsPattern === true) continue;
    for (const version of knowns(addonVersion)) {
      yield { addon, name, version, clusterVersions: versionsWith(cluster, addonVersion, version) };
    }
  }
}
