/** `ClusterConfig` files of eksctl, and those that scripts write. */
import type { Reader } from './reader.ts';
import { isScriptPath, isYamlPath } from './syntax/yaml-paths.ts';

export const eksctl: Reader = {
  id: 'eksctl',
  wantsPath: (path) => isYamlPath(path) || isScriptPath(path),
  accepts: ({ text }) => text.includes('eksctl.io/') && text.includes('ClusterConfig'),
  read: async (files) => {
    const { readClusterConfigs } = await import('./eksctl-facts.ts');
    const readings = files.map((file) => readClusterConfigs(file));
    return { facts: readings.flatMap(({ facts }) => facts), problems: readings.flatMap(({ problems }) => problems) };
  },
};
