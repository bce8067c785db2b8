/** The YAML of a file, whether it is the file or what a script in it writes. */
import type { SourceText } from '../../model/span.ts';
import { type ParsedDocuments, parseDocuments, type Region } from './yaml-documents.ts';
import { heredocsIn } from './yaml-heredocs.ts';
import { isScriptPath, isShellPath } from './yaml-paths.ts';
import { variablesIn } from './yaml-variables.ts';
import type { Reached, YamlNode } from './yaml-tree.ts';

const MAX_HEREDOCS = 100;
const BLOCK = /^\|[-+\d]*[ \t]*(?:#.*)?\r?\n/;

/** The documents of a file, then those of the heredocs in it. What is wrong with a text in a script is no problem of YAML. */
export function documentsIn(source: SourceText, speaks: (text: string) => boolean): ParsedDocuments {
  const own = isScriptPath(source.path) ? undefined : parseDocuments(source, speaks);
  const { text } = source;
  const heredocs = text.includes('<<') ? heredocsIn(text) : [];
  const variables = isShellPath(source.path) && heredocs.length > 0 ? variablesIn(source, heredocs) : undefined;
  const written = heredocs
    .filter(({ start, end }) => speaks(text.slice(start, end)))
    .slice(0, MAX_HEREDOCS)
    .map(({ start, end, expands }) => {
      const region = { start, end, ...(variables && expands ? { fill: variables(start) } : {}) };
      return parseDocuments(withoutTabs(source, region), speaks, region);
    });
  return {
    roots: [...(own?.roots ?? []), ...written.flatMap(({ roots }) => roots)],
    problems: own?.problems ?? [],
    templates: own?.templates ?? [],
  };
}

/** `<<-` takes leading tabs away, which YAML does not know. */
function withoutTabs(source: SourceText, { start, end }: Region): SourceText {
  const region = source.text.slice(start, end);
  if (!region.includes('\t')) return source;
  const spaced = region.replaceAll(/^\t+/gm, (tabs) => ' '.repeat(tabs.length));
  return { ...source, text: source.text.slice(0, start) + spaced + source.text.slice(end) };
}

/** The documents of a block of text (`|`), where they stand in the file. */
export function documentsInText(place: Reached | undefined, source: SourceText): readonly YamlNode[] {
  const node = place?.node;
  if (node?.kind !== 'scalar' || !BLOCK.test(node.source)) return [];
  const start = source.text.indexOf('\n', node.span.start) + 1;
  return parseDocuments(source, () => true, { start, end: node.span.end }).roots;
}
