/** Covers what is no HCL, at the same length, so that everything around it keeps its place. */

const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?= |\r?$).*/gm;
const PLACEHOLDER = /\{\{[^\n]*?\}\}/g;
const ONLY_PLACEHOLDERS = /^[ \t]*(?:\{\{[^\n]*?\}\}[ \t]*)+\r?$/gm;

/** A text without the marker lines of a merge conflict, and where the first one was. Both sides of the conflict stay. */
export function maskedConflicts(text: string): { readonly text: string; readonly offset?: number } {
  if (!text.includes('<<<<<<<')) return { text };
  const first = /^<{7}(?= |\r?$)/m.exec(text);
  return first ? { text: text.replaceAll(CONFLICT_MARKER, blank), offset: first.index } : { text };
}

/** Placeholders of a template language become names; a line of nothing else becomes blank. */
export function maskedTemplates(text: string): string {
  return text.replaceAll(ONLY_PLACEHOLDERS, blank).replaceAll(PLACEHOLDER, name);
}

/** What follows an offset on its line becomes a name. */
export function maskedLine(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  const stop = end === -1 ? text.length : end;
  return text.slice(0, offset) + text.slice(offset, stop).replaceAll(/[^\r]/g, '_') + text.slice(stop);
}

function blank(piece: string): string {
  return piece.replaceAll(/[^\r]/g, ' ');
}

function name(piece: string): string {
  return '_'.repeat(piece.length);
}
