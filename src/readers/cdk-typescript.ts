/** AWS CDK programs in TypeScript and JavaScript: `aws-eks` of version 1 and 2, `aws-eks-v2`, the package eks-blueprints. */
import { isContextPath } from './cdk-context.ts';
import type { Reader } from './reader.ts';
import { isProgramPath } from './typescript-paths.ts';

/** The modules, or a construct of a module that another file hands on. */
const SPEAKS_OF_EKS =
  /aws[-_]eks|eks-blueprints|\bEksBlueprint\b|\.addNodegroupCapacity\b|\beks\.(?:KubernetesVersion|(?:Fargate|Cfn)?(?:Cluster|Addon|Node[gG]roup)\s*\()/;

export const cdkTypeScript: Reader = {
  id: 'cdk-typescript',
  wantsPath: (path) => isProgramPath(path) || isContextPath(path),
  accepts: ({ path, text }) =>
    isProgramPath(path) && (SPEAKS_OF_EKS.test(text) || (text.includes('cluster-autoscaler') && text.includes('aws-cdk'))),
  read: async (files, project) => {
    const { readCdkPrograms } = await import('./cdk-program.ts');
    return readCdkPrograms(files, project);
  },
};
