/** A key of a stack file that has no value. */
import type { ConfigNode, PulumiStackFact } from '../model/fact.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { single } from '../model/value.ts';
import { defineRule } from './rule.ts';
import { cliText, CONFIG_REFERENCES } from './support/pulumi-config.ts';
import { fullKey, readStacks } from './support/pulumi-config-keys.ts';
import { stackResource } from './support/pulumi-config-stacks.ts';

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
          const name = fullKey(key.value, single(view.project.name)?.value ?? '') ?? key.value;
          yield {
            span: value.source === '' ? key.span : value.span,
            resource: stackResource(stack, key.value),
            value: value.source,
            message: `${codeSpan(key.value)} is empty. Pulumi warns: ${cliText(`No value for configuration key "${name}".`)} It takes that as an empty text today, and as \`null\` in a version to come.`,
            fix: filling(stack, value),
          };
        }
      }
    }
  },
);

/** The empty text that it is today. */
function filling({ path }: PulumiStackFact, { span }: ConfigNode): Fix | undefined {
  if (path.endsWith('.json')) return undefined;
  const newText = span.start === span.end ? ' ""' : '""';
  return { title: 'Write an empty text', disposition: 'safe', edits: [{ span, newText }] };
}
