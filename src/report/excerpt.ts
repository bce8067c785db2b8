/** A line of a file with a mark under the part that is meant. */
import type { Lines } from './lines.ts';
import { sliceLines } from './lines.ts';
import type { Region } from './regions.ts';
import { type Paint, printable } from './terminal.ts';

/** A longer line is cut around what is meant. */
const LONGEST = 160;
const BEFORE = 60;

/** Two lines: `  40 | version: '1.28',` and the mark. Empty where the file has no such line. */
export function excerpt(lines: Lines, region: Region, paint: Paint): readonly string[] {
  if (region.line > lines.count) return [];
  const text = sliceLines(lines, region.line, region.line).replace(/\r?\n$/, '');
  const start = region.column - 1;
  const end = region.endLine > region.line ? text.length : Math.min(region.endColumn - 1, text.length);
  const from = text.length > LONGEST ? Math.max(0, start - BEFORE) : 0;
  const shown = text.slice(from, from + LONGEST);
  const gutter = String(region.line).padStart(5);
  const mark = '^'.repeat(Math.max(1, widthOf(printable(shown.slice(start - from, end - from)))));
  return [
    `${paint('dim', `${gutter} |`)} ${printable(shown)}`,
    `${paint('dim', `${' '.repeat(gutter.length)} |`)} ${blank(printable(shown.slice(0, start - from)))}${paint('red', mark)}`,
  ];
}

/** As wide as the text; a tab stays one, so that it is as wide as the one above. */
function blank(text: string): string {
  return Array.from(text, (character) => (character === '\t' ? '\t' : ' '.repeat(widthOf(character)))).join('');
}

/** Cells of a terminal: signs of East Asia and most pictures take two. */
function widthOf(text: string): number {
  return Array.from(text).reduce(
    (width, character) =>
      width + (/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u.test(character) ? 2 : 1),
    0,
  );
}
