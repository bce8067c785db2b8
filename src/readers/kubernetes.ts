/** cluster-autoscaler images in Kubernetes manifests, kustomizations, chart values and the objects of GitOps tools. */
import type { Reader } from './reader.ts';
import { isScriptPath, isYamlPath } from './syntax/yaml-paths.ts';

/** A folder or a file of that name holds the values of the chart. */
const NAMED = /(?:^|\/)cluster[-_]autoscaler(?=[/._-])/;

export const kubernetes: Reader = {
  id: 'kubernetes',
  wantsPath: (path) => isYamlPath(path) || isScriptPath(path),
  accepts: ({ path, text }) => text.includes('cluster-autoscaler') || (NAMED.test(path) && text.includes('tag:')),
  read: async (files, project) => {
    const { readManifests } = await import('./kubernetes-manifests.ts');
    return readManifests(files, project);
  },
};
