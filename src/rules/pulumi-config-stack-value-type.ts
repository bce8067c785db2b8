/** A value in a stack file that is not of the type its project declares. */
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import { attributeEntry, cliText, CONFIG_REFERENCES } from './support/pulumi-config.ts';
import { lacksSecret, stackResource, typedValues } from './support/pulumi-config-stacks.ts';
import { isStackValueOfType, placeOf, sourceOf, typeText } from './support/pulumi-config-types.ts';

export const pulumiConfigStackValueType = defineRule(
  {
    id: 'pulumi-config-stack-value-type',
    title: 'A value of a stack is not of the type that the project declares',
    severity: 'error',
    fix: 'none',
    references: [CONFIG_REFERENCES[0], 'https://github.com/pulumi/pulumi/blob/master/pkg/workspace/config.go'],
  },
  function* check({ projects }) {
    for (const found of projects.flatMap((view) => [...typedValues(view)])) {
      const { declaration, type, stack, entry } = found;
      if (lacksSecret(found) || isStackValueOfType(type, entry.value) !== false) continue;
      const error = `Stack '${stack.stack}' with configuration key '${declaration.key}' must be of type '${typeText(type)}'`;
      const declared = attributeEntry(declaration, 'type');
      yield {
        span: placeOf(entry.value, entry.key.span),
        resource: stackResource(stack, declaration.key),
        value: sourceOf(entry.value),
        message: `The project declares ${codeSpan(declaration.key)} as \`${typeText(type)}\`. \`pulumi up\` and \`pulumi preview\` stop: ${cliText(error)}.`,
        related: declared ? [{ span: declared.value.span, message: 'the type is declared here' }] : [],
      };
    }
  },
);
