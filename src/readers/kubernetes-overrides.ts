/** Which manifests a kustomization gives another image than they say themselves. */
import type { ImageFact } from '../model/fact.ts';
import { folderOf, joinPath } from '../model/path.ts';
import { single } from '../model/value.ts';
import type { Project } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { at, itemsOf, reach, type Reached, stringAt } from './syntax/yaml-tree.ts';

const FILE = /(?:^|\/)[Kk]ustomization\.ya?ml$/;
const MAX_KUSTOMIZATIONS = 500;
const IMAGE = /\bcluster-autoscaler(?:-(?:amd64|arm64))?:[\w.-]/;

interface Kustomization {
  readonly path: string;
  /** The images whose tag it replaces, as manifests name them. */
  readonly replaced: ReadonlySet<string>;
  /** One of its patches writes an image of the autoscaler. */
  readonly isPatched: boolean;
  /** Files and kustomizations that it builds on. */
  readonly resources: readonly string[];
}

export function isKustomization(path: string): boolean {
  return FILE.test(path);
}

/**
 * Those images that are deployed as they are written: none that every kustomization which leads to it replaces, unless the other one
 * is the same, so that both are raised together.
 */
export function withoutReplaced(images: readonly ImageFact[], project: Project): readonly ImageFact[] {
  if (images.every(({ span }) => isKustomization(span.path))) return images;
  const all = kustomizationsOf(project);
  if ([...all.values()].every(({ replaced, isPatched }) => replaced.size === 0 && !isPatched)) return images;
  const built = new Set([...all.values()].flatMap(({ resources }) => resources));
  const tops = [...all.values()].filter(({ path }) => !built.has(path));
  const deployed = new Set(images.filter((image) => !isReplaced(image, tops, all)));
  const tags = new Set([...deployed].map(({ tag }) => single(tag)?.value));
  return images.filter((image) => deployed.has(image) || (image.tag.kind === 'known' && tags.has(image.tag.value)));
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
    isPatched: patchesOf(object, path, project).some((text) => IMAGE.test(text)),
    resources: resources.flatMap((resource) => filesOf(resource, path, project)),
  };
}

/** The texts of patches, written here or in files of their own. */
function patchesOf(object: Reached | undefined, path: string, project: Project): readonly string[] {
  const written = ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((key) => itemsOf(at(object, key)));
  const texts = written.flatMap((patch) => [at(patch, 'patch'), at(patch, 'path'), patch]).map((part) => stringAt(part) ?? '');
  return texts.map((text) => project.text(joinPath(folderOf(path), text) ?? '') ?? text);
}

/** A file, or the kustomization of a folder. */
function filesOf(resource: Reached, path: string, project: Project): readonly string[] {
  const joined = joinPath(folderOf(path), stringAt(resource) ?? '');
  if (joined === undefined) return [];
  const inside = ['kustomization.yaml', 'kustomization.yml', 'Kustomization.yaml'].map((name) => joinPath(joined, name) ?? '');
  return [joined, ...inside].filter((file) => project.text(file) !== undefined);
}

/** Where a walk is, and whether the image was replaced on the way. */
interface Way {
  readonly path: string;
  readonly isOver: boolean;
}

function isReplaced({ span, repository }: ImageFact, tops: readonly Kustomization[], all: ReadonlyMap<string, Kustomization>): boolean {
  const ways = waysFrom(tops, repository, all).filter(({ path }) => path === span.path);
  return ways.length > 0 && ways.every(({ isOver }) => isOver);
}

/** Every file that kustomizations lead to, at most twice: with the image replaced and with the image as it is. */
function waysFrom(tops: readonly Kustomization[], repository: string, all: ReadonlyMap<string, Kustomization>): readonly Way[] {
  const ways = new Map<string, Way>();
  const open: Way[] = tops.map(({ path }) => ({ path, isOver: false }));
  for (let way = open.pop(); way; way = open.pop()) {
    const key = `${way.isOver} ${way.path}`;
    if (ways.has(key)) continue;
    ways.set(key, way);
    const kustomization = all.get(way.path);
    const isOver = way.isOver || kustomization?.isPatched === true || kustomization?.replaced.has(repository) === true;
    open.push(...(kustomization?.resources ?? []).map((path) => ({ path, isOver })));
  }
  return [...ways.values()];
}
