/** A provider's key that is declared with a type. */
import type { Edit } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import {
  attributeEntry,
  CONFIG_REFERENCES,
  configResource,
  type Declaration,
  declarationsWith,
  loadingStops,
} from './support/pulumi-config.ts';

export const pulumiConfigNamespacedType = defineRule(
  {
    id: 'pulumi-config-namespaced-type',
    title: 'A key of another namespace has a type',
    severity: 'error',
    fix: 'safe',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const declaration of declarationsWith(projects, 'namespaced-type')) {
      const { key, type, view } = declaration;
      const entry = attributeEntry(declaration, 'type');
      if (!entry) continue;
      const error = `Configuration key '${key}' is not namespaced by the project and should not define a type`;
      const edits = editsFor(declaration);
      yield {
        span: entry.key.span,
        resource: configResource(view.project, key),
        value: type?.name ?? '',
        message: `${codeSpan(key)} is not a key of the project itself, and takes a \`value\` only. ${loadingStops(error)}`,
        fix: edits && { title: 'Leave the `value` alone', disposition: 'safe', edits },
      };
    }
  },
);

/** The type goes, and a default becomes the value; without either the key would still have none. */
function editsFor(declaration: Declaration): readonly Edit[] | undefined {
  const removal = attributeEntry(declaration, 'type')?.removal;
  if (!removal) return undefined;
  const drop: Edit = { span: removal, newText: '' };
  if (declaration.value) return [drop];
  const entry = attributeEntry(declaration, 'default');
  const isFree = attributeEntry(declaration, 'value') === undefined;
  return declaration.default && entry && isFree ? [drop, { span: entry.key.span, newText: 'value' }] : undefined;
}
