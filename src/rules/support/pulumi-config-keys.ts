/** Keys of Pulumi's configuration, and the stack files that the CLI reads for a project. */
import type { PulumiProjectView } from '../../inventory/inventory.ts';
import type { ConfigKey, PulumiProjectFact, PulumiStackFact } from '../../model/fact.ts';
import { single } from '../../model/value.ts';

/** Whether a key is the project's own (`configKeyIsNamespacedByProject`); `undefined` where the project's name is not known. */
export function isOwnKey(project: PulumiProjectFact, key: string): boolean | undefined {
  if (!key.includes(':')) return true;
  const name = single(project.name)?.value;
  return name === undefined ? undefined : key.startsWith(`${name}:`);
}

/**
 * A key as `namespace:name`, the old `namespace:config:name` included; a key without a namespace is one of `defaultNamespace`.
 * `undefined` where the CLI cannot read it (`ParseKey`, sdk/go/common/resource/config/key.go).
 */
export function fullKey(key: string, defaultNamespace: string): string | undefined {
  const parts = key.split(':');
  if (parts.length === 1) return `${defaultNamespace}:${key}`;
  if (parts.length === 2) return key;
  return parts.length === 3 && parts[1] === 'config' ? `${parts[0]}:${parts[2]}` : undefined;
}

/** Whether the CLI takes the name for a path into an object (`outer.inner`, `list[0]`), or finds none. */
export function isPath(key: string): boolean {
  return /[.[\]"]|^$|:$/.test(key);
}

/** The stack files that can be judged: all there, and with the extension of the project file, the only one that the CLI looks for. */
export function readStacks({ project, stacks }: PulumiProjectView): readonly PulumiStackFact[] {
  return stacks.filter(({ path, isIncomplete }) => isIncomplete !== true && extensionOf(path) === extensionOf(project.path));
}

type Index = { readonly namespace: string; readonly entries: ReadonlyMap<string | undefined, ConfigKey> };

/** A stack is asked about each key of its project, by several rules. */
const indexes = new WeakMap<PulumiStackFact, Index>();

/** Where a stack sets a key of its project. */
export function setIn(stack: PulumiStackFact, project: PulumiProjectFact, key: string): ConfigKey | undefined {
  const namespace = single(project.name)?.value ?? '';
  const kept = indexes.get(stack);
  const index = kept?.namespace === namespace ? kept : indexOf(stack, namespace);
  if (index !== kept) indexes.set(stack, index);
  const wanted = fullKey(key, namespace);
  return wanted === undefined ? undefined : index.entries.get(wanted);
}

function indexOf({ config }: PulumiStackFact, namespace: string): Index {
  return { namespace, entries: new Map(config.map((entry) => [fullKey(entry.key.value, namespace), entry])) };
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.'));
}
