/** What tests of manifests share: the image, values of its chart, and what a reader made of them. */
import { kubernetes } from '../../src/readers/kubernetes.ts';
import { factOf, type Files, readFiles, shown } from './support.ts';

export const IMAGE = 'registry.k8s.io/autoscaling/cluster-autoscaler';
export const VALUES = 'autoDiscovery:\n  clusterName: prod\nimage:\n  tag: "«v1.34.2»"\n';

/** A text as a part of another one. */
export function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

/** What is seen of the one image in files whose only mark is its tag. */
export interface Seen {
  readonly tag: unknown;
  readonly isAtMark: boolean;
  readonly clusterName: string | undefined;
  readonly problems: number;
}

export const AT_MARK: Seen = { tag: 'v1.34.2', isAtMark: true, clusterName: 'prod', problems: 0 };

export async function seen(files: Files): Promise<Seen> {
  const read = await readFiles(kubernetes, files);
  const { tag, cluster } = factOf(read, 'image');
  const [mark] = read.marks;
  const isAtMark = tag.kind === 'known' && tag.notation === 'text' && JSON.stringify(tag.span) === JSON.stringify(mark);
  const clusterName = cluster.kind === 'anywhere' ? cluster.name : undefined;
  return { tag: shown(tag), isAtMark, clusterName, problems: read.problems.length };
}
