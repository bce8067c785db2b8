/** `noUnusedLocals` of a `tsconfig.json`, its own or inherited within the repository. */
import type { ConfigNode, LintFact } from '../model/fact.ts';
import { folderOf, joinPath } from '../model/path.ts';
import type { SourceText } from '../model/span.ts';
import { itemsOf, scalarOf, valueAt } from './config-nodes.ts';
import { lintFact } from './eslint-checks.ts';
import type { Project } from './reader.ts';
import { parseJson } from './syntax/json.ts';

/** Files that one option is followed through; two bases with two bases each and so on would never end. */
const MAX_BASES = 16;

/** A nearer `tsconfig.json` replaces those above, so that one which does not turn the option on hides them. */
export function unusedLocals(file: SourceText, project: Project): readonly LintFact[] {
  const { root } = parseJson(file, 'comments');
  const isOn = root !== undefined && coversItsFolder(root) && optionOf(root, file.path, project, { left: MAX_BASES }) === true;
  return [lintFact('noUnusedLocals', file.path, isOn ? undefined : '^')];
}

/** The programs below the file are among what it compiles: everything, or a list of entry points with all that they import. */
function coversItsFolder(root: ConfigNode): boolean {
  const include = valueAt(root, 'include');
  return include === undefined || itemsOf(include).some((glob) => /^(?:\.\/)?(?:\*|\.?$)/.test(String(scalarOf(glob))));
}

/** `undefined` where nothing says it, or something outside the repository might. */
function optionOf(root: ConfigNode, path: string, project: Project, budget: { left: number }): boolean | undefined {
  const own = scalarOf(valueAt(root, 'compilerOptions', 'noUnusedLocals'));
  if (typeof own === 'boolean') return own;
  const node = valueAt(root, 'extends');
  const bases = node?.kind === 'list' ? itemsOf(node).map(scalarOf) : node ? [scalarOf(node)] : [];
  for (const base of bases.toReversed()) {
    budget.left -= 1;
    const found = typeof base === 'string' && budget.left >= 0 ? baseOf(base, path, project) : undefined;
    // what lies outside may turn it off again
    if (!found) return undefined;
    const inherited = optionOf(found.root, found.path, project, budget);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

function baseOf(base: string, path: string, project: Project): { readonly root: ConfigNode; readonly path: string } | undefined {
  if (!base.startsWith('.')) return undefined;
  const target = joinPath(folderOf(path), base.endsWith('.json') ? base : `${base}.json`);
  const text = target === undefined ? undefined : project.text(target);
  const root = text === undefined || target === undefined ? undefined : parseJson({ path: target, text }, 'comments').root;
  return root && target !== undefined ? { root, path: target } : undefined;
}
