/** The facts of the manifests of one state of a repository. */
import type { ImageFact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import type { FoundImage } from './kubernetes-containers.ts';
import { withoutReplaced } from './kubernetes-overrides.ts';
import { imagesIn } from './kubernetes-objects.ts';
import { imagesInLines } from './kubernetes-tags.ts';
import type { Project, Reading } from './reader.ts';
import { documentsIn } from './syntax/yaml-sources.ts';

/** Reads all accepted files together. */
export function readManifests(files: readonly SourceText[], project: Project): Reading {
  const readings = files.map((file) => readFile(file, project));
  const images = distinct(readings.flatMap(({ facts }) => facts));
  return { facts: withoutReplaced(images, project), problems: readings.flatMap(({ problems }) => problems) };
}

interface FileReading extends Reading {
  readonly facts: readonly ImageFact[];
}

function readFile(source: SourceText, project: Project): FileReading {
  const isNamed = !source.text.includes('cluster-autoscaler');
  const { roots, problems, templates } = documentsIn(source, (text) => isNamed || text.includes('cluster-autoscaler'));
  const written = roots.flatMap((root) => imagesIn(root, source, project));
  const lines = templates.flatMap(({ start, end }) =>
    imagesInLines(source, start, end).map((image) => ({ ...image, span: image.tag.span })),
  );
  // many files only speak of the autoscaler: scripts, policies, notes
  return { facts: [...written, ...lines].map((image) => factOf(image)), problems: source.text.includes('apiVersion:') ? problems : [] };
}

function factOf({ repository, tag, span, clusterName }: FoundImage): ImageFact {
  const reason = clusterName === undefined ? 'it does not name its cluster' : 'it names a cluster';
  return {
    kind: 'image',
    dialect: 'kubernetes',
    span,
    resource: 'cluster-autoscaler image',
    cluster: { kind: 'anywhere', reason, ...(clusterName === undefined ? {} : { name: clusterName }) },
    repository,
    tag,
  };
}

/** A template and its values both lead to the text that decides. */
function distinct(facts: readonly ImageFact[]): readonly ImageFact[] {
  const seen = new Map<string, ImageFact>();
  for (const fact of facts) {
    const { path, start, end } = fact.tag.kind === 'one-of' ? fact.span : fact.tag.span;
    const key = `${path} ${start} ${end}`;
    if (!seen.has(key)) seen.set(key, fact);
  }
  return [...seen.values()];
}
