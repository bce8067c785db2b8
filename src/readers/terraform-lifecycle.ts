/** What a block tells Terraform to leave alone. */
import { attributeOf, type Block, blocksOf, type Expression } from './syntax/hcl-tree.ts';

/** `lifecycle { ignore_changes = [version] }`; Terraform takes names here, not expressions. */
export function ignoresAny({ body }: Block, attributes: readonly string[]): boolean {
  const inBlocks = blocksOf(body, 'lifecycle').map((lifecycle) => attributeOf(lifecycle.body, 'ignore_changes')?.expression);
  const lists = [...inBlocks, ...valuesOf(attributeOf(body, 'lifecycle')?.expression, 'ignore_changes')];
  return lists.some((list) => names(list).some((name) => name === 'all' || attributes.includes(name)));
}

/** The values of a key in an object or in the objects of a list, as JSON writes blocks. */
function valuesOf(expression: Expression | undefined, name: string): readonly Expression[] {
  if (expression?.kind === 'list') return expression.items.flatMap((item) => valuesOf(item, name));
  if (expression?.kind !== 'object') return [];
  return expression.entries.flatMap(({ key, value }) => (key.kind === 'literal' && key.value === name ? [value] : []));
}

function names(expression: Expression | undefined): readonly string[] {
  if (expression?.kind === 'list') return expression.items.flatMap((item) => names(item));
  if (expression?.kind === 'literal') return [String(expression.value)];
  return expression?.kind === 'traversal' && typeof expression.root === 'string' && expression.accesses.length === 0
    ? [expression.root]
    : [];
}
