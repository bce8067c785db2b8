/** YAML that shell scripts write: the texts of heredocs, where they stand. */
import type { Region } from './yaml-documents.ts';

/** `cat <<EOF`, `<<-'EOF'`, `<<"EOF"`, `<<\EOF`; `<<<` is another thing. */
const OPENING = /(?<!<)<<(?<strip>-?)[ \t]*(?:'(?<single>[\w.-]+)'|"(?<double>[\w.-]+)"|\\(?<escaped>[\w.-]+)|(?<plain>[\w.-]+))/;
const LONGEST_LINE = 2000;

export interface Heredoc extends Region {
  /** The shell puts variables in: the word behind `<<` has no quotes. */
  readonly expands: boolean;
}

interface Opening {
  readonly word: string;
  readonly expands: boolean;
}

/** The regions of a script that are texts of heredocs, in their order. A text without an end is none. */
export function heredocsIn(script: string): readonly Heredoc[] {
  const regions: Heredoc[] = [];
  let open: (Opening & { readonly start: number }) | undefined;
  let offset = 0;
  for (const line of script.split('\n')) {
    const next = offset + line.length + 1;
    if (!open) {
      const opening = line.length > LONGEST_LINE ? undefined : openingIn(line);
      open = opening && { ...opening, start: next };
    } else if (line.trim() === open.word) {
      regions.push({ start: open.start, end: offset, expands: open.expands });
      open = undefined;
    }
    offset = next;
  }
  return regions;
}

function openingIn(line: string): Opening | undefined {
  const groups = OPENING.exec(line)?.groups;
  const plain = groups?.['plain'];
  const word = groups?.['single'] ?? groups?.['double'] ?? groups?.['escaped'] ?? plain;
  return word === undefined ? undefined : { word, expands: plain !== undefined };
}
