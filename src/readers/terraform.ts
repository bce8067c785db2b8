/** Terraform, OpenTofu and Terragrunt. */
import type { Reader } from './reader.ts';
import { isTerraformPath, isTextPath } from './terraform-paths.ts';

/** Clusters, add-ons, modules and charts by the words in their types and sources. */
const SPEAKS_OF_EKS = /(?:^|[^A-Za-z])eks|cluster[-_]autoscaler/i;

export const terraform: Reader = {
  id: 'terraform',
  wantsPath: (path) => isTerraformPath(path) || isTextPath(path),
  accepts: ({ path, text }) => isTerraformPath(path) && SPEAKS_OF_EKS.test(text),
  read: async (files, project) => {
    const { readTerraform } = await import('./terraform-program.ts');
    return readTerraform(files, project);
  },
};
