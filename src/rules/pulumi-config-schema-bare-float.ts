/** Something in a project's `config:` that Pulumi's schema takes for no value and no declaration. */
import type { PulumiProjectView } from '../inventory/inventory.ts';
import type { ConfigEntry, ConfigKey, ConfigNode } from '../model/fact.ts';
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

function draftOf(view: PulumiProjectView, entry: ConfigKey, fault: SchemaFault): Draft | undefined {
  const resource = configResource(view.project, entry.key.value);
  switch (fault.kind) {
    case 'float':
      return { resource, ...ofFloat(entry, fault.node) };
    case 'null':
      return { resource, ...ofNothing(entry) };
    case 'nested':
      return { resource, ...ofNested(entry, fault.entry) };
    case 'type':
      return { resource, ...ofType(entry, fault.node, isOwnKey(view.project, entry.key.value) === true) };
    case 'attribute':
      return undefined;
  }
}

type Said = Omit<Draft, 'resource'>;

function ofFloat({ key }: ConfigKey, node: ConfigNode): Said {
  return {
    span: node.span,
    value: sourceOf(node),
    message: `${codeSpan(key.value)} is a number with a decimal point. Pulumi's schema of the file takes text, whole numbers, booleans and lists there, and refuses to load the project. In quotes it is text, with every digit kept.`,
    fix: quoting(node),
  };
}

function ofNothing({ key }: ConfigKey): Said {
  return {
    span: key.span,
    value: '',
    message: `${codeSpan(key.value)} has neither a value nor a declaration. Pulumi's schema of the file refuses that, and the project does not load. A key that each stack has to set is declared by \`type: string\` below it.`,
  };
}

function ofNested({ key }: ConfigKey, inner: ConfigEntry): Said {
  const whole = codeSpan(`${key.value}:${inner.key.value}`);
  return {
    span: inner.key.span,
    value: inner.key.value,
    message: `${codeSpan(key.value)} holds ${codeSpan(inner.key.value)}, which is no attribute of a declaration, so Pulumi's schema of the file refuses to load the project. A key with its namespace is written in one: ${whole}.`,
  };
}

/** A type of another namespace is wrong in itself, however it is spelled. */
function ofType({ key }: ConfigKey, node: ConfigNode, isOwn: boolean): Said {
  return {
    span: placeOf(node, key.span),
    value: sourceOf(node),
    message: `${codeSpan(sourceOf(node))} is no type that Pulumi's schema of the file has, so the project does not load. There are ${CONFIG_TYPES.slice(0, -1).join(', ')} and ${CONFIG_TYPES.at(-1)}.`,
    fix: isOwn ? naming(node) : undefined,
  };
}

function quoting(node: ConfigNode): Fix | undefined {
  const edit = quotedText(node);
  return edit && { title: 'Quote the number', disposition: 'safe', edits: [edit] };
}

function naming(node: ConfigNode): Fix | undefined {
  const name = TYPE_NAMES.get(sourceOf(node).toLowerCase());
  return name === undefined ? undefined : { title: `Write \`${name}\``, disposition: 'safe', edits: [{ span: node.span, newText: name }] };
}
