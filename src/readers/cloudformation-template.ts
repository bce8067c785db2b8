/** The sections of a template, and its resources with their loops unrolled. */
import type { SourceText, Span } from '../model/span.ts';
import { callAt } from './cloudformation-calls.ts';
import { type Item, itemAt, unknown } from './syntax/yaml-items.ts';
import { piecesOf } from './syntax/yaml-pieces.ts';
import { at, entriesOf, itemsOf, reach, type Reached, type ReachedEntry, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

/** What the variables of loops stand for. */
export type Bindings = ReadonlyMap<string, readonly Item[]>;

export interface Resource {
  readonly id: string;
  readonly type: string;
  /** The text of its `Type`. */
  readonly span: Span;
  readonly properties: Reached | undefined;
  readonly bindings: Bindings;
}

export interface Template {
  readonly path: string;
  readonly parameters: ReadonlyMap<string, Reached>;
  readonly mappings: ReadonlyMap<string, Reached>;
  readonly conditions: ReadonlyMap<string, Reached>;
  readonly resources: ReadonlyMap<string, Resource>;
}

const LOOP = /^Fn::ForEach::/;
const MAX_TURNS = 100;
const MAX_LOOPS = 3;

/** The template that a document holds; `undefined` where it is none. */
export function templateOf(root: YamlNode, { path }: SourceText): Template | undefined {
  const document = reach(root);
  const resources = at(document, 'Resources');
  if (resources?.node.kind !== 'map') return undefined;
  const parameters = sectionOf(document, 'Parameters');
  return {
    path,
    parameters,
    mappings: sectionOf(document, 'Mappings'),
    conditions: sectionOf(document, 'Conditions'),
    resources: new Map(resourcesIn(resources, new Map(), parameters, 0).map((resource) => [resource.id, resource])),
  };
}

function sectionOf(document: Reached, name: string): ReadonlyMap<string, Reached> {
  return new Map(entriesOf(at(document, name)).map(({ key, value }) => [key, value]));
}

type Parameters = Template['parameters'];

function resourcesIn(section: Reached, bindings: Bindings, parameters: Parameters, loops: number): readonly Resource[] {
  return entriesOf(section).flatMap((entry) =>
    LOOP.test(entry.key) ? turnsOf(entry, bindings, parameters, loops) : resourceOf(entry, bindings),
  );
}

function resourceOf({ key, value }: ReachedEntry, bindings: Bindings): readonly Resource[] {
  const type = at(value, 'Type');
  const name = stringAt(type);
  if (!type || name === undefined) return [];
  return [{ id: named(key, bindings), type: name, span: type.node.span, properties: at(value, 'Properties'), bindings }];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
function turnsOf({ value }: ReachedEntry, bindings: Bindings, parameters: Parameters, loops: number): readonly Resource[] {
  const [variable, collection, body] = itemsOf(value);
  const name = stringAt(variable);
  if (name === undefined || !collection || !body || loops >= MAX_LOOPS) return [];
  const turns = turnsIn(collection, parameters).slice(0, MAX_TURNS);
  return turns.flatMap((turn) => resourcesIn(body, new Map([...bindings, [name, turn]]), parameters, loops + 1));
}

function turnsIn(collection: Reached, parameters: Parameters): readonly (readonly Item[])[] {
  const literals = itemsOf(collection);
  if (collection.node.kind === 'list' && collection.node.tag === undefined) return literals.map((item) => [itemAt(item)]);
  const call = callAt(collection);
  const list = call?.name === 'Ref' ? at(parameters.get(stringAt(call.argument) ?? ''), 'Default') : undefined;
  if (!list) return [[unknown(collection.node.span, 'the list of its loop is not in the template')]];
  return piecesOf(list, ',');
}

/** `Addon${Name}` and `Addon&{Name}`, with what the loop puts there. */
function named(key: string, bindings: Bindings): string {
  return key.replaceAll(/[$&]\{(?<variable>\w+)\}/g, (whole: string, variable: string) => {
    const [item] = bindings.get(variable) ?? [];
    return item?.outcome.kind === 'plain' ? String(item.outcome.known.value) : whole;
  });
}
