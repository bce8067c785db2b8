/** A key of a stack file that has no value. */
import type { ConfigNode, PulumiStackFact } from '../model/fact.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { single } from '../model/value.ts';
import { defineRule } from './rule.ts';
import { cliText, CONFIG_REFERENCES } from './support/pulumi-config.ts';
import { readStacks } from './support/pulumi-config-keys.ts';
import { stackResource } from './support/pulumi-config-stacks.ts';
import { placeOf } from './support/pulumi-config-types.ts';

export const pulumiConfigEmptyValue = defineRule(
  {
    id: 'pulumi-config-empty-value',
    title: 'A key of a stack has no value',
    severity: 'warning',
    fix: 'safe',
    references: [CONFIG_REFERENCES[0], 'https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/loaders.go'],
  },
  function* check({ projects }) {
    for (const view of projects) {
      for (const stack of readStacks(view)) {
        for (const { key, value } of stack.config) {
          if (value.kind !== 'scalar' || value.value !== null) continue;
          const project = single(view.project.name)?.value;
          const name = project === undefined || key.value.includes(':') ? key.value : `${project}:${key.value}`;
          yield {
            span: placeOf(value, key.span),
            resource: stackResource(stack, key.value),
            value: value.source,
            message: `${codeSpan(key.value)} is empty. Pulumi warns: ${cliText(warning(name))}`,
            fix: filling(stack, value),
          };
        }
      }
    }
  },
);

function warning(key: string): string {
  return `No value for configuration key "${key}". This is currently treated as an empty string \`""\`, but will be treated as \`null\` in a future version of pulumi.`;
}

/** The empty text that it is today. */
function filling({ path }: PulumiStackFact, { span }: ConfigNode): Fix | undefined {
  if (path.endsWith('.json')) return undefined;
  const newText = span.start === span.end ? ' ""' : '""';
  return { title: 'Write an empty text', disposition: 'safe', edits: [{ span, newText }] };
}
