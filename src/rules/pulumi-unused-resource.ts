/** A resource that is bound to a name nobody reads. */
import type { LintFact } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule } from './rule.ts';

export const pulumiUnusedResource = defineRule(
  {
    id: 'pulumi-unused-resource',
    title: 'The constant that holds a resource is never read',
    severity: 'notice',
    fix: 'safe',
    references: ['https://typescript-eslint.io/rules/no-unused-vars/', 'https://www.typescriptlang.org/tsconfig/#noUnusedLocals'],
  },
  function* check({ bindings }) {
    for (const { binding, failing } of bindings) {
      if (binding.used || binding.lintDisabled) continue;
      if (failing.length === 0 && binding.name.startsWith('_')) continue;
      yield {
        span: binding.span,
        resource: binding.resource,
        value: binding.name,
        severity: failing.length > 0 ? 'warning' : 'notice',
        message: `${codeSpan(binding.name)} is never read${whoFails(binding.name, failing)}. Pulumi creates the resource all the same: \`new\` alone does that, under the same URN and without a new stack output.`,
        fix: { title: 'Drop the unused name', disposition: 'safe', edits: [{ span: binding.declaration, newText: '' }] },
      };
    }
  },
);

function whoFails(name: string, failing: readonly LintFact[]): string {
  if (failing.length === 0) return '';
  const checks = failing.map(({ check, path }) => `${codeSpan(check)} of ${codeSpan(path)} says ${codeSpan(saying(check, name))}`);
  return `: ${enumerate(checks)}`;
}

/** What ESLint and the TypeScript compiler print for it. */
function saying(check: string, name: string): string {
  return check === 'noUnusedLocals' ? `'${name}' is declared but its value is never read.` : `'${name}' is assigned a value but never used`;
}
