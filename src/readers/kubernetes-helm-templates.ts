/** Values that a template of a chart takes from the values file of its own chart. */
import { joinPath } from '../model/path.ts';
import type { SourceText } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { type TaggedImage, templatedImage } from './kubernetes-tags.ts';
import type { Project } from './reader.ts';
import { parseDocuments } from './syntax/yaml-documents.ts';
import { textAt } from './syntax/yaml-fields.ts';
import { at, reach, type Reached } from './syntax/yaml-tree.ts';

const CHART = /^(?<folder>(?:.*\/)?)templates\/[^]*$/;
const VALUE = /^\{\{-?\s*\.Values\.(?<path>[\w.]+)\s*(?:\|\s*(?:quote|toString)\s*)?-?\}\}$/;
const FILES = ['values.yaml', 'values.yml'];

/** The image of a template, with the tag that `{{ .Values.image.tag }}` comes to by default. */
export function imageInChart(written: Reached, source: SourceText, project: Project): TaggedImage | undefined {
  const image = templatedImage(written, source);
  return image && { repository: image.repository, tag: tagInChart(image.template, written, source, project) };
}

function tagInChart(template: string, { node }: Reached, source: SourceText, project: Project): Value<string> {
  const { span } = node;
  const reason = node.kind === 'unknown' ? node.reason : 'it is filled in by a template';
  const path = VALUE.exec(template.trim())?.groups?.['path'];
  const folder = CHART.exec(source.path)?.groups?.['folder'];
  if (path === undefined || folder === undefined) return { kind: 'unknown', span, reason };
  for (const name of FILES) {
    const file = joinPath('', `${folder}${name}`) ?? name;
    const text = project.text(file);
    const [root] = text === undefined ? [] : parseDocuments({ path: file, text }, () => true).roots;
    const value = root && textAt(at(reach(root), ...path.split('.')));
    if (value?.kind === 'known') return { ...value, via: [...value.via, { span, note: `.Values.${path}` }] };
  }
  return { kind: 'unknown', span, reason: 'the values of the chart do not say it' };
}
