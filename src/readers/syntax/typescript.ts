/** TypeScript and JavaScript as syntax alone: no program, no types, no library files, nothing from the disk. */
import { ts } from 'ts-morph';
import type { Problem } from '../../model/finding.ts';
import type { SourceText, Span } from '../../model/span.ts';

export { ts };

export type Parsed =
  | { readonly ok: true; readonly file: ts.SourceFile; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problem: Problem };

/** Base and head, and every try of a fix, share most files: those keep their tree. */
const parsed = new Map<string, readonly { readonly text: string; readonly result: Parsed }[]>();
const MAX_KEPT = 2000;
const MAX_STATES = 3;

/** Parses one file. Broken syntax gives the tree that could be made and a problem; only nesting too deep to walk gives no tree. */
export function parseTypeScript(source: SourceText): Parsed {
  const states = parsed.get(source.path) ?? [];
  const kept = states.find(({ text }) => text === source.text);
  if (kept) return kept.result;
  const result = guardDepth(source.path, () => parse(source));
  if (parsed.size >= MAX_KEPT) parsed.clear();
  parsed.set(source.path, [{ text: source.text, result }, ...states.slice(0, MAX_STATES - 1)]);
  return result;
}

function parse(source: SourceText): Parsed {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true, scriptKind(source.path));
  return { ok: true, file, problems: syntaxProblems(source.path, file) };
}

function scriptKind(path: string): ts.ScriptKind {
  if (path.endsWith('.json')) return ts.ScriptKind.JSON;
  if (/\.[jt]sx$/.test(path)) return path.endsWith('.jsx') ? ts.ScriptKind.JSX : ts.ScriptKind.TSX;
  return /\.[cm]?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
}

function guardDepth(path: string, work: () => Parsed): Parsed {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, problem: tooDeep(path) };
    throw error;
  }
}

/** What is said of a file whose nesting overflows the stack. */
export function tooDeep(path: string): Problem {
  return { path, message: 'is nested too deeply to be analysed; it was not read' };
}

/** The parser's own list of syntax errors; the property is not in the public type. */
function syntaxProblems(path: string, file: ts.SourceFile): readonly Problem[] {
  const diagnostics: unknown = Reflect.get(file, 'parseDiagnostics');
  if (!Array.isArray(diagnostics) || diagnostics.length === 0) return [];
  const first = diagnostics[0] as ts.Diagnostic;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : '';
  const text = ts.flattenDiagnosticMessageText(first.messageText, ' ');
  return [{ path, offset: first.start ?? 0, message: `has a syntax error: ${text}${more}; what could be read was read` }];
}

/** Where a node stands, without the comments before it. */
export function spanOf(node: ts.Node): Span {
  const file = node.getSourceFile();
  return { path: file.fileName, start: node.getStart(file), end: node.getEnd() };
}

/** The inside of a quoted literal: what an edit replaces, so that the author's quotes stay. */
export function insideQuotes(node: ts.StringLiteralLike): Span {
  const span = spanOf(node);
  return { ...span, start: span.start + 1, end: span.end - 1 };
}

/**
 * Every node below a node, parents first, and the node itself. Iterative: deep trees must not overflow.
 *
 * @param enters whether to go on below a node
 */
export function* descendants(root: ts.Node, enters: (node: ts.Node) => boolean = () => true): Iterable<ts.Node> {
  const stack: ts.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (!enters(node)) continue;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    stack.push(...children.toReversed());
  }
}

/** Drops what does not change a value: parentheses, `as const`, `satisfies`, `!`, `<T>x`, `await`. */
export function bare(node: ts.Expression): ts.Expression {
  let expression = node;
  while (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isTypeAssertionExpression(expression) ||
    ts.isAwaitExpression(expression)
  )
    expression = expression.expression;
  return expression;
}
