/** The facts of the Terraform modules of one state of a repository. */
import type { Fact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import type { Project, Reading } from './reader.ts';
import { hclParser } from './syntax/hcl-grammar.ts';
import { bound, idsOf, withoutStranger } from './terraform-binding.ts';
import { factsOfInstance } from './terraform-facts.ts';
import { TerraformFiles } from './terraform-files.ts';
import type { ModuleInstance } from './terraform-instance.ts';
import { rootsOf } from './terraform-roots.ts';

export async function readTerraform(accepted: readonly SourceText[], project: Project): Promise<Reading> {
  const files = new TerraformFiles(await hclParser(), project);
  const asked = new Set(accepted.map(({ path }) => path));
  const { modules, units } = rootsOf(files, asked);
  const wanted = new Set<Fact>();
  const facts = modules.flatMap((root) => {
    const found = bound(
      [...instancesIn(root)].flatMap((instance) => factsOfInstance(instance)),
      root.module.isBroken,
    );
    // a module that is called belongs to what was asked for where its caller does
    for (const fact of found) if (root.isAsked(asked) || asked.has(fact.span.path)) wanted.add(fact);
    return found;
  });
  for (const fact of units.flatMap((unit) => unit.facts())) {
    wanted.add(fact);
    facts.push(fact);
  }
  const known = idsOf(facts);
  return { facts: [...wanted].map((fact) => withoutStranger(fact, known)), problems: files.problems };
}

function* instancesIn(root: ModuleInstance): Iterable<ModuleInstance> {
  yield root;
  for (const child of root.children()) yield* instancesIn(child);
}
