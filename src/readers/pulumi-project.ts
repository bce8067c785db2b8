/** Pulumi project and stack files: `Pulumi.yaml`, `Pulumi.<stack>.yaml`, and the same as `.yml` and `.json`. */
import type { Reader } from './reader.ts';

const FILE = /(?:^|\/)Pulumi\.(?:[^/]+\.)?(?:ya?ml|json)$/;

export const pulumiProject: Reader = {
  id: 'pulumi-project',
  wantsPath: (path) => FILE.test(path),
  accepts: ({ text }) => text.trim() !== '',
  read: async (files) => {
    const { readPulumiFile } = await import('./pulumi-project-files.ts');
    const readings = files.map((file) => readPulumiFile(file));
    return { facts: readings.flatMap(({ facts }) => facts), problems: readings.flatMap(({ problems }) => problems) };
  },
};
