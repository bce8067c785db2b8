/** Writes the four files of a new rule and its entry in the list: `npm run new-rule -- addon-duplicate`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TITLE = 'One sentence that says what is wrong, without a full stop';
const REFERENCE = 'https://docs.aws.amazon.com/eks/latest/userguide/';
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const ENTRIES = /(?<=export const rules: readonly Rule\[\] = \[)[^\]]*(?=\];)/;
const RULE_IMPORT = /^import \{ (?<name>\w+) \} from '\.\/(?<id>[a-z0-9-]+)\.ts';\n/gm;

/**
 * Writes the files of a rule that has no check yet: its test fails until there is one.
 *
 * @param root folder of the repository
 * @param id what the rule will be called everywhere, for ever
 * @returns the paths that were written, the lists last
 * @throws where the id is malformed or taken
 */
export function writeRule(root: string, id: string): readonly string[] {
  if (!ID.test(id))
    throw new Error(`${JSON.stringify(id)} is no rule id: two or more lower-case words, joined by hyphens, that name the wrong state`);
  const files = filesOf(id);
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Error(`the id ${id} is taken: ${taken} exists`);
  const list = 'src/rules/index.ts';
  const listed = withRule(readFileSync(join(root, list), 'utf8'), id);
  const schema = 'schema/config.schema.json';
  const known = withKnownRule(readFileSync(join(root, schema), 'utf8'), id);
  for (const [path, text] of Object.entries({ ...files, [list]: listed, [schema]: known })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [...Object.keys(files), list, schema];
}

function filesOf(id: string): Readonly<Record<string, string>> {
  return {
    [`src/rules/${id}.ts`]: ruleText(id),
    [`__tests__/rules/${id}.test.ts`]: testText(id),
    [`docs/rules/${id}.md`]: pageText(id),
    [`__tests__/scenarios/${id}/base/index.ts`]: programText('1.32'),
    [`__tests__/scenarios/${id}/head/index.ts`]: programText('1.33'),
  };
}

/** The list with one rule more: imports and entries sorted by id, one a line. */
function withRule(list: string, id: string): string {
  const listed = [...list.matchAll(RULE_IMPORT)].map(({ groups }) => ({ name: groups?.['name'] ?? '', id: groups?.['id'] ?? '' }));
  if (listed.some((rule) => rule.id === id)) throw new Error(`the id ${id} is taken: src/rules/index.ts lists it`);
  const at = list.search(RULE_IMPORT);
  if (at === -1 || !ENTRIES.test(list)) throw new Error('src/rules/index.ts has not the form that this tool knows');
  const sorted = [...listed, { name: camelCase(id), id }].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const imports = sorted.map((rule) => `import { ${rule.name} } from './${rule.id}.ts';\n`).join('');
  const entries = sorted.map((rule) => `  ${rule.name},\n`).join('');
  const others = list.replaceAll(RULE_IMPORT, '');
  return `${others.slice(0, at)}${imports}${others.slice(at)}`.replace(ENTRIES, `\n${entries}`);
}

/** The schema of the configuration, which lists the ids for editors. */
function withKnownRule(schema: string, id: string): string {
  const parsed = JSON.parse(schema) as { readonly definitions: { readonly rule: { enum: readonly string[] } } };
  parsed.definitions.rule.enum = [...parsed.definitions.rule.enum, id].toSorted();
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

function camelCase(id: string): string {
  return id.replace(/-(?<first>[a-z0-9])/g, (hyphenated) => hyphenated.slice(1).toUpperCase());
}

function ruleText(id: string): string {
  return `/** What is wrong, in one line. */
import { defineRule } from './rule.ts';

export const ${camelCase(id)} = defineRule(
  {
    id: '${id}',
    title: '${TITLE}',
    severity: 'error',
    fix: 'none',
    references: ['${REFERENCE}'],
  },
  () => {
    throw new Error('it has no check yet');
  },
);
`;
}

function testText(id: string): string {
  const name = camelCase(id);
  return `/** ${id}: what it finds, and what looks like it and is right. */
import { expect, test } from 'vitest';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { runRules } from '../../src/rules/rule.ts';
import { ${name} } from '../../src/rules/${id}.ts';

function check(inventory: Partial<Inventory>) {
  const nothing: Inventory = { clusters: [], projects: [], bindings: [], unresolved: [] };
  return runRules([${name}], {
    ...nothing,
    ...inventory,
    catalog: snapshotCatalog(),
    today: '2026-11-24',
    existingClusters: new Set(),
  });
}

test('says nothing where there is nothing', () => {
  expect(check({})).toEqual([]);
});

test('finds the wrong state', () => {
  const findings = check({ clusters: [] });
  expect(findings.map(({ message, value }) => ({ message, value }))).toEqual([{ message: 'what it says', value: 'what is wrong' }]);
});
`;
}

function pageText(id: string): string {
  return `# ${id}

${TITLE}.

| severity | fix |
|---|---|
| error | none |

## What goes wrong

What fails, when, and with which error text.

## Example

\`\`\`ts title="index.ts"
${programText('1.33').trim()}
\`\`\`

\`\`\`text title="eks-lockstep check"
\`\`\`

## When it stays silent

- what looks like it and is right

## Sources

- <${REFERENCE}>
`;
}

function programText(version: string): string {
  return `import * as aws from '@pulumi/aws';

const cluster = new aws.eks.Cluster('main', {
  version: '${version}',
  roleArn: 'arn:aws:iam::111122223333:role/cluster',
  vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
});

export const clusterName = cluster.name;
`;
}

if (import.meta.main) {
  try {
    const [id = '', ...rest] = process.argv.slice(2);
    if (rest.length > 0) throw new Error('one id at a time');
    for (const path of writeRule(dirname(import.meta.dirname), id)) console.log(path);
  } catch (error) {
    console.error(`new-rule: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
