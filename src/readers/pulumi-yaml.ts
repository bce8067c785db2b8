/** Programs of Pulumi in YAML: `Pulumi.yaml` with `resources:`, and `Main.yaml` beside it. */
import type { Reader } from './reader.ts';

const FILE = /(?:^|\/)(?:Pulumi(?:\.[^/]+)?\.(?:ya?ml|json)|Main\.ya?ml)$/;
const PROGRAM = /(?:^|\/)(?:Pulumi|Main)\.ya?ml$/;
const TYPE = /\b(?:aws|aws-native):eks\b|\beks:(?:index\b|Cluster\b|Addon\b)|cluster-autoscaler/;

export const pulumiYaml: Reader = {
  id: 'pulumi-yaml',
  // the files of stacks decide values of the program
  wantsPath: (path) => FILE.test(path),
  accepts: ({ path, text }) => PROGRAM.test(path) && text.includes('resources') && TYPE.test(text),
  read: async (files, project) => {
    const { readPulumiYaml } = await import('./pulumi-yaml-facts.ts');
    return readPulumiYaml(files, project);
  },
};
