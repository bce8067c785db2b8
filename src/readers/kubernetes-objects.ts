/** One object of Kubernetes, or of a tool that is configured like one. */
import { folderOf, joinPath } from '../model/path.ts';
import type { SourceText } from '../model/span.ts';
import { imageInParameters, imagesInText, imagesInValues, isChart } from './kubernetes-charts.ts';
import { type FoundImage, imagesInContainers } from './kubernetes-containers.ts';
import { isKustomization } from './kubernetes-kustomize.ts';
import { isAutoscaler } from './kubernetes-tags.ts';
import type { Project } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { textAt } from './syntax/yaml-fields.ts';
import { at, itemsOf, reach, type Reached, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

/** It describes a chart, and holds no values of it. */
const DESCRIPTION = /(?:^|\/)Chart\.ya?ml$/;
const NAMED = /(?:^|\/)cluster[-_]autoscaler(?=[/._-])/;
const MAX_LISTS = 4;

/** The cluster-autoscaler images of a document. */
export function imagesIn(root: YamlNode, source: SourceText, project: Project, lists = 0): readonly FoundImage[] {
  const object = reach(root);
  const kind = stringAt(at(object, 'kind'));
  if (kind === 'List' && lists < MAX_LISTS)
    return itemsOf(at(object, 'items')).flatMap((item) => imagesIn(item.node, source, project, lists + 1));
  if (at(object, 'metadata', 'resourceVersion') || DESCRIPTION.test(source.path)) return [];
  if (kind === 'Kustomization' || isKustomization(source.path)) return inKustomization(object, source, project);
  if (kind === 'Application') return inApplication(at(object, 'spec'), source);
  if (kind === 'ApplicationSet') return inApplication(at(object, 'spec', 'template', 'spec'), source);
  if (kind === 'HelmRelease') return inRelease(object);
  // a patch of kustomize may name no kind
  if (kind !== undefined || at(object, 'spec')) return imagesInContainers(root, source, project);
  if (at(object, 'releases')) return inHelmfile(object);
  return imagesInValues(object, NAMED.test(source.path));
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/, and the same of Flux. */
function inKustomization(object: Reached, source: SourceText, project: Project): readonly FoundImage[] {
  const images = [...itemsOf(at(object, 'images')), ...itemsOf(at(object, 'spec', 'images'))].flatMap((image) => replaced(image));
  const charts = itemsOf(at(object, 'helmCharts')).filter((chart) => isChart(stringAt(at(chart, 'name'))));
  return [
    ...images,
    ...charts.flatMap((chart) =>
      [at(chart, 'valuesInline'), valuesOf(chart, source, project)].flatMap((values) => (values ? imagesInValues(values, true) : [])),
    ),
  ];
}

function valuesOf(chart: Reached, source: SourceText, project: Project): Reached | undefined {
  const file = stringAt(at(chart, 'valuesFile'));
  const path = file === undefined ? undefined : joinPath(folderOf(source.path), file);
  const text = path === undefined ? undefined : project.text(path);
  const [root] = path === undefined || text === undefined ? [] : parseDocuments({ path, text }, () => true).roots;
  return root && reach(root);
}

/** https://helmfile.readthedocs.io/en/latest/ */
function inHelmfile(object: Reached): readonly FoundImage[] {
  const releases = itemsOf(at(object, 'releases')).filter((release) => isChart(stringAt(at(release, 'chart'))));
  return releases.flatMap((release) => [
    ...itemsOf(at(release, 'values')).flatMap((values) => imagesInValues(values, true)),
    ...imageInParameters(at(release, 'set'), true),
  ]);
}

function replaced(image: Reached): readonly FoundImage[] {
  const name = stringAt(at(image, 'name')) ?? '';
  const repository = stringAt(at(image, 'newName')) ?? name;
  const written = at(image, 'newTag');
  const tag = textAt(written);
  if (!written || !tag || !(isAutoscaler(name) || isAutoscaler(repository))) return [];
  return [{ repository, tag, span: written.node.span }];
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
function inApplication(spec: Reached | undefined, source: SourceText): readonly FoundImage[] {
  const sources = [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))].filter((item) => item !== undefined);
  return sources.flatMap((item) => {
    const helm = at(item, 'helm');
    const named =
      ['chart', 'path', 'repoURL'].some((key) => isChart(stringAt(at(item, key)))) || isChart(stringAt(at(helm, 'releaseName')));
    const values = at(helm, 'valuesObject');
    return [
      ...imagesInText(at(helm, 'values'), named, source),
      ...(values ? imagesInValues(values, named) : []),
      ...imageInParameters(at(helm, 'parameters'), named),
    ];
  });
}

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
function inRelease(object: Reached): readonly FoundImage[] {
  const spec = at(object, 'spec');
  const names = [at(spec, 'chart', 'spec', 'chart'), at(spec, 'chart', 'name'), at(spec, 'releaseName'), at(object, 'metadata', 'name')];
  const values = at(spec, 'values');
  return values
    ? imagesInValues(
        values,
        names.some((name) => isChart(stringAt(name))),
      )
    : [];
}
