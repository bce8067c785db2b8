/** Terraform, OpenTofu and Terragrunt. */
import type { Reader } from './reader.ts';
import { isTerraformPath } from './terraform-paths.ts';

/** Clusters, add-ons, modules and charts by the words in their types and sources. */
const SPEAKS_OF_EKS = /(?:^|[^A-Za-z])eks|cluster[-_]autoscaler/i;

export const terraform: Reader = {
  id: 'terraform',
  wantsPath: isTerraformPath,
  accepts: ({ text }) => SPEAKS_OF_EKS.test(text),
  read: async (files, project) => {
    const { readTerraform } = await import('./terraform-program.ts');
    return readTerraform(files, project);
  },
};
