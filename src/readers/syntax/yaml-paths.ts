/** Paths of files that may hold YAML or JSON of people's own. */

const YAML = /\.(?:ya?ml|json)$/;
/** Scripts write YAML too: shell, recipes of make, steps of a workflow. */
const SCRIPT = /\.(?:sh|bash|zsh)$|(?:^|\/)Makefile$|\.mk$/;
const SHELL = /\.(?:sh|bash|zsh)$/;
/** Written by package managers, compilers and tests. */
const WRITTEN = /(?:^|\/)(?:node_modules|cdk\.out|__snapshots__|\.pulumi)\/|(?:^|[/.-])lock\.(?:ya?ml|json)$|(?:^|\/)npm-shrinkwrap\.json$/;

export function isYamlPath(path: string): boolean {
  return YAML.test(path) && !WRITTEN.test(path);
}

/** Whether a script is all shell, where variables are written `$NAME`. */
export function isShellPath(path: string): boolean {
  return SHELL.test(path);
}

export function isScriptPath(path: string): boolean {
  return SCRIPT.test(path) && !WRITTEN.test(path);
}
