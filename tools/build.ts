/** Builds dist/: one bundle that the Action and the command line share, in chunks that load when they are needed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { nameChunks } from './chunk-names.ts';
import { cutCompiler } from './compiler-subset.ts';
import { licenseTexts } from './licenses.ts';

const root = dirname(import.meta.dirname);
const require = createRequire(import.meta.url);
const TYPESCRIPT = dirname(require.resolve('typescript/package.json'));
const NCC = dirname(require.resolve('@vercel/ncc/package.json'));
const TREE_SITTER = dirname(require.resolve('web-tree-sitter'));
const HCL_GRAMMAR = dirname(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json'));

const MAX_BYTES = 6_000_000;
/** The parser of HCL finds its bytes beside itself; a bundler breaks its glue (src/readers/syntax/hcl-grammar.ts loads them). */
const PARSER_FILES = [
  join(TREE_SITTER, 'web-tree-sitter.js'),
  join(TREE_SITTER, 'web-tree-sitter.wasm'),
  join(HCL_GRAMMAR, 'tree-sitter-terraform.wasm'),
];
const ENTRIES = {
  'main.js': `import { action } from './index.js';\nawait action();\n`,
  'cli.js': `#!/usr/bin/env node\nimport { cli } from './index.js';\nprocess.exitCode = await cli(process.argv.slice(2));\n`,
  'package.json': `{ "type": "module" }\n`,
};

/**
 * Builds the bundle into an empty folder. The bytes depend on the sources and the lock file only, never on the folder or the day.
 *
 * @throws where a step fails, or the result is larger than 6 MB
 */
export function buildInto(folder: string): void {
  requireNode24();
  const compiled = join(root, 'build');
  rmSync(compiled, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  runTool(join(TYPESCRIPT, 'bin/tsc'), '-p', 'tsconfig.build.json');
  const compiler = cutCompiler(compiled);
  const stats = join(compiled, 'stats.json');
  // without --no-cache, what was built before decides about the ids of modules
  runTool(
    join(NCC, 'dist/ncc/cli.js'),
    'build',
    join(compiled, 'src/entry.js'),
    '-o',
    folder,
    '--stats-out',
    stats,
    '--no-cache',
    '--quiet',
  );
  nameChunks(folder, stats);
  for (const file of PARSER_FILES) writeFileSync(join(folder, basename(file)), readFileSync(file));
  minifyChunks(folder);
  // ts-morph's compiler is a copy of TypeScript, whose licence its package does not carry
  writeFileSync(join(folder, 'licenses.txt'), licenseTexts(stats, [TYPESCRIPT, compiler, TREE_SITTER, HCL_GRAMMAR]));
  for (const [name, text] of Object.entries(ENTRIES)) writeFileSync(join(folder, name), text);
  chmodSync(join(folder, 'cli.js'), 0o755);
  refuseOversize(folder);
}

function requireNode24(): void {
  if (process.versions.node.startsWith('24.')) return;
  throw new Error(`the bundle is built with Node 24, this is ${process.version}; \`npm run build\` uses the one in node_modules`);
}

function runTool(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
}

function minifyChunks(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const path = join(folder, name);
    const options = { minify: true, format: 'esm', target: 'node20', legalComments: 'none' } as const;
    writeFileSync(path, transformSync(readFileSync(path, 'utf8'), options).code);
  }
}

function refuseOversize(folder: string): void {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  if (bytes > MAX_BYTES) throw new Error(`the bundle has ${bytes} bytes, more than ${MAX_BYTES}`);
}

if (import.meta.main) {
  try {
    buildInto(join(root, 'dist'));
  } catch (error) {
    console.error(`build: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
