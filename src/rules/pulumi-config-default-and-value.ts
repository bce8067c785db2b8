/** A key that is declared with both a default and a value. */
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
import { isOfType, sameScalar } from './support/pulumi-config-types.ts';

export const pulumiConfigDefaultAndValue = defineRule(
  {
    id: 'pulumi-config-default-and-value',
    title: 'A key has both a default and a value',
    severity: 'error',
    fix: 'safe',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const declaration of declarationsWith(projects, 'default-and-value')) {
      const { key, view, isOwn } = declaration;
      const entry = attributeEntry(declaration, isOwn === false ? 'default' : 'value');
      if (!entry) continue;
      const edit = editFor(declaration);
      yield {
        span: entry.key.span,
        resource: configResource(view.project, key),
        value: entry.key.value,
        message: `${codeSpan(key)} has both a \`default\` and a \`value\`. ${loadingStops(`project config '${key}' cannot have both a 'default' and 'value' attribute`)} ${advice(isOwn)}`,
        fix: edit && { title: 'Say it once', disposition: 'safe', edits: [edit] },
      };
    }
  },
);

function advice(isOwn: boolean | undefined): string {
  if (isOwn === undefined) return 'Keep one of them.';
  return isOwn ? 'A key of the project itself keeps its `default`.' : 'A key of another namespace keeps its `value`.';
}

/** Only where both say the same: which of two values is meant, nobody can tell. */
function editFor(declaration: Declaration): Edit | undefined {
  const { isOwn, type, default: standard, value } = declaration;
  if (isOwn === undefined || !standard || !value || !sameScalar(standard, value)) return undefined;
  if (type && (!isOwn || isOfType(type, standard) !== true)) return undefined;
  const removal = attributeEntry(declaration, isOwn ? 'value' : 'default')?.removal;
  return removal && { span: removal, newText: '' };
}
