/** How comments and strings are written in the languages of a repository, as far as one line shows. */

export interface Block {
  readonly open: string;
  readonly close: string;
  /** What may follow `close` and still be no code. */
  readonly after: readonly string[];
}

export interface CommentSyntax {
  /** What begins a comment that goes on to the end of its line. */
  readonly line: readonly string[];
  /** Longest opening first. */
  readonly blocks: readonly Block[];
  readonly quotes: string;
  /** A comment begins only after a blank, a string after a blank or punctuation, as in YAML: `a#b` and `it's` are plain text. */
  readonly needsGap: boolean;
  /** A quote inside a string may follow a backslash. */
  readonly escapes: string;
}

const C_BLOCKS: readonly Block[] = [
  { open: '{/*', close: '*/', after: ['}'] },
  { open: '/*', close: '*/', after: [] },
];
/** Comments of Go templates, for Helm charts. */
const TEMPLATE_BLOCKS: readonly Block[] = [
  { open: '{{- /*', close: '*/', after: ['}}', ' -}}'] },
  { open: '{{/*', close: '*/', after: ['}}', ' -}}'] },
];
const MARKUP_BLOCKS: readonly Block[] = [{ open: '<!--', close: '-->', after: [] }];

const C_LIKE: CommentSyntax = { line: ['//'], blocks: C_BLOCKS, quotes: `'"\``, needsGap: false, escapes: `'"\`` };
const HCL: CommentSyntax = { line: ['#', '//'], blocks: C_BLOCKS, quotes: '"', needsGap: false, escapes: '"' };
const HASH: CommentSyntax = { line: ['#'], blocks: TEMPLATE_BLOCKS, quotes: `'"`, needsGap: true, escapes: '"' };
const MARKUP: CommentSyntax = { line: [], blocks: MARKUP_BLOCKS, quotes: '', needsGap: false, escapes: '' };
const ANY: CommentSyntax = { ...HCL, blocks: [...C_BLOCKS, ...MARKUP_BLOCKS], needsGap: true };

const BY_EXTENSION: readonly (readonly [RegExp, CommentSyntax])[] = [
  [/\.(?:[cm]?[jt]sx?|jsonc?|json5|go|java|kts?|cs|scala|rs)$/i, C_LIKE],
  [/\.(?:tf|tfvars|hcl|tofu|bicep)$/i, HCL],
  [/\.(?:ya?ml|toml|py|rb|sh|tpl|properties|ini|template)$/i, HASH],
  [/(?:^|\/)(?:Dockerfile|Makefile)(?:\.[^/]*)?$/, HASH],
  [/\.(?:md|mdx|html?|xml|svg)$/i, MARKUP],
];

/** By the name of the file; of a language that is not known, what most languages share. */
export function commentSyntaxOf(path: string): CommentSyntax {
  return BY_EXTENSION.find(([name]) => name.test(path))?.[1] ?? ANY;
}
