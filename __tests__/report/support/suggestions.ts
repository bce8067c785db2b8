/** What GitHub does when somebody takes a suggestion. */
import type { ReviewComment } from '../../../src/report/payload.ts';

/** What stands between the fences of the one suggestion of a comment; `undefined` where there is none. */
export function suggestionIn(body: string): string | undefined {
  const found = [...body.matchAll(/^(?<fence>`{3,})suggestion\n(?<content>(?:[^\n]*\n)*?)\k<fence>$/gm)];
  if (found.length > 1) throw new Error('two suggestions in one comment');
  return found[0]?.groups?.['content'];
}

/** The text of a file once all suggestions on it are taken: whole lines are replaced, the end of the file stays as it is. */
export function takeAll(text: string, comments: readonly ReviewComment[]): string {
  const lines = text.split(/(?<=\n)/);
  for (const { startLine, line, body } of comments.toSorted((a, b) => b.line - a.line)) {
    const content = suggestionIn(body);
    if (content === undefined) continue;
    const first = startLine ?? line;
    const isOpen = lines[line - 1]?.endsWith('\n') === false;
    lines.splice(first - 1, line - first + 1, isOpen ? content.replace(/\r?\n$/, '') : content);
  }
  return lines.join('');
}
