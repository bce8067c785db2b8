/** The part of ts-morph's TypeScript compiler that the readers use: the rest of it would be two thirds of the bundle. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const require = createRequire(import.meta.url);
const COMPILER = join(dirname(createRequire(require.resolve('ts-morph')).resolve('@ts-morph/common')), 'typescript.js');

const OPENING = 'var ts = {}; ((module) => {\n';
const CLOSING = '})({ get exports() { return ts; }';
const EXPORTS = { begin: '__export(typescript_exports, {\n', end: '\n});\n' };
const COMMON_JS = 'module.exports = __toCommonJS(typescript_exports);\n';
const ANNOTATION = '0 && (module.exports = {';
/** The services of an editor, which register themselves when they are loaded. */
const REGISTRATIONS = /^(?=(?:registerCodeFix|registerRefactor|__export)\()/gm;
const NAMESPACES = /^var (?<name>\w+);\n\(\((?<alias>\w+)\) => \{\n(?<body>[\s\S]*?)^\}\)\(\k<name> \|\| \(\k<name> = \{\}\)\);$/gm;

/**
 * Writes a module that exports what the compiled readers use of `ts`, and makes them import that.
 *
 * @param compiled folder of the compiled sources
 * @returns the folder of the package that it was cut from
 * @throws where the compiler has another form than the one that is known
 */
export function cutCompiler(compiled: string): string {
  const syntax = join(compiled, 'src/readers/syntax');
  const subset = join(syntax, 'typescript-subset.cjs');
  const { outputFiles } = buildSync({
    stdin: { contents: compilerExporting(usedNames(compiled)), resolveDir: syntax },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    treeShaking: true,
    legalComments: 'none',
    write: false,
  });
  writeFileSync(subset, outputFiles[0]?.text ?? '');
  const importer = join(syntax, 'typescript.js');
  writeFileSync(
    importer,
    replaceOnce(readFileSync(importer, 'utf8'), "import { ts } from 'ts-morph';", "import * as ts from './typescript-subset.cjs';"),
  );
  return dirname(dirname(COMPILER));
}

function usedNames(compiled: string): readonly string[] {
  const files = globSync('src/readers/**/*.js', { cwd: compiled });
  const names = files.flatMap((file) => [...readFileSync(join(compiled, file), 'utf8').matchAll(/\bts\.(?<name>[A-Za-z]\w*)/g)]);
  return [...new Set(names.map(({ groups }) => groups?.['name'] ?? ''))].toSorted();
}

/** The compiler as a plain module, with a few exports and nothing that keeps the rest alive. */
function compilerExporting(names: readonly string[]): string {
  const source = readFileSync(COMPILER, 'utf8');
  const inside = between(source, OPENING, CLOSING);
  const table = between(inside, EXPORTS.begin, EXPORTS.end);
  const exported = names.filter((name) => table.includes(`\n  ${name}: () =>`) || table.startsWith(`  ${name}: () =>`));
  const bare = [`${EXPORTS.begin}${table}${EXPORTS.end}`, COMMON_JS].reduce((code, part) => replaceOnce(code, part, ''), inside);
  const pure = bare
    .slice(0, bare.lastIndexOf(ANNOTATION))
    .replace(NAMESPACES, 'var $<name> = /* @__PURE__ */ (($<alias>) => {\n$<body>return $<alias>;\n})({});')
    .replace(REGISTRATIONS, '/* @__PURE__ */ ');
  return `${pure}\nexport { ${exported.join(', ')} };\n`;
}

function between(text: string, opening: string, closing: string): string {
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start + opening.length);
  if (start === -1 || end === -1)
    throw new Error(`ts-morph's compiler has no ${JSON.stringify(start === -1 ? opening : closing)}: has its layout changed?`);
  return text.slice(start + opening.length, end);
}

function replaceOnce(text: string, part: string, by: string): string {
  const at = text.indexOf(part);
  if (at === -1 || text.includes(part, at + 1))
    throw new Error(`${JSON.stringify(part.slice(0, 60))} is not found once: has the layout changed?`);
  return text.slice(0, at) + by + text.slice(at + part.length);
}
