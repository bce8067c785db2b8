/** Both the old and the new way to name the folder of the stack files. */
import { joinPath } from '../model/path.ts';
import { defineRule } from './rule.ts';
import { CONFIG_REFERENCES, loadingStops } from './support/pulumi-config.ts';

export const pulumiConfigDirAndStackConfigDir = defineRule(
  {
    id: 'pulumi-config-dir-and-stack-config-dir',
    title: 'The folder of the stack files is named twice',
    severity: 'error',
    fix: 'safe',
    references: CONFIG_REFERENCES,
  },
  function* check({ projects }) {
    for (const { project } of projects) {
      const { configDirectory, configDirectoryRemoval, stackConfigDir, isIncomplete } = project;
      if (!configDirectory || !stackConfigDir || isIncomplete) continue;
      const error = 'Should not use both config and stackConfigDir to define the stack directory. Use only stackConfigDir instead.';
      const isSame = joinPath('', configDirectory.value) === joinPath('', stackConfigDir.value);
      yield {
        span: configDirectory.span,
        resource: project.resource,
        value: configDirectory.value,
        message: `\`config\` with a text is the old spelling of \`stackConfigDir\`. ${loadingStops(error)}`,
        related: [{ span: stackConfigDir.span, message: 'the new spelling' }],
        // which of two folders is meant, nobody can tell
        fix:
          isSame && configDirectoryRemoval
            ? { title: 'Keep `stackConfigDir`', disposition: 'safe', edits: [{ span: configDirectoryRemoval, newText: '' }] }
            : undefined,
      };
    }
  },
);
