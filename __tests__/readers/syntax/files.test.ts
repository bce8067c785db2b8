/** Values that are written in another file: imports and re-exports, aliases, workspaces, JSON. */
import { expect, test } from 'vitest';
import { expectedOf, type Files, inWords, open, row, type Row, sunk, unmark, outcomeOf } from './sink.ts';

const V = "export const V = '«1.34»';";

const IMPORTS: Readonly<Record<string, Row>> = {
  'by name': row("import { V } from './config'; sink(V);", '1.34', { 'config.ts': V }),
  'under another name': row("import { V as W } from './config'; sink(W);", '1.34', { 'config.ts': V }),
  'as a namespace': row("import * as c from './config'; sink(c.V);", '1.34', { 'config.ts': V }),
  'the default': row("import c from './config'; sink(c.version);", '1.34', { 'config.ts': "export default { version: '«1.34»' };" }),
  'the default of a name': row("import c from './config'; sink(c);", '1.34', { 'config.ts': "const v = '«1.34»'; export default v;" }),
  'the default by name': row("import { default as c } from './config'; sink(c);", '1.34', { 'config.ts': "export default '«1.34»';" }),
  'default and name': row("import c, { V } from './config'; sink(V);", '1.34', { 'config.ts': `${V} export default 1;` }),
  'a type modifier beside': row("import { type T, V } from './config'; sink(V);", '1.34', { 'config.ts': `${V} export type T = 1;` }),
  'an export list': row("import { W } from './config'; sink(W);", '1.34', { 'config.ts': "const V = '«1.34»'; export { V as W };" }),
  'a destructured export': row("import { V } from './config'; sink(V);", '1.34', { 'config.ts': "export const { V } = { V: '«1.34»' };" }),
  'an enum': row("import { K } from './config'; sink(K.V);", '1.34', { 'config.ts': "export enum K { V = '«1.34»' }" }),
  'a class': row("import { K } from './config'; sink(K.V);", '1.34', { 'config.ts': "export class K { static readonly V = '«1.34»'; }" }),
  'a function': row("import { f } from './config'; sink(f());", '1.34', { 'config.ts': "export function f() { return '«1.34»'; }" }),
  'the default function': row("import f from './config'; sink(f());", '1.34', {
    'config.ts': "export default function () { return '«1.34»'; }",
  }),
  'an import assignment': row("import c = require('./config'); sink(c.V);", '1.34', { 'config.ts': V }),
  'export =': row("import c = require('./config'); sink(c.V);", '1.34', { 'config.ts': "export = { V: '«1.34»' };" }),
  'an alias of a namespace': row("import * as c from './config'; import k = c.K; sink(k.V);", '1.34', {
    'config.ts': "export enum K { V = '«1.34»' }",
  }),
  'a dynamic import': row("const { V } = await import('./config'); sink(V);", '1.34', { 'config.ts': V }),
  'through two files': row("import { V } from './a'; sink(V);", '1.34', {
    'a.ts': "import { W } from './b'; export const V = W;",
    'b.ts': "export const W = '«1.34»';",
  }),
  'an object that uses another file': row("import { c } from './a'; sink(c.eks.version);", '1.34', {
    'a.ts': "import * as b from './b'; export const c = { eks: b };",
    'b.ts': "export const version = '«1.34»';",
  }),
};

const BARRELS: Readonly<Record<string, Row>> = {
  'export *': row("import { V } from './lib'; sink(V);", '1.34', { 'lib/index.ts': "export * from './v';", 'lib/v.ts': V }),
  'export * twice': row("import { V } from './lib'; sink(V);", '1.34', {
    'lib/index.ts': "export * from './a'; export * from './v';",
    'lib/a.ts': 'export const A = 1;',
    'lib/v.ts': V,
  }),
  'export * as': row("import { c } from './lib'; sink(c.V);", '1.34', { 'lib/index.ts': "export * as c from './v';", 'lib/v.ts': V }),
  'a name': row("import { V } from './lib'; sink(V);", '1.34', { 'lib/index.ts': "export { V } from './v';", 'lib/v.ts': V }),
  'another name': row("import { W } from './lib'; sink(W);", '1.34', { 'lib/index.ts': "export { V as W } from './v';", 'lib/v.ts': V }),
  'a default as a name': row("import { c } from './lib'; sink(c);", '1.34', {
    'lib/index.ts': "export { default as c } from './v';",
    'lib/v.ts': "export default '«1.34»';",
  }),
  'a name as the default': row("import c from './lib'; sink(c);", '1.34', {
    'lib/index.ts': "export { V as default } from './v';",
    'lib/v.ts': V,
  }),
  'an import that is exported': row("import { c } from './lib'; sink(c.V);", '1.34', {
    'lib/index.ts': "import * as c from './v'; export { c };",
    'lib/v.ts': V,
  }),
  'its own name before a star': row("import { V } from './lib'; sink(V);", '1.34', {
    'lib/index.ts': `export * from './v'; ${V}`,
    'lib/v.ts': "export const V = '1.0';",
  }),
  'three levels': row("import { V } from './a'; sink(V);", '1.34', {
    'a.ts': "export * from './b';",
    'b.ts': "export { V } from './c';",
    'c.ts': `export * from './d';`,
    'd.ts': V,
  }),
  'stars in a circle': row("import { V } from './a'; sink(V);", '1.34', {
    'a.ts': "export * from './b';",
    'b.ts': "export * from './a'; export * from './c';",
    'c.ts': V,
  }),
  'no such name': row("import { W } from './lib'; sink(W);", '? `lib/index.ts` exports no `W`', {
    'lib/index.ts': "export * from './v';",
    'lib/v.ts': "export const V = '1.0';",
  }),
};

const COMMON_JS: Readonly<Record<string, Row>> = {
  'an object': row("const c = require('./config'); sink(c.V);", '1.34', { 'config.js': "module.exports = { V: '«1.34»' };" }),
  'taken apart': row("const { V } = require('./config'); sink(V);", '1.34', { 'config.js': "module.exports = { V: '«1.34»' };" }),
  'a member': row("const c = require('./config'); sink(c.V);", '1.34', { 'config.js': "exports.V = '«1.34»';" }),
  'a member of the module': row("const c = require('./config'); sink(c.V);", '1.34', { 'config.js': "module.exports.V = '«1.34»';" }),
  'an import of an object': row("import { V } from './config'; sink(V);", '1.34', { 'config.js': "module.exports = { V: '«1.34»' };" }),
  'a default import of an object': row("import c from './config'; sink(c.V);", '1.34', {
    'config.cjs': "module.exports = { V: '«1.34»' };",
  }),
  'a function': row("const f = require('./config'); sink(f());", '1.34', { 'config.js': "module.exports = () => '«1.34»';" }),
  twice: row("const c = require('./config'); sink(c.V);", '? `config.js` exports `V` more than once', {
    'config.js': "exports.V = '1.0'; exports.V = '1.34';",
  }),
};

const PATHS: Readonly<Record<string, Row>> = {
  '.js means .ts': row("import { V } from './config.js'; sink(V);", '1.34', { 'config.ts': V }),
  '.js means .tsx': row("import { V } from './config.js'; sink(V);", '1.34', { 'config.tsx': V }),
  '.mjs means .mts': row("import { V } from './config.mjs'; sink(V);", '1.34', { 'config.mts': V }),
  '.cjs means .cts': row("import { V } from './config.cjs'; sink(V);", '1.34', { 'config.cts': V }),
  '.ts': row("import { V } from './config.ts'; sink(V);", '1.34', { 'config.ts': V }),
  'a dot in the name': row("import { V } from './eks.config'; sink(V);", '1.34', { 'eks.config.ts': V }),
  'a folder': row("import { V } from './config'; sink(V);", '1.34', { 'config/index.ts': V }),
  'this folder': row(V, '1.34', { 'main.ts': "import { V } from '.'; sink(V);" }),
  'the folder above': row(V, '1.34', { 'bin/app.ts': "import { V } from '..'; sink(V);" }),
  'above and down': row('', '1.34', { 'bin/app.ts': "import { V } from '../lib/config'; sink(V);", 'lib/config.ts': V }),
  'a file over a folder': row("import { V } from './config'; sink(V);", '1.34', {
    'config.ts': V,
    'config/index.ts': "export const V = '1.0';",
  }),
  'declarations are no source': row("import { V } from './config'; sink(V);", '1.34', {
    'config.d.ts': 'export const V: string;',
    'config.js': "exports.V = '«1.34»';",
  }),
  JSON: row("import c from './config.json'; sink(c.eks.version);", '1.34', { 'config.json': '{ "eks": { "version": "«1.34»" } }' }),
  'JSON as a namespace': row("import * as c from './config.json'; sink(c.version);", '1.34', { 'config.json': '{ "version": "«1.34»" }' }),
  'JSON by name': row("import { version } from './config.json'; sink(version);", '1.34', { 'config.json': '{ "version": "«1.34»" }' }),
  'JSON by require': row("const c = require('./config.json'); sink(c.list[1]);", '1.34', { 'config.json': '{ "list": [1, "«1.34»"] }' }),
  'a number in JSON': row("import c from './config.json'; sink(c.version);", '1.3', { 'config.json': '{ "version": «1.30» }' }),
  'outside the repository': row("import { V } from '../../config'; sink(V);", '? `../../config` is not in the repository'),
  'a package': row("import { V } from 'config'; sink(V);", '? `V` comes from the package `config`'),
};

const ALIASES: Readonly<Record<string, Row>> = {
  'a pattern': row("import { V } from '@config/eks'; sink(V);", '1.34', {
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@config/*": ["src/config/*"] } } }',
    'src/config/eks.ts': V,
  }),
  'without a base': row("import { V } from '@/eks'; sink(V);", '1.34', {
    'tsconfig.json': '{ // aliases\n "compilerOptions": { "paths": { "@/*": ["./src/*"], }, } }',
    'src/eks.ts': V,
  }),
  exact: row("import { V } from 'config'; sink(V);", '1.34', {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "config": ["./src/c"] } } }',
    'src/c.ts': V,
  }),
  'the longest pattern': row("import { V } from '@a/b/eks'; sink(V);", '1.34', {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@a/*": ["./x/*"], "@a/b/*": ["./y/*"] } } }',
    'x/b/eks.ts': "export const V = '1.0';",
    'y/eks.ts': V,
  }),
  'the second target': row("import { V } from '@/eks'; sink(V);", '1.34', {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./gen/*", "./src/*"] } } }',
    'src/eks.ts': V,
  }),
  'baseUrl alone': row("import { V } from 'config/eks'; sink(V);", '1.34', {
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": "src" } }',
    'src/config/eks.ts': V,
  }),
  extends: row("import { V } from '@/eks'; sink(V);", '1.34', {
    'tsconfig.json': '{ "extends": "./configs/base" }',
    'configs/base.json': '{ "compilerOptions": { "paths": { "@/*": ["../src/*"] } } }',
    'src/eks.ts': V,
  }),
  'the nearest file': row('', '1.34', {
    'app/main.ts': "import { V } from '@/eks'; sink(V);",
    'app/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./old/*"] } } }',
    'app/src/eks.ts': V,
    'old/eks.ts': "export const V = '1.0';",
  }),
  'a file that extends itself': row("import { V } from '@/eks'; sink(V);", '? `V` comes from the package `@/eks`', {
    'tsconfig.json': '{ "extends": "./tsconfig.json" }',
  }),
  'a workspace': row("import { V } from '@acme/config'; sink(V);", '1.34', {
    'packages/config/package.json': '{ "name": "@acme/config", "main": "dist/index.js" }',
    'packages/config/src/index.ts': V,
  }),
  'a workspace without an entry': row("import { V } from 'config'; sink(V);", '1.34', {
    'config/package.json': '{ "name": "config" }',
    'config/index.ts': V,
  }),
  'a file of a workspace': row("import { V } from '@acme/config/eks'; sink(V);", '1.34', {
    'packages/config/package.json': '{ "name": "@acme/config" }',
    'packages/config/src/eks.ts': V,
  }),
  'an entry of exports': row("import { V } from '@acme/config/eks'; sink(V);", '1.34', {
    'packages/config/package.json': '{ "name": "@acme/config", "exports": { "./*": { "import": "./dist/k8s/*.js" } } }',
    'packages/config/src/k8s/eks.ts': V,
  }),
  'a package that is only installed': row("import { V } from 'config'; sink(V);", '? `V` comes from the package `config`', {
    'node_modules/config/package.json': '{ "name": "config" }',
    'node_modules/config/index.ts': "export const V = '1.0';",
  }),
};

const GROUPS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'an import': IMPORTS,
  'a barrel': BARRELS,
  CommonJS: COMMON_JS,
  'a path': PATHS,
  'an alias': ALIASES,
};

test.each(Object.entries(GROUPS).flatMap(([group, rows]) => Object.entries(rows).map(([name, each]) => [group, name, each] as const)))(
  '%s: %s',
  (_group, _name, each) => {
    expect(outcomeOf(each)).toEqual(expectedOf(each));
  },
);

test('a file that no value needs is not parsed', () => {
  const files: Files = {
    'index.ts': "import { V } from './config'; import './other'; sink(V);",
    'config.ts': `import { unused } from './more'; ${V}`,
    'other.ts': 'const broken = ;',
    'more.ts': 'const broken = ;',
  };
  const opened = open(unmark(files).texts);
  sunk(opened);
  expect(opened.program.problems()).toEqual([]);
});

test('a file that cannot call a function is not parsed', () => {
  const files: Files = {
    'index.ts': "function add(v) { sink(v); } class A { private m() {} } add('1.34');",
    'other.ts': "add('1.0'; // the same name, and broken",
  };
  const opened = open(unmark(files).texts);
  expect(inWords(sunk(opened))).toEqual(['1.34']);
  expect(opened.program.problems()).toEqual([]);
});

test('a file that calls an exported function is parsed once', () => {
  const files: Files = { 'index.ts': 'export function add(v) { sink(v); }', 'other.ts': "import { add } from './index'; add('1.34');" };
  const opened = open(unmark(files).texts);
  expect([inWords(sunk(opened)), inWords(sunk(opened))]).toEqual([['1.34'], ['1.34']]);
  expect(opened.program.file('other.ts')).toBe(opened.program.file('other.ts'));
});
