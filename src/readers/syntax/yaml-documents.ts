/** The documents of a file that speak of something, each parsed by itself. */
import { type Document, parseAllDocuments } from 'yaml';
import type { Problem } from '../../model/finding.ts';
import type { SourceText } from '../../model/span.ts';
import { parseJson } from './json.ts';
import { type Fill, type Origin, treeOf, treeOfJson } from './yaml-convert.ts';
import { isMostlyTemplate, isTemplate, masked } from './yaml-templates.ts';
import type { YamlNode } from './yaml-tree.ts';

export interface ParsedDocuments {
  readonly roots: readonly YamlNode[];
  readonly problems: readonly Problem[];
  /** Templates of which not even a part is YAML. */
  readonly templates: readonly Region[];
}

/** A part of a file that is YAML by itself: a block scalar, a heredoc. */
export interface Region {
  readonly start: number;
  readonly end: number;
  /** What a script puts into it. */
  readonly fill?: Fill;
}

const NOTHING: ParsedDocuments = { roots: [], problems: [], templates: [] };
/** A line of three dashes ends a document wherever it stands, in a block scalar too. */
const SEPARATOR = /^---(?=[ \t\r\n]|$)/gm;
/** A document that is longer than any that people write costs more than it tells. */
const LONGEST = 1_000_000;
const MAX_DOCUMENTS = 2000;

/**
 * Parses the documents that `speaks` says something of. Templates that no YAML parser understands are read as far as they go, and
 * are no problem.
 *
 * @param speaks a look at the text of one document, so that the others cost nothing
 * @param region the part of the file to read, all of it where there is none; it may be indented
 */
export function parseDocuments(source: SourceText, speaks: (text: string) => boolean, region?: Region): ParsedDocuments {
  const text = region ? source.text.slice(region.start, region.end) : source.text;
  if (!region && isJson(source)) return parseJsonFile(source, speaks);
  const parts = partsOf(text).map(([start, end]) => ({ start, end, text: text.slice(start, end) }));
  const parsed = parts
    .filter((part) => speaks(part.text))
    .slice(0, MAX_DOCUMENTS)
    .map((part) => parsePart(originOf(part, source, region)));
  return {
    roots: parsed.flatMap(({ roots }) => roots),
    problems: parsed.flatMap(({ problems }) => problems).slice(0, 1),
    templates: parsed.flatMap(({ templates }) => templates),
  };
}

function originOf({ text, start }: Region & { readonly text: string }, { path }: SourceText, region: Region | undefined): Origin {
  const fill = region?.fill;
  return { path, text, masked: text, offset: (region?.start ?? 0) + start, ...(fill ? { fill } : {}) };
}

function isJson({ path, text }: SourceText): boolean {
  return path.endsWith('.json') || (path.endsWith('.template') && /^\uFEFF?\s*\{/.test(text));
}

function parseJsonFile(source: SourceText, speaks: (text: string) => boolean): ParsedDocuments {
  if (!speaks(source.text)) return NOTHING;
  const { root, problem } = parseJson(source, 'strict');
  if (problem && isTemplate(source.text)) return NOTHING;
  return { ...NOTHING, roots: root ? [treeOfJson(root, problem?.offset)] : [], problems: problem ? [problem] : [] };
}

function partsOf(text: string): readonly (readonly [start: number, end: number])[] {
  const starts = [0, ...[...text.matchAll(SEPARATOR)].map(({ index }) => index)];
  return starts.map((start, index) => [start, starts[index + 1] ?? text.length] as const).filter(([start, end]) => end > start);
}

function parsePart(origin: Origin): ParsedDocuments {
  if (origin.text.length > LONGEST) return problemOf(origin, 0, 'has a document that is too long to be analysed; it was not read');
  if (isMostlyTemplate(origin.text)) return templateOf({ ...origin, masked: masked(origin.text) });
  const plain = parse(origin);
  if (!plain) return problemOf(origin, 0, 'could not be parsed as YAML; it was not read');
  const errors = plain.flatMap((document) => document.errors);
  const [error] = errors;
  if (!error) return rootsOf(plain, origin);
  if (errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION'))
    return problemOf(origin, 0, 'is nested too deeply to be analysed; it was not read');
  if (isTemplate(origin.text)) return templateOf({ ...origin, masked: masked(origin.text) });
  const what = error.code.toLowerCase().replaceAll('_', ' ');
  const { problems } = problemOf(origin, error.pos[0], `has a syntax error: ${what}; what could be read was read`);
  return { ...rootsOf(plain, origin), problems };
}

/** A template that is YAML once its directives are out of the way; of any other nothing is certain. */
function templateOf(origin: Origin): ParsedDocuments {
  const documents = parse(origin);
  if (documents?.every(({ errors }) => errors.length === 0)) return rootsOf(documents, origin);
  return { ...NOTHING, templates: [{ start: origin.offset, end: origin.offset + origin.text.length }] };
}

function parse({ masked: text }: Origin): readonly Document[] | undefined {
  try {
    return [...parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' })];
  } catch {
    return undefined;
  }
}

function rootsOf(documents: readonly Document[], origin: Origin): ParsedDocuments {
  return { ...NOTHING, roots: documents.flatMap((document) => treeOf(document, origin) ?? []) };
}

function problemOf({ path, offset }: Origin, at: number, message: string): ParsedDocuments {
  return { ...NOTHING, problems: [{ path, offset: offset + at, message }] };
}
