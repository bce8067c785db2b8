/** Every reader, in the order in which they read. */
import { cdkTypeScript } from './cdk-typescript.ts';
import { lintConfig } from './lint-config.ts';
import { lockFiles } from './lock-files.ts';
import { packageJson } from './package-json.ts';
import { pulumiProject } from './pulumi-project.ts';
import { pulumiTypeScript } from './pulumi-typescript.ts';
import type { Reader } from './reader.ts';

export const readers: readonly Reader[] = [packageJson, lockFiles, lintConfig, pulumiProject, pulumiTypeScript, cdkTypeScript];
