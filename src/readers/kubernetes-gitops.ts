/** Releases of the chart as Argo CD, Flux and Helmfile describe them. */
import type { SourceText } from '../model/span.ts';
import { imageInParameters, imagesInText, imagesInValues, isChart } from './kubernetes-charts.ts';
import type { FoundImage } from './kubernetes-containers.ts';
import { replacedImages } from './kubernetes-kustomization.ts';
import { taggedImage } from './kubernetes-tags.ts';
import { at, itemsOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

/** https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
export function imagesInApplication(spec: Reached | undefined, source: SourceText): readonly FoundImage[] {
  const sources = [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))];
  return sources.flatMap((item) => {
    const helm = at(item, 'helm');
    const names = [...['chart', 'path', 'repoURL'].map((key) => at(item, key)), at(helm, 'releaseName')];
    const named = names.some((name) => isChart(stringAt(name)));
    const values = at(helm, 'valuesObject');
    return [
      ...imagesInText(at(helm, 'values'), named, source),
      ...(values ? imagesInValues(values, named) : []),
      ...imageInParameters(at(helm, 'parameters'), named),
      ...itemsOf(at(item, 'kustomize', 'images')).flatMap((image) => listedImage(image)),
    ];
  });
}

/** `old=new:tag`, or `name:tag`. */
function listedImage(place: Reached): readonly FoundImage[] {
  const image = taggedImage(place);
  if (!image) return [];
  const repository = image.repository.slice(image.repository.lastIndexOf('=') + 1);
  return [{ ...image, repository, span: place.node.span }];
}

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
export function imagesInRelease(object: Reached): readonly FoundImage[] {
  const spec = at(object, 'spec');
  const names = [at(spec, 'chart', 'spec', 'chart'), at(spec, 'chart', 'name'), at(spec, 'releaseName'), at(object, 'metadata', 'name')];
  const named = names.some((name) => isChart(stringAt(name)));
  const values = at(spec, 'values');
  const rendered = itemsOf(at(spec, 'postRenderers')).flatMap((renderer) => replacedImages(at(renderer, 'kustomize', 'images')));
  return [...(values ? imagesInValues(values, named) : []), ...rendered];
}

/** https://helmfile.readthedocs.io/en/latest/ */
export function imagesInHelmfile(object: Reached): readonly FoundImage[] {
  const releases = itemsOf(at(object, 'releases')).filter((release) => isChart(stringAt(at(release, 'chart'))));
  return releases.flatMap((release) => [
    ...itemsOf(at(release, 'values')).flatMap((values) => imagesInValues(values, true)),
    ...imageInParameters(at(release, 'set'), true),
  ]);
}
