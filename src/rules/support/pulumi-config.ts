/** What the Pulumi CLI says of each entry of a project's `config:`: of several complaints the first, as its checks are ordered. */
import type { PulumiProjectView } from '../../inventory/inventory.ts';
import type { ConfigEntry, ConfigKey, ConfigNode, PulumiProjectFact } from '../../model/fact.ts';
import { codeSpan } from '../../model/markdown.ts';
import { single } from '../../model/value.ts';
import { fullKey, isOwnKey } from './pulumi-config-keys.ts';
import { attributeOf, type SchemaFault, schemaFaults, typeOf } from './pulumi-config-schema.ts';
import { type ConfigType, isOfType } from './pulumi-config-types.ts';

/** Where the rules of this family come from. */
export const CONFIG_REFERENCES = [
  'https://www.pulumi.com/docs/iac/concepts/projects/project-file/',
  'https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/project.go',
] as const;

/** One entry of a project's `config:`, its shorthand written out. */
export interface Declaration {
  readonly view: PulumiProjectView;
  readonly entry: ConfigKey;
  readonly key: string;
  /** Of the project itself, not of a provider; `undefined` where the project's name is not known. */
  readonly isOwn: boolean | undefined;
  readonly type: ConfigType | undefined;
  readonly hasItems: boolean;
  readonly isSecret: boolean;
  /** What the CLI counts: `null` is nothing. */
  readonly default: ConfigNode | undefined;
  readonly value: ConfigNode | undefined;
}

type ValidateFault =
  | 'default-and-value'
  | 'array-without-items'
  | 'default-wrong-type'
  | 'namespaced-type'
  | 'namespaced-default'
  | 'namespaced-no-value';

/** All declarations of a project that the CLI's schema lets through. */
export function* declarationsIn(view: PulumiProjectView): Iterable<Declaration> {
  for (const entry of view.project.config) {
    if (entriesAreReadable(view.project) && !isReserved(entry) && schemaFaults(entry.value)?.length === 0) yield declarationOf(view, entry);
  }
}

/** All entries that the CLI's schema refuses, with each fault. */
export function* schemaFaultsIn(view: PulumiProjectView): Iterable<{ readonly entry: ConfigKey; readonly fault: SchemaFault }> {
  if (!entriesAreReadable(view.project)) return;
  for (const entry of view.project.config) {
    if (isReserved(entry)) continue;
    for (const fault of schemaFaults(entry.value) ?? []) yield { entry, fault };
  }
}

/** All declarations about which the CLI makes one complaint. */
export function* declarationsWith(projects: readonly PulumiProjectView[], fault: ValidateFault): Iterable<Declaration> {
  for (const view of projects) {
    for (const declaration of declarationsIn(view)) if (validateFault(declaration) === fault) yield declaration;
  }
}

function entriesAreReadable({ isIncomplete }: PulumiProjectFact): boolean {
  return isIncomplete !== true;
}

/** The schema wants a boolean under `secret`, whatever else it takes for a key. */
function isReserved({ key }: ConfigKey): boolean {
  return key.value === 'secret';
}

function declarationOf(view: PulumiProjectView, entry: ConfigKey): Declaration {
  const { key, value: node } = entry;
  const isOwn = isOwnKey(view.project, key.value);
  const secret = attributeOf(node, 'secret');
  const isMap = node.kind === 'map';
  return {
    view,
    entry,
    key: key.value,
    isOwn,
    type: typeOf(node),
    hasItems: attributeOf(node, 'items') !== undefined,
    isSecret: secret?.kind === 'scalar' && secret.value === true,
    default: isMap ? written(attributeOf(node, 'default')) : isOwn === true ? node : undefined,
    value: isMap ? written(attributeOf(node, 'value')) : isOwn === true ? undefined : node,
  };
}

function written(node: ConfigNode | undefined): ConfigNode | undefined {
  return node?.kind === 'scalar' && node.value === null ? undefined : node;
}

/** The order of `Project.Validate` (sdk/go/common/workspace/project.go); the form of a key is looked at later, for a stack. */
export function validateFault(declaration: Declaration): ValidateFault | undefined {
  if (declaration.default && declaration.value) return 'default-and-value';
  if (declaration.isOwn === undefined) return undefined;
  if (declaration.isOwn) return ownFault(declaration);
  if (declaration.type) return 'namespaced-type';
  if (declaration.default) return 'namespaced-default';
  return declaration.value ? undefined : 'namespaced-no-value';
}

function ownFault({ type, hasItems, default: node }: Declaration): ValidateFault | undefined {
  if (type?.name === 'array' && !hasItems) return 'array-without-items';
  return type && node && isOfType(type, node) === false ? 'default-wrong-type' : undefined;
}

/** An attribute of a declaration with its key. */
export function attributeEntry({ entry }: Declaration, name: string): ConfigEntry | undefined {
  return entry.value.kind === 'map' ? entry.value.entries.find(({ key }) => key.value === name) : undefined;
}

/** Whether the CLI can read the key, whatever the project is called. */
export function keyIsReadable(key: string): boolean {
  return fullKey(key, '') !== undefined;
}

/** What a finding speaks of: the key as the CLI knows it, and the project it is declared in. */
export function configResource({ name }: PulumiProjectFact, key: string): string {
  const project = single(name)?.value;
  return project === undefined ? `configuration ${key}` : `configuration ${fullKey(key, project) ?? key} of ${project}`;
}

/** A message of the CLI, whole: its texts are longer than other code is shown. One that a hostile key has made too long is cut. */
export function cliText(text: string): string {
  if (!/^[ -~]{1,600}$/.test(text) || /^[ `]|[ `]$/.test(text)) return codeSpan(text);
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence + text + fence;
}

/** What happens where a project file cannot be loaded. */
export function loadingStops(text: string): string {
  return `Every command that loads the project stops: ${cliText(text)}${/[.?]$/.test(text) ? '' : '.'}`;
}
