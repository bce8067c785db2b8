/** A list in the configuration whose items have no type. */
import type { ConfigNode } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { insertInto } from '../model/slot.ts';
import { defineRule } from './rule.ts';
import {
  attributeEntry,
  CONFIG_REFERENCES,
  configResource,
  type Declaration,
  declarationsWith,
  loadingStops,
} from './support/pulumi-config.ts';
import { readStacks, setIn } from './support/pulumi-config-keys.ts';
import { isOfType } from './support/pulumi-config-types.ts';

export const pulumiConfigArrayWithoutItems = defineRule(
  {
    id: 'pulumi-config-array-without-items',
    title: 'An array does not say the type of its items',
    severity: 'error',
    fix: 'safe',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const declaration of declarationsWith(projects, 'array-without-items')) {
      const { key, entry, view } = declaration;
      const span = attributeEntry(declaration, 'type')?.value.span ?? entry.key.span;
      const error = `The configuration key '${key}' declares an array but does not specify the underlying type via the 'items' attribute`;
      const slot = entry.value.kind === 'map' ? entry.value.slot : undefined;
      const type = itemType(declaration);
      yield {
        span,
        resource: configResource(view.project, key),
        value: 'array',
        message: `${codeSpan(key)} is a list, but of what it does not say. ${loadingStops(error)} A list of texts needs \`items: {type: string}\`.`,
        fix:
          slot && type !== undefined
            ? { title: 'Give the items a type', disposition: 'safe', edits: [insertInto(slot, `items: {type: ${type}}`)] }
            : undefined,
      };
    }
  },
);

/** The one type that every list of this key has, where there is a list to see. */
function itemType({ view, key, default: standard }: Declaration): string | undefined {
  const lists = [standard, ...readStacks(view).map((stack) => setIn(stack, view.project, key)?.value)].filter((node) => node !== undefined);
  const items = lists.flatMap((node): readonly (ConfigNode | undefined)[] => (node.kind === 'list' ? node.items : [undefined]));
  if (items.length === 0) return undefined;
  return ['string', 'integer', 'boolean'].find((name) => items.every((item) => item && isOfType({ name }, item) === true));
}
