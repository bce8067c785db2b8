/** Every reader, in the order in which they read. */
import { cdkTypeScript } from './cdk-typescript.ts';
import { cloudFormation } from './cloudformation.ts';
import { eksctl } from './eksctl.ts';
import { kubernetes } from './kubernetes.ts';
import { lintConfig } from './lint-config.ts';
import { lockFiles } from './lock-files.ts';
import { packageJson } from './package-json.ts';
import { pulumiProject } from './pulumi-project.ts';
import { pulumiTypeScript } from './pulumi-typescript.ts';
import { pulumiYaml } from './pulumi-yaml.ts';
import type { Reader } from './reader.ts';
import { terraform } from './terraform.ts';

export const readers: readonly Reader[] = [
  packageJson,
  lockFiles,
  lintConfig,
  pulumiProject,
  pulumiTypeScript,
  cdkTypeScript,
  terraform,
  cloudFormation,
  eksctl,
  kubernetes,
  pulumiYaml,
];
