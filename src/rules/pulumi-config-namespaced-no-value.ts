/** A provider's key that is declared without a value. */
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import { CONFIG_REFERENCES, configResource, declarationsWith, loadingStops } from './support/pulumi-config.ts';

export const pulumiConfigNamespacedNoValue = defineRule(
  {
    id: 'pulumi-config-namespaced-no-value',
    title: 'A key of another namespace has no value',
    severity: 'error',
    fix: 'none',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const { key, entry, view } of declarationsWith(projects, 'namespaced-no-value')) {
      const error = `Configuration key '${key}' is namespaced and must provide an attribute 'value'`;
      yield {
        span: entry.key.span,
        resource: configResource(view.project, key),
        value: '',
        message: `${codeSpan(key)} is not a key of the project itself, and has no \`value\`. ${loadingStops(error)} Give it one, or leave the key to the stack files alone.`,
      };
    }
  },
);
