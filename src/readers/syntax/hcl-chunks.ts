/** The top-level blocks of a text by their first lines, for files that cannot be parsed as a whole. */

const BEGIN = /^(?:check|data|ephemeral|import|locals|module|moved|output|provider|removed|resource|terraform|variable)\b[^\n={]*\{/gm;
const HEREDOC = /<<-?[ \t]*(?<mark>\w+)[ \t]*\r?\n/g;
const COMMENT = /\/\*[^]*?(?:\*\/|$)/g;
const MAX_CHUNKS = 500;

/** From the first character of a block up to the next one. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

/** The chunks of a text, in their order; what stands before the first block is one, too. */
export function chunksOf(text: string): readonly Chunk[] {
  const covered = [...commentsIn(text), ...heredocsIn(text)];
  const starts = [...text.matchAll(BEGIN)]
    .map(({ index }) => index)
    .filter((index) => !covered.some(({ start, end }) => index > start && index < end))
    .slice(0, MAX_CHUNKS);
  if (starts.length === 0) return [];
  const edges = [...new Set([0, ...starts, text.length])];
  return edges.slice(0, -1).map((start, index) => ({ start, end: edges[index + 1] ?? text.length }));
}

function commentsIn(text: string): readonly Chunk[] {
  return [...text.matchAll(COMMENT)].slice(0, MAX_CHUNKS).map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
}

function heredocsIn(text: string): readonly Chunk[] {
  const found: Chunk[] = [];
  for (const { index, groups } of [...text.matchAll(HEREDOC)].slice(0, MAX_CHUNKS)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const close = new RegExp(`^[ \\t]*${groups?.['mark'] ?? ''}[ \\t]*\\r?$`, 'gm');
    close.lastIndex = index;
    found.push({ start: index, end: close.exec(text)?.index ?? text.length });
  }
  return found;
}
