/** Pulumi programs in TypeScript and JavaScript: `@pulumi/aws`, `@pulumi/eks`, `@pulumi/aws-native`, `@pulumi/kubernetes`. */
import type { Reader } from './reader.ts';
import { isProgramPath } from './typescript-paths.ts';

/** The package itself, or a cluster of a module that another file hands on. */
const SPEAKS_OF_PULUMI = /@pulumi\/|\beks\.(?:Cluster|Addon)\s*\(/;

export const pulumiTypeScript: Reader = {
  id: 'pulumi-typescript',
  wantsPath: isProgramPath,
  accepts: ({ text }) => SPEAKS_OF_PULUMI.test(text),
  read: async (files, project) => {
    const { readPulumiPrograms } = await import('./pulumi-program.ts');
    return readPulumiPrograms(files, project);
  },
};
