/** Names that hold a Pulumi resource: which count, and whether anybody reads them. */
import { expect, test } from 'vitest';
import { pulumiTypeScript as reader } from '../../src/readers/pulumi-typescript.ts';
import { edited, factOf, factsOf, readFiles, textAt } from './support.ts';

const AWS = 'import * as aws from "@pulumi/aws";\n';

function read(text: string) {
  return readFiles(reader, { 'index.ts': AWS + text });
}

const BUCKET = 'new aws.s3.Bucket("b")';

test.each([
  ['nothing reads it', `const b = ${BUCKET};`, false],
  ['inside a function', `function f() { const b = ${BUCKET}; }`, false],
  ['inside a method', `class S { f() { const b = ${BUCKET}; } }`, false],
  ['with a type', `const b: aws.s3.Bucket = ${BUCKET};`, false],
  ['let', `let b = ${BUCKET};`, false],
  ['another name of that spelling is read', `const b = ${BUCKET};\nfunction f(b) { return b; }`, false],
  ['a member of that spelling is read', `const b = ${BUCKET};\nx.b;`, false],
  ['read', `const b = ${BUCKET};\nconsole.log(b.id);`, true],
  ['read before it is declared', `function f() { return b; }\nconst b = ${BUCKET};`, true],
  ['in dependsOn', `const b = ${BUCKET};\nnew aws.s3.Bucket("c", {}, { dependsOn: [b] });`, true],
  ['in shorthand', `const b = ${BUCKET};\nf({ b });`, true],
  ['as a type', `const b = ${BUCKET};\nlet x: typeof b;`, true],
  ['exported below', `const b = ${BUCKET};\nexport { b };`, true],
  ['exported under another name', `const b = ${BUCKET};\nexport { b as c };`, true],
  ['the default export', `const b = ${BUCKET};\nexport default b;`, true],
  ['exported by assignment', `const b = ${BUCKET};\nmodule.exports = { b };`, true],
  ['assigned again', `let b = ${BUCKET};\nb = f();`, true],
  ['in a template', `const b = ${BUCKET};\nf(\`\${b.id}\`);`, true],
])('a name is used or not: %s', async (_name, text, used) => {
  const reading = await read(text);
  const [binding] = factsOf(reading, 'binding').filter(({ name }) => name === 'b');
  expect(binding).toMatchObject({ name: 'b', used, resource: 'aws.s3.Bucket b' });
});

test.each([
  ['exported', `export const b = ${BUCKET};`],
  ['one of several names', `const b = ${BUCKET}, c = 1;`],
  ['destructured', `const { id } = ${BUCKET};`],
  ['a field', `class S { b = ${BUCKET}; }`],
  ['assigned to a field', `class S { constructor() { this.b = ${BUCKET}; } }`],
  ['no name at all', `${BUCKET};`],
  ['a member of the resource', `const b = ${BUCKET}.id;`],
  ['with a comment inside', `const b = /* the bucket */ ${BUCKET};`],
  ['in a loop head', `for (const b = ${BUCKET}; ; ) {}`],
  ['no resource', `import * as pulumi from "@pulumi/pulumi";\nconst b = new pulumi.Config();`],
  ['a class of the program', `class Bucket {}\nconst b = new Bucket();`],
])('no binding: %s', async (_name, text) => {
  expect(factsOf(await read(text), 'binding')).toEqual([]);
});

test('without its declaration the program creates the same resource', async () => {
  const reading = await read(`  const   b  =  ${BUCKET};\n`);
  const binding = factOf(reading, 'binding');
  expect(textAt(reading, binding.span)).toBe('b');
  const texts = edited(reading.texts, [{ span: binding.declaration, newText: '' }]);
  expect(texts.get('index.ts')).toBe(`${AWS}  ${BUCKET};\n`);
});

test.each([
  ['the line above', `// eslint-disable-next-line @typescript-eslint/no-unused-vars\nconst b = ${BUCKET};`, true],
  ['the line above, every check', `// eslint-disable-next-line\nconst b = ${BUCKET};`, true],
  ['the same line', `const b = ${BUCKET}; // eslint-disable-line no-unused-vars`, true],
  ['the file', `/* eslint-disable */\n\nconst b = ${BUCKET};`, true],
  ['the file, with a reason', `/* eslint-disable no-unused-vars -- resources */\n\nconst b = ${BUCKET};`, true],
  ['TypeScript', `// @ts-ignore\nconst b = ${BUCKET};`, true],
  ['Biome', `// biome-ignore lint/correctness/noUnusedVariables: a resource\nconst b = ${BUCKET};`, true],
  ['another check', `// eslint-disable-next-line no-console\nconst b = ${BUCKET};`, false],
  ['another check of the file', `/* eslint-disable no-console */\nconst b = ${BUCKET};`, false],
  ['switched on again', `/* eslint-disable */\n/* eslint-enable */\nconst b = ${BUCKET};`, false],
  ['two lines above', `// eslint-disable-next-line\n\nconst b = ${BUCKET};`, false],
  ['behind it', `const b = ${BUCKET};\n/* eslint-disable */`, false],
  ['nothing', `const b = ${BUCKET};`, false],
])('a comment silences the linter: %s', async (_name, text, lintDisabled) => {
  expect(factOf(await read(text), 'binding').lintDisabled).toBe(lintDisabled);
});
