/** The repository's own checks for unused variables: ESLint configurations and `tsconfig.json`. */
import type { LintFact } from '../model/fact.ts';
import { folderOf } from '../model/path.ts';
import type { SourceText } from '../model/span.ts';
import type { Project, Reader } from './reader.ts';

const ESLINT_FLAT = /(?:^|\/)eslint\.config\.[cm]?[jt]s$/;
const ESLINT_RC = /(?:^|\/)\.eslintrc(?:\.(?:json|ya?ml|c?js))?$/;
const MANIFEST = /(?:^|\/)package\.json$/;
const TSCONFIG = /(?:^|\/)tsconfig(?:\.[\w.-]+)?\.json$/;

export const lintConfig: Reader = {
  id: 'lint-config',
  wantsPath: (path) => [ESLINT_FLAT, ESLINT_RC, MANIFEST, TSCONFIG].some((pattern) => pattern.test(path)),
  accepts: ({ path, text }) => (MANIFEST.test(path) ? text.includes('"eslintConfig"') : text.trim() !== ''),
  read: async (files, project) => {
    const configs = files.filter(({ path }) => !TSCONFIG.test(path));
    const compilers = files.filter(({ path }) => /(?:^|\/)tsconfig\.json$/.test(path));
    return { facts: relevant([...(await ofEslint(configs, project)), ...(await ofCompiler(compilers, project))]), problems: [] };
  },
};

/** ESLint does not look at the older form where the newer one is there. */
async function ofEslint(files: readonly SourceText[], project: Project): Promise<readonly LintFact[]> {
  if (files.length === 0) return [];
  const [{ flatConfig }, { eslintRc }] = await Promise.all([import('./eslint-flat.ts'), import('./eslint-rc.ts')]);
  const flatFolders = new Set(project.paths.filter((path) => ESLINT_FLAT.test(path)).map(folderOf));
  return files.flatMap((file) => {
    if (ESLINT_FLAT.test(file.path)) return flatConfig(file);
    return flatFolders.has(folderOf(file.path)) ? [] : eslintRc(file, project);
  });
}

/** Other names than `tsconfig.json` are there to be extended, or for one build of several. */
async function ofCompiler(files: readonly SourceText[], project: Project): Promise<readonly LintFact[]> {
  if (files.length === 0) return [];
  const { unusedLocals } = await import('./tsconfig.ts');
  return files.flatMap((file) => unusedLocals(file, project));
}

/** What is turned off only matters where something above turns it on. */
function relevant(facts: readonly LintFact[]): readonly LintFact[] {
  const on = new Set(facts.filter(({ ignorePattern }) => ignorePattern !== '^').map(({ check }) => check));
  return facts.filter(({ check }) => on.has(check));
}
