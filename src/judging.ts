/** One state of a repository, judged: its facts joined, the rules run, what the repository says to us applied. */
import type { Catalog } from './catalog/catalog.ts';
import type { Checkable, Outcome } from './fix/converge.ts';
import { buildInventory } from './inventory/build.ts';
import type { Inventory } from './inventory/inventory.ts';
import type { Finding, Problem } from './model/finding.ts';
import type { SourceText } from './model/span.ts';
import { knowns, type Value } from './model/value.ts';
import { type ReadState, readTree } from './reading.ts';
import { rules as allRules } from './rules/index.ts';
import { type Rule, runRules } from './rules/rule.ts';
import { DEFAULT_ADDONS } from './rules/support/upgrade-target.ts';
import { type Applied, applySettings } from './settings/apply.ts';
import { assumeVersions } from './settings/assume.ts';
import { commentProblems } from './settings/comment-problems.ts';
import type { Config } from './settings/config.ts';
import type { Tree } from './sources/tree.ts';

export interface RunSettings {
  /** ISO date, UTC. */
  readonly today: string;
  readonly rules: readonly Rule[];
  /** What the repository says to us, and the text that says it: places may point into it. */
  readonly config: Config;
  readonly configSource?: SourceText | undefined;
  /** Asked once in a run, with the add-ons that it is about; none where there is no cluster, and then nobody needs to be asked. */
  readonly loadCatalog: (addonNames: readonly string[]) => Promise<LoadedCatalog>;
}

export interface LoadedCatalog {
  readonly catalog: Catalog;
  /** Sentences about what could not be asked. */
  readonly degraded: readonly string[];
}

/** A state that was read, before anybody judged it. */
export interface ReadInventory {
  readonly state: ReadState;
  readonly inventory: Inventory;
}

/** One state with its findings as the rules tell them; it can be changed in memory and judged again. */
export interface Judged extends Checkable, ReadInventory {
  readonly findings: readonly Finding[];
  /** How many more a comment or the configuration hides. */
  readonly ignored: number;
  readonly problems: readonly Problem[];
  readonly loaded: LoadedCatalog;
}

const ALL_RULES = allRules.map(({ meta }) => meta.id);

/** Reads a tree. @param named as in {@link readTree} */
export async function readInventory(tree: Tree, named: readonly string[], settings: RunSettings): Promise<ReadInventory> {
  const state = await readTree(tree, named, settings.config);
  return { state, inventory: inventoryOf(state, settings) };
}

/** Judges what was read. @param existingClusters the identities of clusters that the base of the change has too */
export function judge(read: ReadInventory, existingClusters: ReadonlySet<string>, loaded: LoadedCatalog, settings: RunSettings): Judged {
  const { rules, today, config } = settings;
  function applied({ state, inventory }: ReadInventory): Applied & Outcome {
    const findings = runRules(rules, { ...inventory, catalog: loaded.catalog, today, existingClusters });
    return { ...applySettings({ findings, config, today, textOf: (path) => state.texts.get(path) }), readable: readableIn(inventory) };
  }
  return {
    ...read,
    loaded,
    ...applied(read),
    problems: [...read.state.problems, ...commentProblems(read.state.texts, ALL_RULES)],
    textOf: (path) => read.state.texts.get(path),
    check: async (changed) => {
      const state = await read.state.with(changed);
      return applied({ state, inventory: inventoryOf(state, settings) });
    },
  };
}

/** What was read, joined, with the versions that the configuration tells. */
export function inventoryOf({ facts, texts }: ReadState, { config }: Pick<RunSettings, 'config'>): Inventory {
  return buildInventory(assumeVersions(facts, (path) => texts.get(path), config));
}

/** How many of the fields that versions are compared by have a value. */
function readableIn({ clusters }: Inventory): number {
  const fields = clusters.flatMap(({ cluster, addons, images }): readonly (Value<unknown> | undefined)[] => [
    cluster.version,
    ...addons.flatMap(({ addonName, addonVersion }) => [addonName, addonVersion]),
    ...images.map(({ tag }) => tag),
  ]);
  return fields.filter((field) => knowns(field).length > 0).length;
}

/** The add-ons to ask about; none where there is no cluster. */
export function addonNamesOf({ inventory }: ReadInventory): readonly string[] {
  const { clusters } = inventory;
  if (clusters.length === 0) return [];
  const named = clusters.flatMap(({ addons }) => addons.flatMap(({ addonName }) => knowns(addonName).map(({ value }) => value)));
  return [...new Set([...DEFAULT_ADDONS, ...named])];
}
