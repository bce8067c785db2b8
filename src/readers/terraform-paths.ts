/** Which files Terraform, OpenTofu and Terragrunt read, by their names. */

const CONFIGURATION = /\.(?:tf|tofu)(?:\.json)?$/;
const VALUES = /\.tfvars(?:\.json)?$/;
const TERRAGRUNT = /\.hcl$/;
const AUTOMATIC = /(?:^|\/)(?:terraform\.tfvars|[^/]*\.auto\.tfvars)(?:\.json)?$/;
const OVERRIDE = /(?:^|\/|_)override\.(?:tf|tofu)(?:\.json)?$/;
const UNIT = /(?:^|\/)terragrunt\.hcl$/;

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
