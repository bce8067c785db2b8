/** One object of Kubernetes, or of a tool that is configured like one. */
import type { SourceText } from '../model/span.ts';
import { imageInParameters, imagesInText, imagesInValues, isChart } from './kubernetes-charts.ts';
import { type FoundImage, imagesInContainers } from './kubernetes-containers.ts';
import { isAutoscaler } from './kubernetes-tags.ts';
import type { Project } from './reader.ts';
import { textAt } from './syntax/yaml-fields.ts';
import { at, itemsOf, reach, type Reached, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

const KUSTOMIZATION = /(?:^|\/)[Kk]ustomization(?:\.ya?ml)?$/;
/** Of charts, packages and releases: no values. */
const DESCRIPTION = /(?:^|\/)Chart\.ya?ml$/;
const NAMED = /(?:^|\/)cluster[-_]autoscaler(?=[/._-])/;
const MAX_LISTS = 4;

/** The cluster-autoscaler images of a document. */
export function imagesIn(root: YamlNode, source: SourceText, project: Project, lists = 0): readonly FoundImage[] {
  const object = reach(root);
  const kind = stringAt(at(object, 'kind'));
  if (kind === 'List' && lists < MAX_LISTS)
    return itemsOf(at(object, 'items')).flatMap((item) => imagesIn(item.node, source, project, lists + 1));
  if (kind === 'Kustomization' || KUSTOMIZATION.test(source.path)) return inKustomization(object);
  if (kind === 'Application') return inApplication(at(object, 'spec'), source);
  if (kind === 'ApplicationSet') return inApplication(at(object, 'spec', 'template', 'spec'), source);
  if (kind === 'HelmRelease') return inRelease(object);
  if (kind !== undefined) return imagesInContainers(root, source, project);
  return DESCRIPTION.test(source.path)
    ? []
    : [...imagesInValues(object, NAMED.test(source.path)), ...imagesInContainers(root, source, project)];
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/, and the same of Flux. */
function inKustomization(object: Reached): readonly FoundImage[] {
  const images = [...itemsOf(at(object, 'images')), ...itemsOf(at(object, 'spec', 'images'))].flatMap((image) => replaced(image));
  const charts = itemsOf(at(object, 'helmCharts')).flatMap((chart) => {
    const values = at(chart, 'valuesInline');
    return values ? imagesInValues(values, isChart(stringAt(at(chart, 'name')))) : [];
  });
  return [...images, ...charts];
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
