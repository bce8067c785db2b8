/** Names for people of the calls and elements that a value may come from. */
import { labelOf } from './choices.ts';
import type { Place } from './places.ts';
import { bare, ts } from './typescript.ts';

const NAMING = ['name', 'addonName', 'id', 'key', 'env', 'environment', 'stack', 'clusterName'];

/** One name each: what tells them apart in their own text, else where they stand. */
export function labelsOf(options: readonly { readonly node: ts.Node; readonly arguments: readonly Place[] }[]): readonly string[] {
  const most = Math.max(0, ...options.map((option) => option.arguments.length));
  for (let index = 0; index < Math.min(most, 8); index += 1) {
    const texts = options.flatMap((option) => textOf(option.arguments[index]) ?? []).map((text) => labelOf(text));
    if (texts.length === options.length && new Set(texts).size === texts.length) return texts;
  }
  for (const withColumn of [false, true]) {
    const places = options.map(({ node }) => placeOf(node, withColumn));
    if (new Set(places).size === places.length) return places;
  }
  return options.map(({ node }, index) => `${placeOf(node, true)} #${index + 1}`);
}

/** What an argument is called: its text, the name in an object, the first text of a list. */
function textOf(place: Place | undefined): string | undefined {
  if (!place) return undefined;
  if (place.made) return textOfMade(place);
  const node = bare(place.node);
  if (ts.isStringLiteralLike(node)) return node.text === '' ? undefined : node.text;
  if (ts.isNumericLiteral(node)) return node.text;
  if (ts.isArrayLiteralExpression(node)) return textOf(node.elements[0] && { node: node.elements[0] });
  return ts.isObjectLiteralExpression(node) ? textInObject(node) : undefined;
}

function textOfMade({ made, calls }: Place): string | undefined {
  if (made?.kind === 'value') return String(made.value.value);
  if (made?.kind === 'list') return textOf(made.items[0]);
  // what a callback makes of an element is called what the element is
  if (made?.kind === 'result') return textOf(calls?.get(made.of)?.arguments[0]);
  return made?.kind === 'member' ? textOf(made.owner) : undefined;
}

function textInObject(node: ts.ObjectLiteralExpression): string | undefined {
  const texts = node.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property) || !ts.isStringLiteralLike(property.initializer)) return [];
    return [{ key: property.name.getText(), text: property.initializer.text }];
  });
  const named = NAMING.flatMap((name) => texts.filter(({ key }) => key === name));
  return (named[0] ?? texts[0])?.text;
}

function placeOf(node: ts.Node, withColumn: boolean): string {
  const file = node.getSourceFile();
  const { line, character } = ts.getLineAndCharacterOfPosition(file, node.getStart());
  return `${file.fileName}:${line + 1}${withColumn ? `:${character + 1}` : ''}`;
}
