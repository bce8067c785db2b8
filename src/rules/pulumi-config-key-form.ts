/** A key with more colons than a key may have. */
import type { PulumiProjectView } from '../inventory/inventory.ts';
import type { ConfigKey } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { defineRule } from './rule.ts';
import { cliText, CONFIG_REFERENCES, configResource, declarationsIn, keyIsReadable, validateFault } from './support/pulumi-config.ts';
import { readStacks } from './support/pulumi-config-keys.ts';

export const pulumiConfigKeyForm = defineRule(
  {
    id: 'pulumi-config-key-form',
    title: 'A configuration key is not of the form namespace:name',
    severity: 'error',
    fix: 'none',
    references: [CONFIG_REFERENCES[0], 'https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/config/key.go'],
  },
  function* check({ projects }) {
    for (const view of projects) {
      for (const { key } of keysOf(view)) {
        if (keyIsReadable(key.value)) continue;
        const error = `could not parse ${key.value} as a configuration key (configuration keys should be of the form \`<namespace>:<name>\`)`;
        yield {
          span: key.span,
          resource: configResource(view.project, key.value),
          value: key.value,
          message: `${codeSpan(key.value)} has too many colons: a key has one, between its namespace and its name. Commands that read the configuration of a stack stop: ${cliText(error)}.`,
        };
      }
    }
  },
);

/** What the CLI gets to see: the declarations that it did not refuse before, and every key of a stack. */
function keysOf(view: PulumiProjectView): readonly ConfigKey[] {
  const declared = [...declarationsIn(view)].filter((declaration) => validateFault(declaration) === undefined);
  return [...declared.map(({ entry }) => entry), ...readStacks(view).flatMap(({ config }) => config)];
}
