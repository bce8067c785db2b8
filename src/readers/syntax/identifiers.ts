/** Every identifier of a file by its text. */
import { descendants, ts } from './typescript.ts';

const collected = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.Identifier[]>>();
const NONE: readonly ts.Identifier[] = [];

/** The identifiers of a file that read `text`, in order. */
export function identifiersIn(file: ts.SourceFile, text: string): readonly ts.Identifier[] {
  const known = collected.get(file) ?? collect(file);
  collected.set(file, known);
  return known.get(text) ?? NONE;
}

function collect(file: ts.SourceFile): ReadonlyMap<string, readonly ts.Identifier[]> {
  const identifiers = new Map<string, ts.Identifier[]>();
  for (const node of descendants(file)) {
    if (!ts.isIdentifier(node)) continue;
    const others = identifiers.get(node.text);
    if (others) others.push(node);
    else identifiers.set(node.text, [node]);
  }
  return identifiers;
}
