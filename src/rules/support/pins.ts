/** Add-on versions that a program writes down, each with the cluster versions it meets. */
import type { ClusterView } from '../../inventory/inventory.ts';
import type { AddonFact } from '../../model/fact.ts';
import { type Known, single } from '../../model/value.ts';
import { type Meeting, meetingsOf, servedBy } from './meetings.ts';

export interface Pin extends Meeting {
  readonly addon: AddonFact;
  readonly name: Known<string>;
  /** The cluster versions that the pin is for, wherever else the same text decides one. */
  readonly served: readonly string[];
}

/** Every known version of every add-on whose name is certain. Versions that the dialect takes as patterns are no pins. */
export function pinsOf(clusters: readonly ClusterView[]): readonly Pin[] {
  const pins = clusters.flatMap((view) => view.addons.flatMap((addon) => pinsOfAddon(view, addon)));
  const served = servedBy(pins);
  return pins.map((pin) => ({ ...pin, served: served(pin) }));
}

function pinsOfAddon(view: ClusterView, addon: AddonFact): readonly Omit<Pin, 'served'>[] {
  const name = single(addon.addonName);
  if (name === undefined || addon.addonVersion === undefined || addon.versionIsPattern === true) return [];
  return meetingsOf(view, addon.addonVersion).map((meeting) => ({ ...meeting, addon, name }));
}
