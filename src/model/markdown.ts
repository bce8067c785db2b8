/** Text from a repository inside our Markdown: as code, so that nothing in it is read as markup. */

const LONGEST = 120;

/**
 * One code span that shows `text` as it is: line breaks and control characters become spaces, and what is longer than 120
 * characters is cut. The fence is one backtick longer than any run inside
 * (https://github.github.com/gfm/#code-spans).
 */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  const characters = Array.from(line);
  const shown = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line;
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const needsPadding = shown.trim() === '' || /^[` ]|[` ]$/.test(shown);
  return needsPadding ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}
