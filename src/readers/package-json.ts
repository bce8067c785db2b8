/** Package manifests: what a `package.json` declares, and where a further dependency goes. */
import type { Reader } from './reader.ts';

export const packageJson: Reader = {
  id: 'package-json',
  wantsPath: (path) => /(?:^|\/)(?:package\.json|\.projenrc\.[\w.]+)$/.test(path),
  accepts: ({ path, text }) => path.endsWith('package.json') && text.includes('{'),
  read: async (files, project) => {
    const { readManifest } = await import('./package-manifest.ts');
    const readings = files.map((file) => readManifest(file, project));
    return { facts: readings.flatMap(({ facts }) => facts), problems: readings.flatMap(({ problems }) => problems) };
  },
};
