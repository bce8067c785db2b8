/** A provider's key that is declared with a default. */
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import { attributeEntry, CONFIG_REFERENCES, configResource, declarationsWith, loadingStops } from './support/pulumi-config.ts';

export const pulumiConfigNamespacedDefault = defineRule(
  {
    id: 'pulumi-config-namespaced-default',
    title: 'A key of another namespace has a default, where only a value may stand',
    severity: 'error',
    fix: 'safe',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const declaration of declarationsWith(projects, 'namespaced-default')) {
      const { key, view } = declaration;
      const entry = attributeEntry(declaration, 'default');
      if (!entry) continue;
      const error = `Configuration key '${key}' is not namespaced by the project and should not define a default value. Did you mean to use the 'value' attribute instead of 'default'?`;
      // `value: null` counts as none, but the word cannot stand there twice
      const isFree = attributeEntry(declaration, 'value') === undefined;
      yield {
        span: entry.key.span,
        resource: configResource(view.project, key),
        value: 'default',
        message: `${codeSpan(key)} is not a key of the project itself. ${loadingStops(error)} As a \`value\` it means the same, and a stack file still has the last word.`,
        fix: isFree ? { title: 'Write `value`', disposition: 'safe', edits: [{ span: entry.key.span, newText: 'value' }] } : undefined,
      };
    }
  },
);
