/** Every identifier of a file by its text; private names with their `#`. */
import { descendants, ts } from './typescript.ts';

const collected = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly ts.MemberName[]>>();
const NONE: readonly ts.MemberName[] = [];

/** The identifiers of a file that read `text`, in order. */
export function identifiersIn(file: ts.SourceFile, text: string): readonly ts.MemberName[] {
  const known = collected.get(file) ?? collect(file);
  collected.set(file, known);
  return known.get(text) ?? NONE;
}

function collect(file: ts.SourceFile): ReadonlyMap<string, readonly ts.MemberName[]> {
  const identifiers = new Map<string, ts.MemberName[]>();
  for (const node of descendants(file)) {
    if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) continue;
    const others = identifiers.get(node.text);
    if (others) others.push(node);
    else identifiers.set(node.text, [node]);
  }
  return identifiers;
}
