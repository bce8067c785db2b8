/** Texts of other files that expressions read: `file`, `templatefile`, and what `yamldecode` makes of them. */
import { codeSpan } from '../model/markdown.ts';
import { joinPath } from '../model/path.ts';
import type { Span } from '../model/span.ts';
import { composed } from './syntax/hcl-compose.ts';
import { plainFile, templateOfFile } from './syntax/hcl-template-files.ts';
import type { Call, Expression, Template, TemplatePart } from './syntax/hcl-tree.ts';
import { type Entry, forced, itemOf, type Item, type Lazy, plain, reached, type Scope, unknown } from './syntax/hcl-values.ts';
import { isTextPath } from './terraform-paths.ts';
import { yamlItems } from './terraform-yaml.ts';

/** Where the repository lies, in the paths that `path.module` and functions of Terragrunt give. */
export const REPOSITORY = '/repository';
const MAX_LENGTH = 131_072;
const MAX_PARTS = 1000;
/** So much of a text is read and parsed in the time of one step. */
const LENGTH_OF_STEP = 20;

/** The texts of the repository. */
export interface Texts {
  readonly text: (path: string) => string | undefined;
}

/** The module in which an expression stands. */
export interface Place extends Texts {
  readonly folder: string;
  /** The folder from which Terraform runs, where relative paths start. */
  readonly rootFolder: string;
}

/** What a function that reads files gives; `undefined` for any other function. */
export function textCall(call: Call, scope: Scope, place: Place): readonly Item[] | undefined {
  const [first, second] = call.arguments;
  if (!first) return undefined;
  switch (call.name) {
    case 'file':
      return read(first, scope, place).flatMap((found) => (isFile(found) ? fileItems(found, scope) : [found]));
    case 'templatefile':
      return read(first, scope, place).flatMap((found) => (isFile(found) ? templateItems(found, second, call, scope) : [found]));
    case 'yamldecode':
    case 'jsondecode':
      return forced(scope.evaluate(first)).flatMap((item) => decoded(item, call));
    default:
      return undefined;
  }
}

interface File {
  readonly path: string;
  readonly text: string;
  /** The way that leads to it. */
  readonly way: Item;
}

function isFile(found: File | Item): found is File {
  return 'path' in found;
}

/** The files that a path may lead to, and the ways that lead to none. */
export function filesAt(path: Expression, scope: Scope, place: Place): readonly File[] {
  return read(path, scope, place, () => true).filter(isFile);
}

function read(path: Expression, scope: Scope, place: Place, isAllowed = isTextPath): readonly (File | Item)[] {
  const inner = scope.with(new Map([['path', () => [placesOf(place, path.span)]]]), 'path');
  return forced(inner.evaluate(path)).map((way): File | Item => {
    if (way.value.kind !== 'plain') return way.value.kind === 'unknown' ? way : none(way, path, 'its path is no text');
    const found = locatedAt(String(way.value.known.value), place);
    const text = found !== undefined && isAllowed(found) ? place.text(found) : undefined;
    if (found === undefined || text === undefined)
      return none(way, path, `the file ${codeSpan(path.text)} is not among those that are read`);
    if (text.length > MAX_LENGTH) return none(way, path, `the file ${codeSpan(found)} is too long`);
    scope.charge(Math.ceil(text.length / LENGTH_OF_STEP));
    return { path: found, text, way };
  });
}

function none({ choices, via }: Item, { span }: Expression, reason: string): Item {
  return itemOf({ kind: 'unknown', span, reason }, { choices, via });
}

function placesOf({ folder, rootFolder }: Place, span: Span): Item {
  function at(name: string, path: string): readonly [string, Entry] {
    const value: Lazy = () => [plain({ value: `${REPOSITORY}/${path}`, span, notation: 'composed' })];
    return [name, { key: { kind: 'known', value: name, span, notation: 'composed', via: [] }, value }];
  }
  return itemOf({ kind: 'object', span, entries: new Map([at('module', folder), at('root', rootFolder), at('cwd', rootFolder)]) });
}

function locatedAt(path: string, { rootFolder }: Place): string | undefined {
  if (path.startsWith(`${REPOSITORY}/`)) return joinPath('', path.slice(REPOSITORY.length));
  return /^[/~]/.test(path) ? undefined : joinPath(rootFolder, path);
}

function fileItems({ path, text, way }: File, scope: Scope): readonly Item[] {
  return ofTemplate(plainFile(path, text), scope, way);
}

function ofTemplate(template: Template, scope: Scope, { choices }: Item): readonly Item[] {
  return reached(composed(template, scope), { choices, via: [] });
}

/** https://developer.hashicorp.com/terraform/language/functions/templatefile: the template sees what it is given, and nothing else. */
function templateItems(file: File, given: Expression | undefined, { span }: Call, scope: Scope): readonly Item[] {
  const whole = templateOfFile(file.path, file.text);
  if (whole.parts.length > MAX_PARTS) return [unknown(span, `the template ${codeSpan(file.path)} has too many parts`)];
  return forced(given ? scope.evaluate(given) : [unknown(span, 'it is given no values')]).flatMap((way) => {
    const { value } = way;
    const entries = value.kind === 'object' ? [...value.entries] : [];
    const names = new Map(entries.map(([name, entry]): [string, Lazy] => [name, () => reached(entry.value(), way)]));
    const reason = value.kind === 'unknown' ? value.reason : value.kind === 'object' ? value.more : undefined;
    const template = { ...whole, parts: whole.parts.map((part) => seeing(part, names, reason)) };
    return ofTemplate(template, scope.with(names, `${file.path} ${span.path} ${span.start}`), file.way);
  });
}

function seeing(part: TemplatePart, names: ReadonlyMap<string, Lazy>, reason: string | undefined): TemplatePart {
  const expression = part.kind === 'value' ? part.expression : undefined;
  if (expression?.kind !== 'traversal' || typeof expression.root !== 'string' || names.has(expression.root)) return part;
  const { root, span, text } = expression;
  const broken: Expression = { kind: 'broken', span, text, reason: reason ?? `its template is not given ${codeSpan(root)}` };
  return { kind: 'value', expression: broken, span: part.span };
}

function decoded(item: Item, { name, span }: Call): readonly Item[] {
  if (item.value.kind === 'encoded') return reached(item.value.value(), item);
  if (item.made?.template.isHeredoc === true || item.value.kind === 'plain') return yamlItems(item);
  return item.value.kind === 'unknown'
    ? [item]
    : [none(item, { kind: 'null', span, text: '' }, `${codeSpan(`${name}()`)} is given no text`)];
}
