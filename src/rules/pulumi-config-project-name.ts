/** A project file that does not name its project. */
import { defineRule } from './rule.ts';
import { CONFIG_REFERENCES, loadingStops } from './support/pulumi-config.ts';

export const pulumiConfigProjectName = defineRule(
  {
    id: 'pulumi-config-project-name',
    title: 'The project file does not name its project',
    severity: 'error',
    fix: 'unsafe',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const { project } of projects) {
      const { name, nameProblem, misspeltName, isIncomplete } = project;
      if (nameProblem === undefined || isIncomplete) continue;
      yield {
        span: misspeltName?.span ?? (name?.kind === 'unknown' ? name.span : project.span),
        resource: project.resource,
        value: misspeltName?.value ?? '',
        message: `A project needs a \`name\` that is a text. ${loadingStops(nameProblem)} The name is part of the URN of every resource, so take the one that the stacks already have.`,
        fix: misspeltName && {
          title: 'Write `name`',
          disposition: 'unsafe',
          edits: [{ span: misspeltName.span, newText: 'name' }],
        },
      };
    }
  },
);
