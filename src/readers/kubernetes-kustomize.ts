/** Which manifests a kustomization gives another image than they say themselves. */
import type { ImageFact } from '../model/fact.ts';
import { folderOf, joinPath } from '../model/path.ts';
import type { Project } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { at, itemsOf, reach, type Reached, stringAt } from './syntax/yaml-tree.ts';

const FILE = /(?:^|\/)[Kk]ustomization\.ya?ml$/;
const MAX_DEPTH = 10;
const MAX_KUSTOMIZATIONS = 500;

interface Kustomization {
  readonly path: string;
  /** The images whose tag it replaces, as manifests name them. */
  readonly replaced: ReadonlySet<string>;
  /** Files and kustomizations that it builds on. */
  readonly resources: readonly string[];
}

export function isKustomization(path: string): boolean {
  return FILE.test(path);
}

/** Those images that are deployed as they are written: none that every kustomization which leads to it replaces. */
export function withoutReplaced(images: readonly ImageFact[], project: Project): readonly ImageFact[] {
  if (images.every(({ span }) => isKustomization(span.path))) return images;
  const all = kustomizationsOf(project);
  if ([...all.values()].every(({ replaced }) => replaced.size === 0)) return images;
  const built = new Set([...all.values()].flatMap(({ resources }) => resources));
  const tops = [...all.values()].filter(({ path }) => !built.has(path));
  return images.filter((image) => !isReplaced(image, tops, all));
}

function kustomizationsOf(project: Project): ReadonlyMap<string, Kustomization> {
  const paths = project.paths.filter((path) => isKustomization(path)).slice(0, MAX_KUSTOMIZATIONS);
  return new Map(paths.map((path) => [path, kustomizationOf(path, project)]));
}

function kustomizationOf(path: string, project: Project): Kustomization {
  const [root] = parseDocuments({ path, text: project.text(path) ?? '' }, () => true).roots;
  const object = root && reach(root);
  const images = itemsOf(at(object, 'images')).filter((image) => at(image, 'newTag') !== undefined || at(image, 'digest') !== undefined);
  const resources = ['resources', 'bases', 'components'].flatMap((key) => itemsOf(at(object, key)));
  return {
    path,
    replaced: new Set(images.map((image) => stringAt(at(image, 'name')) ?? '')),
    resources: resources.flatMap((resource) => filesOf(resource, path, project)),
  };
}

/** A file, or the kustomization of a folder. */
function filesOf(resource: Reached, path: string, project: Project): readonly string[] {
  const joined = joinPath(folderOf(path), stringAt(resource) ?? '');
  if (joined === undefined) return [];
  const inside = ['kustomization.yaml', 'kustomization.yml', 'Kustomization.yaml'].map((name) => joinPath(joined, name) ?? '');
  return [joined, ...inside].filter((file) => project.text(file) !== undefined);
}

function isReplaced({ span, repository }: ImageFact, tops: readonly Kustomization[], all: ReadonlyMap<string, Kustomization>): boolean {
  const ways = tops.flatMap((top) => waysTo(span.path, repository, top, all));
  return ways.length > 0 && ways.every((isOver) => isOver);
}

/** For each way from a kustomization to a file: whether the image is replaced on it. */
function waysTo(
  path: string,
  repository: string,
  top: Kustomization,
  all: ReadonlyMap<string, Kustomization>,
  seen: ReadonlySet<string> = new Set(),
): readonly boolean[] {
  if (seen.size > MAX_DEPTH || seen.has(top.path)) return [];
  const isOver = top.replaced.has(repository);
  const below = new Set([...seen, top.path]);
  return top.resources.flatMap((resource) => {
    if (resource === path) return [isOver];
    const next = all.get(resource);
    return next ? waysTo(path, repository, next, all, below).map((inner) => inner || isOver) : [];
  });
}
