/** A value in a stack file that its project declares a secret, in plain text. */
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import { attributeEntry, cliText, CONFIG_REFERENCES } from './support/pulumi-config.ts';
import { lacksSecret, stackResource, typedValues } from './support/pulumi-config-stacks.ts';

export const pulumiConfigMustBeSecret = defineRule(
  {
    id: 'pulumi-config-must-be-secret',
    title: 'A stack holds in plain text what the project declares a secret',
    severity: 'error',
    fix: 'none',
    references: [
      CONFIG_REFERENCES[0],
      'https://www.pulumi.com/docs/iac/concepts/secrets/',
      'https://github.com/pulumi/pulumi/blob/master/pkg/workspace/config.go',
    ],
  },
  function* check({ projects }) {
    for (const found of projects.flatMap((view) => [...typedValues(view)])) {
      if (!lacksSecret(found)) continue;
      const { declaration, stack, entry } = found;
      const error = `Stack '${stack.stack}' with configuration key '${declaration.key}' must be encrypted as it's secret`;
      const declared = attributeEntry(declaration, 'secret');
      yield {
        span: entry.key.span,
        resource: stackResource(stack, declaration.key),
        // what is secret is not repeated, not even in an identity
        value: '',
        message: `${codeSpan(declaration.key)} is a secret of the project. \`pulumi up\` and \`pulumi preview\` stop: ${cliText(error)}. Set it with \`pulumi config set --secret\`; the text that stands here now is in the history of the repository, so take a new one.`,
        related: declared ? [{ span: declared.key.span, message: 'it is declared a secret here' }] : [],
      };
    }
  },
);
