/** One pull request a folder: put into a repository as two commits, and reviewed. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { configFromTree } from '../../src/configuration.ts';
import type { RunSettings } from '../../src/judging.ts';
import { changeSetFromGit } from '../../src/pull-request/change-set.ts';
import type { Review } from '../../src/report/review.ts';
import { reviewOfChange } from '../../src/review.ts';
import { rules } from '../../src/rules/index.ts';
import { compareTrees, type Comparison } from '../../src/run.ts';
import { changedFiles } from '../../src/sources/git.ts';
import { gitTree } from '../../src/sources/git-tree.ts';
import type { Tree } from '../../src/sources/tree.ts';
import { createRepository, type Files, temporaryFolder } from '../support/git-repository.ts';

const FOLDER = '__tests__/scenarios';
export const TODAY = '2026-11-26';

/** With the configuration of the tree, as on a pull request that of its base. */
export async function settingsOf(tree: Tree): Promise<RunSettings> {
  const configuration = await configFromTree(tree);
  return { ...configuration, today: TODAY, rules, loadCatalog: () => Promise.resolve({ catalog: snapshotCatalog(), degraded: [] }) };
}

/** Every folder below `__tests__/scenarios` that has a `head`, sorted. */
export function scenarioNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(inScenario(name, 'head')))
    .toSorted();
}

/** A path below the folder of a scenario. */
export function inScenario(name: string, ...below: readonly string[]): string {
  return join(FOLDER, name, ...below);
}

export interface ReviewedScenario {
  /** Of the repository; its work tree is the head. */
  readonly root: string;
  readonly comparison: Comparison;
  readonly review: Review;
  /** Removes the repository. */
  readonly remove: () => void;
}

/** Reviews a scenario as a pull request would be, without GitHub. */
export async function reviewScenario(name: string): Promise<ReviewedScenario> {
  const [before, after] = [filesOf(name, 'base'), filesOf(name, 'head')];
  const repository = createRepository(temporaryFolder({ keep: true }));
  const { root } = repository;
  const base = repository.commit(before, 'base');
  const removed = Object.fromEntries(Object.keys(before).flatMap((path) => (path in after ? [] : [[path, null]])));
  const head = repository.commit({ ...removed, ...after }, 'head');
  const settings = await settingsOf(gitTree(root, base));
  const comparison = await compareTrees(gitTree(root, base), gitTree(root, head), settings);
  const changes = changeSetFromGit(base, head, await changedFiles(root, base, head));
  const review = reviewOfChange(comparison, changes, { failOn: settings.config.failOn, posted: new Set(), checkName: 'eks-lockstep' });
  return { root, comparison, review, remove: () => rmSync(root, { recursive: true }) };
}

function filesOf(name: string, side: 'base' | 'head'): Files {
  const folder = inScenario(name, side);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))]));
}
