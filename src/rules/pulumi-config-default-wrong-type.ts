/** A default that is not of the type beside it. */
import type { ConfigNode } from '../model/fact.ts';
import type { Edit } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import { CONFIG_REFERENCES, configResource, declarationsWith, loadingStops } from './support/pulumi-config.ts';
import { type ConfigType, quotedText, sourceOf, typeText } from './support/pulumi-config-types.ts';

export const pulumiConfigDefaultWrongType = defineRule(
  {
    id: 'pulumi-config-default-wrong-type',
    title: 'A default is not of the type that the key declares',
    severity: 'error',
    fix: 'safe',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const { key, view, type, default: node } of declarationsWith(projects, 'default-wrong-type')) {
      if (!type || !node) continue;
      const error = `The default value specified for configuration key '${key}' is not of the expected type '${typeText(type)}'`;
      const edit = quoting(type, node);
      yield {
        span: node.span,
        resource: configResource(view.project, key),
        value: sourceOf(node),
        message: `The default of ${codeSpan(key)} is no \`${typeText(type)}\`. ${loadingStops(error)}${edit ? ' In quotes it is text.' : ''}`,
        fix: edit && { title: 'Quote the default', disposition: 'safe', edits: [edit] },
      };
    }
  },
);

function quoting({ name }: ConfigType, node: ConfigNode): Edit | undefined {
  return name === 'string' ? quotedText(node) : undefined;
}
