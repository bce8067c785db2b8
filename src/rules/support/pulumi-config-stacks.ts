/** What stacks say of the typed keys of their project. */
import type { PulumiProjectView } from '../../inventory/inventory.ts';
import type { ConfigKey, ConfigNode, PulumiStackFact } from '../../model/fact.ts';
import { type Declaration, declarationsIn, keyIsReadable, validateFault } from './pulumi-config.ts';
import { isPath, readStacks, setIn } from './pulumi-config-keys.ts';
import { type ConfigType, isSecret } from './pulumi-config-types.ts';

export interface StackValue {
  readonly declaration: Declaration;
  readonly type: ConfigType;
  readonly stack: PulumiStackFact;
  readonly entry: ConfigKey;
}

/**
 * Every value of a stack file whose key the project gives a type: the CLI looks at no others. An environment may add to a map, so
 * that a map beside one is left out.
 */
export function* typedValues(view: PulumiProjectView): Iterable<StackValue> {
  for (const declaration of declarationsIn(view)) {
    const { key, type, isOwn } = declaration;
    if (!type || isOwn !== true || isPath(key) || !keyIsReadable(key) || validateFault(declaration) !== undefined) continue;
    for (const stack of readStacks(view)) {
      const entry = setIn(stack, view.project, key);
      if (!entry || entry.value.kind === 'unknown' || (stack.hasEnvironment && entry.value.kind === 'map')) continue;
      // an empty value is text in YAML only
      if (stack.path.endsWith('.json') && entry.value.kind === 'scalar' && entry.value.value === null) continue;
      yield { declaration, type, stack, entry };
    }
  }
}

/** Whether a value has to be secret, and is not. One secret inside a list or a map is enough. */
export function lacksSecret({ declaration, entry }: StackValue): boolean {
  return declaration.isSecret && holdsSecret(entry.value) === false;
}

function holdsSecret(node: ConfigNode): boolean | undefined {
  if (node.kind === 'unknown') return undefined;
  if (isSecret(node)) return true;
  if (node.kind === 'scalar') return false;
  const parts = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  const answers = parts.map(holdsSecret);
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** What a finding speaks of: the key of one stack. */
export function stackResource(stack: PulumiStackFact, key: string): string {
  return `configuration ${key} of stack ${stack.stack}`;
}
