/** Which modules are applied by themselves: those that no other module of the repository calls. */
import { folderOf, joinPath } from '../model/path.ts';
import { Budget } from './syntax/hcl-scope.ts';
import type { TerraformFiles } from './terraform-files.ts';
import { ModuleInstance } from './terraform-instance.ts';
import { isConfiguration } from './terraform-paths.ts';
import { type Unit, unitsOf } from './terraform-units.ts';
import { valuesOf } from './terraform-values.ts';

/** The evaluation of one root, and of all; repositories of people need a small part of it. */
const STEPS = 50_000;
const ALL_STEPS = 2_000_000;
/** A local source at the begin of a line, in HCL or in JSON. */
const LOCAL_SOURCE = /^[ \t{]*"?source"?[ \t]*[=:][ \t]*"(?<source>\.{1,2}(?:\/[^"\n]*)?)"/gm;

/** What is applied by itself. */
export interface Roots {
  /** Modules of the repository. */
  readonly modules: readonly ModuleInstance[];
  /** Terragrunt units that call a module of a registry. */
  readonly units: readonly Unit[];
}

/** The roots that lead to a file that was asked for. */
export function rootsOf(files: TerraformFiles, asked: ReadonlySet<string>): Roots {
  const whole = new Budget(ALL_STEPS);
  const units = unitsOf(files, whole, STEPS);
  const callers = callersOf(files);
  for (const [path, { module }] of units) if (module !== undefined) callers.set(module, (callers.get(module) ?? new Set()).add(path));
  const wanted = new Set([...asked].filter(isConfiguration).map(folderOf));
  const reached = reaching(wanted, callers);
  const roots = files.folders.filter((folder) => reached.has(folder) && (callers.get(folder)?.size ?? 0) === 0);
  const free = files.folders.filter((folder) => (callers.get(folder)?.size ?? 0) === 0);
  const called = [...units.keys()].filter((path) => reached.has(path));
  const covered = below([...roots, ...called], callers);
  const circular = inCircles(wanted, covered, callers);
  const modules = [
    ...[...roots, ...circular].flatMap((folder) => rootAt(files, folder, free.length === 1, whole) ?? []),
    ...called.flatMap((path) => units.get(path)?.instance() ?? []),
  ];
  return { modules, units: [...units.values()].filter((unit) => asked.has(unit.path) && unit.module === undefined) };
}

function rootAt(files: TerraformFiles, folder: string, isOnlyRoot: boolean, whole: Budget): ModuleInstance | undefined {
  const module = files.module(folder);
  const root = { id: folder === '' ? '.' : folder, files, budget: new Budget(STEPS, whole), calls: 0 };
  return module && new ModuleInstance(root, module, '', valuesOf(root, folder, isOnlyRoot));
}

/**
 * Published modules bring folders that make as many of them as a variable says, none by default; the module stands for itself all
 * the same: https://github.com/terraform-aws-modules/terraform-aws-eks/tree/master/wrappers
 */
const WRAPPERS = /(?:^|\/)wrappers(?:\/|$)/;

/** For every folder those whose files call it. */
function callersOf(files: TerraformFiles): Map<string, Set<string>> {
  const callers = new Map<string, Set<string>>();
  for (const folder of files.folders.filter((path) => !WRAPPERS.test(path))) {
    for (const path of files.pathsIn(folder)) {
      for (const { groups } of (files.project.text(path) ?? '').matchAll(LOCAL_SOURCE)) {
        const called = joinPath(folder, groups?.['source'] ?? '');
        if (called === undefined || called === folder) continue;
        callers.set(called, (callers.get(called) ?? new Set()).add(folder));
      }
    }
  }
  return callers;
}

/** The folders from which some of the wanted ones can be reached, those included. */
function reaching(wanted: ReadonlySet<string>, callers: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set(wanted);
  for (const folder of found) for (const caller of callers.get(folder) ?? []) found.add(caller);
  return found;
}

/** Of the folders that only circles of calls lead to, so many that all of them are reached, each from one. */
function inCircles(
  wanted: ReadonlySet<string>,
  covered: ReadonlySet<string>,
  callers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const done = new Set(covered);
  let starts: readonly string[] = [];
  for (const folder of wanted) {
    if (done.has(folder)) continue;
    const inside = below([folder], callers);
    starts = [...starts.filter((start) => !inside.has(start)), folder];
    for (const next of inside) done.add(next);
  }
  return starts;
}

/** The folders that roots lead to. */
function below(roots: readonly string[], callers: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const called = new Map<string, string[]>();
  for (const [folder, by] of callers) for (const caller of by) called.set(caller, [...(called.get(caller) ?? []), folder]);
  const found = new Set(roots);
  for (const folder of found) for (const next of called.get(folder) ?? []) found.add(next);
  return found;
}
