/** Images that a kustomization writes: as replacements, in patches, in values of charts. */
import { folderOf, joinPath } from '../model/path.ts';
import type { SourceText } from '../model/span.ts';
import { imagesInValues, isChart } from './kubernetes-charts.ts';
import { type FoundImage, imagesInContainers } from './kubernetes-containers.ts';
import { isAutoscaler, taggedImage } from './kubernetes-tags.ts';
import type { Project } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { textAt } from './syntax/yaml-fields.ts';
import { documentsInText } from './syntax/yaml-sources.ts';
import { at, itemsOf, reach, type Reached, stringAt } from './syntax/yaml-tree.ts';

/** A kustomization of kustomize, or of Flux. */
export function imagesInKustomization(object: Reached, source: SourceText, project: Project): readonly FoundImage[] {
  const charts = itemsOf(at(object, 'helmCharts')).filter((chart) => isChart(stringAt(at(chart, 'name'))));
  const values = charts.flatMap((chart) => [at(chart, 'valuesInline'), valuesOf(chart, source, project)]);
  return [
    ...replacedImages(at(object, 'images')),
    ...replacedImages(at(object, 'spec', 'images')),
    ...inPatches(object, source),
    ...values.flatMap((given) => (given ? imagesInValues(given, true) : [])),
  ];
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
export function replacedImages(list: Reached | undefined): readonly FoundImage[] {
  return itemsOf(list).flatMap((image) => {
    const name = stringAt(at(image, 'name')) ?? '';
    const repository = stringAt(at(image, 'newName')) ?? name;
    const written = at(image, 'newTag');
    const tag = textAt(written);
    if (!written || !tag || !(isAutoscaler(name) || isAutoscaler(repository))) return [];
    return [{ repository, tag, span: written.node.span }];
  });
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/: a part of an object, or operations on one. */
function inPatches(object: Reached, source: SourceText): readonly FoundImage[] {
  const lists = [at(object, 'patches'), at(object, 'spec', 'patches'), at(object, 'patchesJson6902')];
  const written = [
    ...lists.flatMap((list) => itemsOf(list).map((patch) => at(patch, 'patch'))),
    ...itemsOf(at(object, 'patchesStrategicMerge')),
  ];
  const documents = written.flatMap((text) => documentsInText(text, source));
  return documents.flatMap((root) => (root.kind === 'list' ? imagesInOperations(reach(root)) : imagesInContainers(root, nothing)));
}

/** Kustomize knows no templates. */
function nothing(): undefined {
  return undefined;
}

/** `[{ op: replace, path: /spec/template/spec/containers/0/image, value: ... }]` */
export function imagesInOperations(list: Reached): readonly FoundImage[] {
  return itemsOf(list).flatMap((operation) => {
    const value = at(operation, 'value');
    const image = value && stringAt(at(operation, 'path'))?.endsWith('/image') === true ? taggedImage(value) : undefined;
    return value && image ? [{ ...image, span: value.node.span }] : [];
  });
}

function valuesOf(chart: Reached, source: SourceText, project: Project): Reached | undefined {
  const file = stringAt(at(chart, 'valuesFile'));
  const path = file === undefined ? undefined : joinPath(folderOf(source.path), file);
  const text = path === undefined ? undefined : project.text(path);
  const [root] = path === undefined || text === undefined ? [] : parseDocuments({ path, text }, () => true).roots;
  return root && reach(root);
}
