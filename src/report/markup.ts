/** The Markdown of our comments: nothing that a repository says becomes a mention, a link or HTML. */
import { codeSpan } from '../model/markdown.ts';
import type { Region } from './regions.ts';

/** The page of a line, where there is one. */
export type Permalink = (path: string, line: number) => string;

/** Where the page of each rule is. */
const RULE_PAGES = 'https://github.com/eks-lockstep/eks-lockstep/blob/main/docs/rules/';

/** The page of a rule. */
export function rulePage(ruleId: string): string {
  return `${RULE_PAGES}${encodeURIComponent(ruleId)}.md`;
}

/** `[addon-incompatible](…)`. */
export function ruleLink(ruleId: string): string {
  return `[${ruleId}](${rulePage(ruleId)})`;
}

/** `index.ts:40` as code, linked where lines have pages. */
export function placeLink({ path, line }: Pick<Region, 'path' | 'line'>, permalink: Permalink | undefined): string {
  const code = codeSpan(`${path}:${line}`);
  return permalink ? `[${code}](${safeUrl(permalink(path, line))})` : code;
}

function safeUrl(url: string): string {
  return url.replaceAll(/[\s()<>[\]|\\`]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}

/** Lines as a code block whose fence no line can close. The text ends in a line break or is empty. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${fence}`;
}

/** A block that is closed until somebody opens it. `title` and `body` are Markdown of our own making. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** A cell of a table: there a bar ends the cell, inside code too. */
export function cell(markdown: string): string {
  return markdown.replaceAll('|', '\\|');
}

/**
 * A rule's message: its formatting stays, but outside its code nothing calls a person and nothing is HTML
 * (https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax).
 */
export function message(markdown: string): string {
  return piecesOf(markdown)
    .map(({ source, code }) => (code === undefined ? defused(source) : source))
    .join('');
}

function defused(text: string): string {
  return text.replaceAll(/\\?`/g, '\\`').replaceAll('<', '&lt;').replaceAll('@', '@&#8203;').replaceAll('![', '!\\[');
}

const LONGEST_SENTENCE = 2_000;

/** A sentence of somebody else's: its code stays code, everything else is plain text. */
export function sentence(text: string): string {
  return piecesOf(text.slice(0, LONGEST_SENTENCE))
    .map(({ source, code }) => (code === undefined ? escaped(source) : codeSpan(code)))
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]~|#!>]/g, String.raw`\$&`)
    .replaceAll(/@|#(?=\d)|:(?=\/\/)|www(?=\.)/g, '$&&#8203;');
}

/** The text that people would see, for places that know no Markdown. */
export function plainText(markdown: string): string {
  return piecesOf(markdown)
    .map(
      ({ source, code }) => code ?? source.replaceAll(/\*\*|\\(?=[^\w\s])/g, '').replaceAll(/\[(?<label>[^\]]*)\]\([^)]*\)/g, '$<label>'),
    )
    .join('');
}

/** The first sentence of a message. */
export function firstSentence(markdown: string): string {
  return sentencesOf(markdown)[0]?.trim() ?? '';
}

/** As many whole sentences and lines as fit, with an ellipsis where some do not. */
export function cutAtSentence(markdown: string, longest: number): string {
  if (markdown.length <= longest) return markdown;
  let kept = '';
  for (const next of sentencesOf(markdown)) {
    if (kept.length + next.length > longest - 2) break;
    kept += next;
  }
  return `${kept.trimEnd()} …`;
}

/** Put together again they are the text; a line ends one too, and what would end one inside code does not count. */
function sentencesOf(markdown: string): readonly string[] {
  const sentences = [''];
  for (const { source, code } of piecesOf(markdown)) {
    const parts = code === undefined ? source.split(/(?<=[.!?]\s+|\n)/) : [source];
    for (const [index, part] of parts.entries()) {
      if (index === 0) sentences.push((sentences.pop() ?? '') + part);
      else sentences.push(part);
    }
  }
  return sentences;
}

/** Text as it is written; `code` is what a code span shows. */
interface Piece {
  readonly source: string;
  readonly code?: string;
}

/** By https://github.github.com/gfm/#code-spans: a run of backticks is closed by the next run of the same length, else it is text. */
function piecesOf(markdown: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of markdown.matchAll(/(?<!`)(?<fence>`+)(?!`)(?<code>.+?)(?<!`)\k<fence>(?!`)/gs)) {
    const [source] = match;
    pieces.push({ source: markdown.slice(at, match.index) }, { source, code: unpadded(match.groups?.['code'] ?? '') });
    at = match.index + source.length;
  }
  return [...pieces, { source: markdown.slice(at) }];
}

function unpadded(code: string): string {
  return code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;
}
