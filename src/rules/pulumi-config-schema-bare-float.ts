/** Something in a project's `config:` that Pulumi's schema takes for no value and no declaration. */
import type { PulumiProjectView } from '../inventory/inventory.ts';
import type { ConfigKey, ConfigNode } from '../model/fact.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { type Draft, defineRule } from './rule.ts';
import { CONFIG_REFERENCES, configResource, schemaFaultsIn } from './support/pulumi-config.ts';
import { isOwnKey } from './support/pulumi-config-keys.ts';
import type { SchemaFault } from './support/pulumi-config-schema.ts';
import { CONFIG_TYPES, placeOf, quotedText, sourceOf } from './support/pulumi-config-types.ts';

/** What other tools call the types. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['str', 'string'],
  ...CONFIG_TYPES.map((name) => [name, name] as const),
]);

export const pulumiConfigSchemaBareFloat = defineRule(
  {
    id: 'pulumi-config-schema-bare-float',
    title: 'A number with a decimal point, or another thing that is no configuration value, stands in the project file',
    severity: 'error',
    fix: 'safe',
    references: [...CONFIG_REFERENCES, 'https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/project.json'],
  },
  function* check({ projects }) {
    for (const view of projects) {
      for (const { entry, fault } of schemaFaultsIn(view)) {
        const draft = draftOf(view, entry, fault);
        if (draft) yield draft;
      }
    }
  },
);

function draftOf(view: PulumiProjectView, { key, value }: ConfigKey, fault: SchemaFault): Draft | undefined {
  const resource = configResource(view.project, key.value);
  const name = codeSpan(key.value);
  switch (fault.kind) {
    case 'float':
      return {
        span: fault.node.span,
        resource,
        value: sourceOf(fault.node),
        message: `${name} is a number with a decimal point. Pulumi's schema of the file takes text, whole numbers, booleans and lists there, and refuses to load the project. In quotes it is text, with every digit kept.`,
        fix: quoting(fault.node),
      };
    case 'null':
      return {
        span: key.span,
        resource,
        value: '',
        message: `${name} has neither a value nor a declaration. Pulumi's schema of the file refuses that, and the project does not load. A key that each stack has to set is declared by \`type: string\` below it.`,
      };
    case 'nested':
      return {
        span: fault.entry.key.span,
        resource,
        value: fault.entry.key.value,
        message: `${name} holds ${codeSpan(fault.entry.key.value)}, which is no attribute of a declaration, so Pulumi's schema of the file refuses to load the project. A key with its namespace is written in one: ${codeSpan(`${key.value}:${fault.entry.key.value}`)}.`,
      };
    case 'type':
      return {
        span: placeOf(fault.node, key.span),
        resource,
        value: sourceOf(fault.node),
        message: `${codeSpan(sourceOf(fault.node))} is no type that Pulumi's schema of the file has, so the project does not load. There are ${CONFIG_TYPES.slice(0, -1).join(', ')} and ${CONFIG_TYPES.at(-1)}.`,
        fix: isOwnKey(view.project, key.value) === true && value.kind === 'map' ? naming(fault.node) : undefined,
      };
    case 'attribute':
      return undefined;
  }
}

function quoting(node: ConfigNode): Fix | undefined {
  const edit = quotedText(node);
  return edit && { title: 'Quote the number', disposition: 'safe', edits: [edit] };
}

function naming(node: ConfigNode): Fix | undefined {
  const name = TYPE_NAMES.get(sourceOf(node).toLowerCase());
  return name === undefined ? undefined : { title: `Write \`${name}\``, disposition: 'safe', edits: [{ span: node.span, newText: name }] };
}
