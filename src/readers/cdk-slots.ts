/** Places in a CDK program where something new can be written, in the style that its author keeps. */
import type { Slot } from '../model/slot.ts';
import { descendants, ts } from './syntax/typescript.ts';

/** After the last import, on a line of its own; `undefined` in a file that has none (`require`). */
export function importSlot(file: ts.SourceFile): Slot | undefined {
  const last = importsIn(file).at(-1);
  if (!last) return undefined;
  const end = endOfTrailingComment(file.text, last.getEnd());
  return { span: { path: file.fileName, start: end, end }, before: lineEndAt(file.text, end), after: '' };
}

/** The quote character of the file's imports, else of its first `require` or string. */
export function quoteOf(file: ts.SourceFile): string {
  const literal = [...descendants(file)].find((node) => ts.isStringLiteral(node));
  return literal ? file.text.charAt(literal.getStart()) : "'";
}

function importsIn(file: ts.SourceFile): readonly ts.Statement[] {
  return file.statements.filter(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)),
  );
}

/** A new last property of an object literal: on its own line where the others are, in the same line otherwise. */
export function propertySlot(literal: ts.ObjectLiteralExpression): Slot {
  const last = literal.properties.at(-1);
  return last ? afterLast(literal, last) : insideEmpty(literal);
}

function afterLast(literal: ts.ObjectLiteralExpression, last: ts.ObjectLiteralElementLike): Slot {
  const { text, fileName: path } = literal.getSourceFile();
  const end = last.getEnd();
  const comma = literal.properties.hasTrailingComma ? literal.properties.end : undefined;
  const isOneLine = !text.slice(end, literal.getEnd()).includes('\n');
  if (isOneLine) return { span: empty(path, end), before: ', ', after: '' };
  const join = `${lineEndAt(text, end)}${indentationAt(text, last.getStart())}`;
  if (comma !== undefined) return { span: empty(path, endOfTrailingComment(text, comma)), before: join, after: ',' };
  // a comment behind the last property stays behind it: the comma goes before the comment, the property after it
  const commentEnd = endOfTrailingComment(text, end);
  return { span: { path, start: end, end: commentEnd }, before: `,${text.slice(end, commentEnd)}${join}`, after: '' };
}

function insideEmpty(literal: ts.ObjectLiteralExpression): Slot {
  const { text, fileName: path } = literal.getSourceFile();
  const open = literal.getStart() + 1;
  const inside = text.slice(open, literal.getEnd() - 1);
  if (!inside.includes('\n')) return { span: empty(path, open), before: ' ', after: inside === '' ? ' ' : '' };
  const indentation = indentationAt(text, literal.getStart());
  return { span: empty(path, open), before: `${lineEndAt(text, open)}${indentation}${indentationUnit(text)}`, after: ',' };
}

function empty(path: string, at: number): Slot['span'] {
  return { path, start: at, end: at };
}

/** The line end that the file uses at an offset. */
function lineEndAt(text: string, offset: number): string {
  const at = text.indexOf('\n', offset);
  const lineEnd = at === -1 ? text.indexOf('\n') : at;
  return lineEnd > 0 && text.charAt(lineEnd - 1) === '\r' ? '\r\n' : '\n';
}

function indentationAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** The indentation of the file's first indented line. */
function indentationUnit(text: string): string {
  return /\n(?<unit>\t|[ ]{2,8})\S/.exec(text)?.groups?.['unit'] ?? '  ';
}

function endOfTrailingComment(text: string, offset: number): number {
  return ts.getTrailingCommentRanges(text, offset)?.at(-1)?.end ?? offset;
}

/** Construct ids that the file does not use: `KubectlLayer`, `KubectlLayer2`, ... */
export function freeId(file: ts.SourceFile, taken: number): string {
  const used = new Set([...descendants(file)].filter((node) => ts.isStringLiteralLike(node)).map(({ text }) => text));
  let left = taken;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? 'KubectlLayer' : `KubectlLayer${number}`;
    if (used.has(id)) continue;
    if (left === 0) return id;
    left -= 1;
  }
}
