/** From facts to the inventory: what belongs to which cluster, which stacks to which project, which checks to which binding. */
import type {
  AddonFact,
  BindingFact,
  ClusterFact,
  Fact,
  ImageFact,
  LintFact,
  NodeGroupFact,
  PulumiProjectFact,
  PulumiStackFact,
} from '../model/fact.ts';
import { BOUND, isBound } from '../model/bound.ts';
import { depthOf, folderOf, isWithin, joinPath } from '../model/path.ts';
import { belongings } from './belonging.ts';
import type { BindingView, ClusterView, Inventory, PulumiProjectView, Unresolved } from './inventory.ts';
import { packageViews } from './packages.ts';
import { distinct, unreadOfAddon, unreadOfCluster, unreadOfImage, unreadOfNodeGroup } from './unresolved.ts';

/** Joins the facts of one state of a repository. */
export function buildInventory(facts: readonly Fact[]): Inventory {
  const belongingOf = belongings(facts);
  const packagesOf = packageViews(facts);
  const unbound: Unresolved[] = [];
  const addons = new Map<ClusterFact, AddonFact[]>();
  const images = new Map<ClusterFact, ImageFact[]>();
  const nodeGroups = new Map<ClusterFact, NodeGroupFact[]>();
  for (const fact of facts) {
    if (!isBound(fact)) continue;
    const belonging = belongingOf(fact);
    if ('why' in belonging) unbound.push({ span: fact.span, what: `cluster of ${BOUND[fact.kind]}`, why: belonging.why });
    else if (fact.kind === 'addon') append(addons, belonging.cluster, fact);
    else if (fact.kind === 'image') append(images, belonging.cluster, fact);
    else append(nodeGroups, belonging.cluster, fact);
  }
  const clusters = facts
    .filter((fact): fact is ClusterFact => fact.kind === 'cluster')
    .map((cluster): ClusterView => ({
      cluster,
      addons: addons.get(cluster) ?? [],
      images: images.get(cluster) ?? [],
      nodeGroups: nodeGroups.get(cluster) ?? [],
      packages: packagesOf(cluster.span.path),
    }));
  const unresolved = distinct([...facts.flatMap(unreadOf), ...unbound]);
  return { clusters, projects: projectViews(facts), bindings: bindingViews(facts), unresolved };
}

function append<K, V>(lists: Map<K, V[]>, key: K, item: V): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function unreadOf(fact: Fact): readonly Unresolved[] {
  if (fact.kind === 'cluster') return unreadOfCluster(fact);
  if (fact.kind === 'addon') return unreadOfAddon(fact);
  if (fact.kind === 'node-group') return unreadOfNodeGroup(fact);
  return fact.kind === 'image' ? unreadOfImage(fact) : [];
}

/** The stack files lie beside the project file, or in the folder that it names. */
function projectViews(facts: readonly Fact[]): readonly PulumiProjectView[] {
  const stacks = facts.filter((fact): fact is PulumiStackFact => fact.kind === 'pulumi-stack');
  const projects = facts.filter((fact): fact is PulumiProjectFact => fact.kind === 'pulumi-project');
  return projects.map((project) => {
    const named = project.stackConfigDir ?? project.configDirectory;
    const folder = joinPath(folderOf(project.path), named?.value ?? '');
    return { project, stacks: stacks.filter(({ path }) => folderOf(path) === folder) };
  });
}

/** The nearest configuration of each check decides. */
function bindingViews(facts: readonly Fact[]): readonly BindingView[] {
  const lints = facts.filter((fact): fact is LintFact => fact.kind === 'lint');
  return facts
    .filter((fact): fact is BindingFact => fact.kind === 'binding')
    .map((binding) => ({ binding, failing: nearestOfEach(lints, binding.span.path).filter((lint) => failsOn(lint, binding.name)) }));
}

function nearestOfEach(lints: readonly LintFact[], path: string): readonly LintFact[] {
  const above = lints
    .filter((lint) => isWithin(path, folderOf(lint.path)))
    .toSorted((a, b) => depthOf(folderOf(b.path)) - depthOf(folderOf(a.path)));
  return above.filter((lint, index) => above.findIndex(({ check }) => check === lint.check) === index);
}

/** Only ESLint lets names through, where its configuration says so. */
function failsOn({ ignorePattern }: LintFact, name: string): boolean {
  return ignorePattern === undefined || !matches(ignorePattern, name);
}

/** The usual patterns only: any other could be made to run for ever, and may let the name through. */
function matches(pattern: string, name: string): boolean {
  const prefix = /^\^(?<prefix>[\w$]*)(?:\.\*)?\$?$/.exec(pattern)?.groups?.['prefix'];
  return prefix === undefined || name.startsWith(prefix);
}
