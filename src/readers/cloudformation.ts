/** CloudFormation and SAM templates, in YAML and in JSON. */
import type { Reader } from './reader.ts';
import { isYamlPath } from './syntax/yaml-paths.ts';

/** Written by the CDK, and written again by the next synthesis. */
const SYNTHESIZED = '"aws:cdk:path"';

export const cloudFormation: Reader = {
  id: 'cloudformation',
  wantsPath: (path) => isYamlPath(path) || path.endsWith('.template'),
  accepts: ({ text }) => text.includes('AWS::EKS::') && !text.includes(SYNTHESIZED),
  read: async (files) => {
    const { readTemplate } = await import('./cloudformation-facts.ts');
    const readings = files.map((file) => readTemplate(file));
    return { facts: readings.flatMap(({ facts }) => facts), problems: readings.flatMap(({ problems }) => problems) };
  },
};
