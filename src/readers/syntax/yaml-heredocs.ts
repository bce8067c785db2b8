/** YAML that shell scripts write: the texts of heredocs, where they stand. */
import type { Region } from './yaml-documents.ts';

/** `cat <<EOF`, `<<-'EOF'`, `<<"EOF"`, `<<\EOF`; `<<<` is another thing. */
const OPENING = /(?<!<)<<(?<strip>-?)[ \t]*(?:'(?<single>[\w.-]+)'|"(?<double>[\w.-]+)"|\\?(?<plain>[\w.-]+))/;
const LONGEST_LINE = 2000;

/** The regions of a script that are texts of heredocs, in their order. A text without an end is none. */
export function heredocsIn(script: string): readonly Region[] {
  const regions: Region[] = [];
  let open: { readonly word: string; readonly start: number } | undefined;
  let offset = 0;
  for (const line of script.split('\n')) {
    const next = offset + line.length + 1;
    if (!open) {
      const word = line.length > LONGEST_LINE ? undefined : wordIn(line);
      open = word === undefined ? undefined : { word, start: next };
    } else if (line.trim() === open.word) {
      regions.push({ start: open.start, end: offset });
      open = undefined;
    }
    offset = next;
  }
  return regions;
}

function wordIn(line: string): string | undefined {
  const groups = OPENING.exec(line)?.groups;
  return groups?.['single'] ?? groups?.['double'] ?? groups?.['plain'];
}
