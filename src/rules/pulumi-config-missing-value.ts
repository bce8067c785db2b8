/** A key that a stack has to set, and does not. */
import type { PulumiProjectView } from '../inventory/inventory.ts';
import type { ConfigKey, PulumiStackFact } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { single } from '../model/value.ts';
import { enumerate } from '../model/wording.ts';
import { defineRule } from './rule.ts';
import { cliText, CONFIG_REFERENCES, configResource, declarationsIn, keyIsReadable, validateFault } from './support/pulumi-config.ts';
import { isPath, readStacks, setIn } from './support/pulumi-config-keys.ts';

/** Of more stacks the message would be all that anybody sees. */
const MAX_STACKS = 3;

export const pulumiConfigMissingValue = defineRule(
  {
    id: 'pulumi-config-missing-value',
    title: 'A stack does not set a key that the project requires',
    severity: 'error',
    fix: 'none',
    references: [CONFIG_REFERENCES[0], 'https://github.com/pulumi/pulumi/blob/master/pkg/workspace/config.go'],
  },
  function* check({ projects }) {
    for (const view of projects) {
      const required = requiredKeys(view);
      const lacking = judgedStacks(view).map((stack) => lackingIn(stack, view, required));
      for (const entry of required) {
        const stacks = lacking.filter(({ missing }) => missing.has(entry));
        if (stacks.length === 0) continue;
        const errors = stacks.slice(0, MAX_STACKS).map(({ error }) => error);
        const names = stacks.map(({ stack }) => stack.stack);
        yield {
          span: entry.key.span,
          resource: configResource(view.project, entry.key.value),
          value: names.join(', '),
          message: `${codeSpan(entry.key.value)} has neither a \`default\` nor a \`value\`, and ${whoLacks(names)}. \`pulumi up\` and \`pulumi preview\` stop: ${enumerate(errors)}.`,
          related: stacks.map(({ stack }) => ({ span: stack.span, message: `the stack ${codeSpan(stack.stack)}` })),
        };
      }
    }
  },
);

interface Lacking {
  readonly stack: PulumiStackFact;
  readonly missing: ReadonlySet<ConfigKey>;
  /** What the CLI says of all of them at once. */
  readonly error: string;
}

function requiredKeys(view: PulumiProjectView): readonly ConfigKey[] {
  if (single(view.project.name) === undefined) return [];
  return [...declarationsIn(view)]
    .filter(
      (declaration) => declaration.isOwn === true && !declaration.default && !declaration.value && validateFault(declaration) === undefined,
    )
    .filter(({ key }) => !isPath(key) && keyIsReadable(key))
    .map(({ entry }) => entry);
}

/** An environment may hold what the file does not. */
function judgedStacks(view: PulumiProjectView): readonly PulumiStackFact[] {
  return readStacks(view).filter(({ hasEnvironment }) => !hasEnvironment);
}

function lackingIn(stack: PulumiStackFact, view: PulumiProjectView, required: readonly ConfigKey[]): Lacking {
  const missing = required.filter(({ key }) => !setIn(stack, view.project, key.value));
  const keys = missing.map(({ key }) => key.value).toSorted();
  const named = enumerate(keys.map((key) => `'${key}'`));
  const error = `Stack '${stack.stack}' is missing configuration ${keys.length > 1 ? 'values' : 'value'} ${named}`;
  return { stack, missing: new Set(missing), error: cliText(error) };
}

function whoLacks(stacks: readonly string[]): string {
  if (stacks.length > MAX_STACKS) return `${stacks.length} stacks do not set it`;
  return `${enumerate(stacks.map(codeSpan))} ${stacks.length > 1 ? 'do' : 'does'} not set it`;
}
