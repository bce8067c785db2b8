/** Builds dist/: one bundle that the Action and the command line share, in chunks that load when they are needed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { nameChunks } from './chunk-names.ts';
import { licenseTexts } from './licenses.ts';

const root = dirname(import.meta.dirname);
const require = createRequire(import.meta.url);
const TYPESCRIPT = dirname(require.resolve('typescript/package.json'));
const NCC = dirname(require.resolve('@vercel/ncc/package.json'));

const MAX_BYTES = 6_000_000;
/** The texts of lib.*.d.ts that ts-morph carries; we never load them (`skipLoadingLibFiles`). */
const LIB_TEXTS = /const libFiles = \[\{\n\s+fileName: "lib\.d\.ts",[\s\S]*?\n {4}\}\];\n/g;

const ENTRIES = {
  'main.js': `import { action } from './index.js';\nawait action();\n`,
  'cli.js': `#!/usr/bin/env node\nimport { cli } from './index.js';\nprocess.exitCode = await cli(process.argv.slice(2));\n`,
  'package.json': `{ "type": "module" }\n`,
};

/**
 * Builds the bundle into an empty folder. The bytes depend on the sources and the lock file only, never on the folder or the day.
 *
 * @throws where a step fails, the library texts are not found, or the result is larger than 6 MB
 */
export function buildInto(folder: string): void {
  requireNode24();
  const compiled = join(root, 'build');
  rmSync(compiled, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  runTool(join(TYPESCRIPT, 'bin/tsc'), '-p', 'tsconfig.build.json');
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
  minifyChunks(folder);
  // ts-morph's compiler is a copy of TypeScript, whose licence its package does not carry
  writeFileSync(join(folder, 'licenses.txt'), licenseTexts(stats, [TYPESCRIPT]));
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
  let dropped = 0;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const path = join(folder, name);
    const code = readFileSync(path, 'utf8').replace(LIB_TEXTS, () => {
      dropped += 1;
      return 'const libFiles = [];\n';
    });
    writeFileSync(path, transformSync(code, { minify: true, format: 'esm', target: 'node20', legalComments: 'none' }).code);
  }
  if (dropped !== 1)
    throw new Error(`the library texts of ts-morph were found ${dropped} times in the bundle, not once: has its layout changed?`);
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
