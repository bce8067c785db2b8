/** `const x = new aws.eks.Addon(...)`: names that hold a resource, and whether anybody reads them. */
import type { BindingFact } from '../model/fact.ts';
import { displayType, type PulumiType } from './pulumi-types.ts';
import { spanOf, ts } from './syntax/typescript.ts';
import { isUsed } from './syntax/usages.ts';
import { titled, writtenName } from './typescript-objects.ts';

/** What stands before `new` where dropping it leaves the same program: no comment, no second name, nothing destructured. */
const PLAIN_DECLARATION = /^(?:const|let|var)\s+[\w$]+\s*(?::[^=/]*)?=\s*$/;

/** The plain declaration around a resource; none for exports, several names, fields, `using`. */
export function readBinding(node: ts.NewExpression, type: PulumiType): BindingFact | undefined {
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent) || list.parent.modifiers !== undefined) return undefined;
  const file = node.getSourceFile();
  const start = list.getStart();
  if (list.declarations.length !== 1 || !PLAIN_DECLARATION.test(file.text.slice(start, node.getStart()))) return undefined;
  return {
    kind: 'binding',
    dialect: 'pulumi-typescript',
    span: spanOf(declaration.name),
    resource: titled(displayType(type), writtenName(node.arguments?.[0])),
    name: declaration.name.text,
    declaration: { path: file.fileName, start, end: node.getStart() },
    used: isUsed(declaration),
    lintDisabled: isLintDisabled(file.text, declaration.name.getStart()),
  };
}

/** Comments that silence a check on their own line, the next one, or from there on. */
const LINE_DIRECTIVE = /(?:eslint|oxlint)-disable-(?<where>line|next-line)(?<checks>[^*\n]*)/;
const NEXT_LINE_IGNORE = /@ts-(?:ignore|expect-error)\b|biome-ignore lint(?:\/correctness(?:\/noUnusedVariables)?)?\s*:/;
const BLOCK_DIRECTIVE = /\/\*\s*(?:eslint|oxlint)-(?<state>disable|enable)(?![-\w])(?<checks>[^*]*)\*\//g;

/** Whether a comment turns the check for unused names off at an offset. */
function isLintDisabled(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
  if (silences(line, 'line') || silences(above, 'next-line') || NEXT_LINE_IGNORE.test(above)) return true;
  let disabled = false;
  for (const { groups } of text.slice(0, offset).matchAll(BLOCK_DIRECTIVE)) {
    if (speaksOfUnused(groups?.['checks'] ?? '')) disabled = groups?.['state'] === 'disable';
  }
  return disabled;
}

function silences(line: string, where: string): boolean {
  const groups = LINE_DIRECTIVE.exec(line)?.groups;
  return groups?.['where'] === where && speaksOfUnused(groups['checks'] ?? '');
}

/** No names: every check. */
function speaksOfUnused(checks: string): boolean {
  const names = checks.split(' --')[0]?.trim() ?? '';
  return names === '' || names.includes('no-unused-vars');
}
