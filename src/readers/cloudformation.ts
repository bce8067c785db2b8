/** CloudFormation and SAM templates, in YAML and in JSON. */
import type { Reader } from './reader.ts';
import { isYamlPath } from './syntax/yaml-paths.ts';

/** Written by the CDK, and written again by the next synthesis. */
const SYNTHESIZED = '"aws:cdk:path"';

function isTemplatePath(path: string): boolean {
  return isYamlPath(path) || path.endsWith('.template');
}

export const cloudFormation: Reader = {
  id: 'cloudformation',
  wantsPath: isTemplatePath,
  accepts: ({ text }) => text.includes('AWS::EKS::') && !text.includes(SYNTHESIZED),
  read: async (files, project) => {
    const { readTemplates } = await import('./cloudformation-facts.ts');
    return readTemplates(files, project, (file) => isTemplatePath(file.path) && !file.text.includes(SYNTHESIZED));
  },
};
