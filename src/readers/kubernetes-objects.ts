/** One object of Kubernetes, or of a tool that is configured like one. */
import type { SourceText } from '../model/span.ts';
import { imagesInValues } from './kubernetes-charts.ts';
import { type FoundImage, imagesInContainers } from './kubernetes-containers.ts';
import { imagesInApplication, imagesInHelmfile, imagesInRelease } from './kubernetes-gitops.ts';
import { imageInChart } from './kubernetes-helm-templates.ts';
import { imagesInKustomization, imagesInOperations } from './kubernetes-kustomization.ts';
import { isKustomization } from './kubernetes-overrides.ts';
import type { Project } from './reader.ts';
import { at, itemsOf, reach, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

/** It describes a chart, and holds no values of it. */
const DESCRIPTION = /(?:^|\/)Chart\.ya?ml$/;
const NAMED = /(?:^|\/)cluster[-_]autoscaler(?=[/._-])/;
const MAX_LISTS = 4;

/** The cluster-autoscaler images of a document. */
export function imagesIn(root: YamlNode, source: SourceText, project: Project, lists = 0): readonly FoundImage[] {
  const object = reach(root);
  if (root.kind === 'list') return imagesInOperations(object);
  const kind = stringAt(at(object, 'kind'));
  if (kind === 'List' && lists < MAX_LISTS)
    return itemsOf(at(object, 'items')).flatMap((item) => imagesIn(item.node, source, project, lists + 1));
  // what the API answered is no manifest
  if (at(object, 'metadata', 'resourceVersion') || DESCRIPTION.test(source.path)) return [];
  if (kind === 'Kustomization' || isKustomization(source.path)) return imagesInKustomization(object, source, project);
  if (kind === 'Application') return imagesInApplication(at(object, 'spec'), source);
  if (kind === 'ApplicationSet') return imagesInApplication(at(object, 'spec', 'template', 'spec'), source);
  if (kind === 'HelmRelease') return imagesInRelease(object);
  // a patch of kustomize may name no kind
  if (kind !== undefined || at(object, 'spec')) return imagesInContainers(root, (image) => imageInChart(image, source, project));
  return at(object, 'releases') ? imagesInHelmfile(object) : imagesInValues(object, NAMED.test(source.path));
}
