/** Loads the HCL grammar when it is first needed. The only reader file that reads from the disk: the bytes of our own program. */
import { readFile } from 'node:fs/promises';
import type * as TreeSitter from 'web-tree-sitter';

/**
 * Where the files of the two packages lie: beside the bundle (tools/build.ts copies them there), or in node_modules while the
 * sources run. Made at run time: a bundler would turn `new URL('./x', import.meta.url)` into a file of its own.
 */
function addressOf(packageName: string, file: string): URL {
  const here = import.meta.url;
  const isSource = here.endsWith('/hcl-grammar.ts');
  return new URL(here.replace(/[^/]*$/, isSource ? `../../../node_modules/${packageName}/${file}` : file));
}

async function load(): Promise<TreeSitter.Parser> {
  const { href } = addressOf('web-tree-sitter', 'web-tree-sitter.js');
  const { Language, Parser } = (await import(/* webpackIgnore: true */ href)) as typeof TreeSitter;
  await Parser.init({ wasmBinary: await readFile(addressOf('web-tree-sitter', 'web-tree-sitter.wasm')) });
  const grammar = await readFile(addressOf('@tree-sitter-grammars/tree-sitter-hcl', 'tree-sitter-terraform.wasm'));
  return new Parser().setLanguage(await Language.load(new Uint8Array(grammar)));
}

let parser: Promise<TreeSitter.Parser> | undefined;

/** The parser, loaded once. */
export function hclParser(): Promise<TreeSitter.Parser> {
  parser ??= load();
  return parser;
}
