/** Which files Terraform, OpenTofu and Terragrunt read, by their names. */
import { isYamlPath } from './syntax/yaml-paths.ts';

const CONFIGURATION = /\.(?:tf|tofu)(?:\.json)?$/;
const VALUES = /\.tfvars(?:\.json)?$/;
const TERRAGRUNT = /\.hcl$/;
const AUTOMATIC = /(?:^|\/)(?:terraform\.tfvars|[^/]*\.auto\.tfvars)(?:\.json)?$/;
const OVERRIDE = /(?:^|\/|_)override\.(?:tf|tofu)(?:\.json)?$/;
const UNIT = /(?:^|\/)terragrunt\.hcl$/;

/** Texts that `file` and `templatefile` read. Helpers of charts (`_helpers.tpl`) are templates of another language. */
const TEXT = /(?:^|\/)[^/_][^/]*\.(?:tftpl|tpl|tmpl)$/;

export function isTerraformPath(path: string): boolean {
  return CONFIGURATION.test(path) || VALUES.test(path) || TERRAGRUNT.test(path);
}

/** A file of a module. */
export function isConfiguration(path: string): boolean {
  return CONFIGURATION.test(path);
}

/** Values for the variables of a root module. */
export function isValuesFile(path: string): boolean {
  return VALUES.test(path);
}

/** Values that are loaded without being named on the command line. */
export function isAutomatic(path: string): boolean {
  return AUTOMATIC.test(path);
}

export function isOverride(path: string): boolean {
  return OVERRIDE.test(path);
}

/** A file that Terragrunt runs, if no other one includes it. */
export function isTerragruntUnit(path: string): boolean {
  return UNIT.test(path);
}

/** A file whose text expressions may take. */
export function isTextPath(path: string): boolean {
  return TEXT.test(path) || (isYamlPath(path) && !path.endsWith('.json'));
}
