/** An attribute that a declaration of configuration cannot have. */
import type { PulumiProjectView } from '../inventory/inventory.ts';
import type { ConfigKey } from '../model/fact.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import { CONFIG_REFERENCES, configResource, schemaFaultsIn } from './support/pulumi-config.ts';
import { isOwnKey } from './support/pulumi-config-keys.ts';
import { attributeOf, ATTRIBUTES, type SchemaFault } from './support/pulumi-config-schema.ts';

export const pulumiConfigSchemaUnknownAttribute = defineRule(
  {
    id: 'pulumi-config-schema-unknown-attribute',
    title: 'A declaration has an attribute that Pulumi does not know',
    severity: 'error',
    fix: 'safe',
    references: [...CONFIG_REFERENCES, 'https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/project.json'],
  },
  function* check({ projects }) {
    for (const view of projects) {
      for (const { entry, fault } of schemaFaultsIn(view)) {
        if (fault.kind !== 'attribute') continue;
        yield {
          span: fault.entry.key.span,
          resource: configResource(view.project, entry.key.value),
          value: fault.entry.key.value,
          message: `${codeSpan(entry.key.value)} is declared with ${codeSpan(fault.entry.key.value)}. Pulumi's schema of the file allows ${ATTRIBUTES.slice(0, -1).join(', ')} and ${ATTRIBUTES.at(-1)} there, and refuses to load the project.`,
          fix: renaming(view, entry, fault),
        };
      }
    }
  },
);

/** The attribute that was meant; a default of another namespace would be refused in its turn. */
function renaming(view: PulumiProjectView, { key, value }: ConfigKey, fault: Extract<SchemaFault, { kind: 'attribute' }>): Fix | undefined {
  const isOwn = isOwnKey(view.project, key.value);
  const name = fault.meant === 'default' && isOwn === false ? 'value' : fault.meant;
  if (name === undefined || isOwn === undefined || attributeOf(value, name)) return undefined;
  return { title: `Write \`${name}\``, disposition: 'safe', edits: [{ span: fault.entry.key.span, newText: name }] };
}
