/** The sections of a template, and its resources with their loops unrolled. */
import type { SourceText, Span } from '../model/span.ts';
import { callAt } from './cloudformation-calls.ts';
import { type Item, itemAt, unknown } from './syntax/yaml-items.ts';
import { piecesOf } from './syntax/yaml-pieces.ts';
import { at, entriesOf, fieldAt, itemsOf, reach, type Reached, type ReachedEntry, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

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
  /** Of the whole file. */
  readonly text: string;
  readonly parameters: ReadonlyMap<string, Reached>;
  readonly mappings: ReadonlyMap<string, Reached>;
  readonly conditions: ReadonlyMap<string, Reached>;
  readonly outputs: ReadonlyMap<string, Reached>;
  readonly resources: ReadonlyMap<string, Resource>;
}

const LOOP = /^Fn::ForEach::/;
const MAX_LOOPS = 3;
const MAX_TURNS = 200;
/** The service takes 500: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MAX_RESOURCES = 2000;

/** The template that a document holds; `undefined` where it is none. */
export function templateOf(root: YamlNode, { path, text }: SourceText): Template | undefined {
  const document = reach(root);
  const resources = at(document, 'Resources');
  if (resources?.node.kind !== 'map') return undefined;
  const parameters = sectionOf(document, 'Parameters');
  return {
    path,
    text,
    parameters,
    mappings: sectionOf(document, 'Mappings'),
    conditions: sectionOf(document, 'Conditions'),
    outputs: sectionOf(document, 'Outputs'),
    resources: resourcesOf(resources, parameters),
  };
}

function sectionOf(document: Reached, name: string): ReadonlyMap<string, Reached> {
  return new Map(entriesOf(at(document, name)).map(({ key, value }) => [key, value]));
}

type Parameters = Template['parameters'];

function resourcesOf(section: Reached, parameters: Parameters): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  collect(section, new Map(), 0);
  return found;

  function collect(entries: Reached, bindings: Bindings, loops: number): void {
    for (const entry of entriesOf(entries)) {
      if (found.size >= MAX_RESOURCES) return;
      const resource = LOOP.test(entry.key) ? undefined : resourceOf(entry, bindings);
      if (resource) found.set(resource.id, resource);
      else if (LOOP.test(entry.key) && loops < MAX_LOOPS) unroll(entry, bindings, loops);
    }
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
  function unroll({ value }: ReachedEntry, bindings: Bindings, loops: number): void {
    const [variable, list, body] = itemsOf(value);
    const name = stringAt(variable);
    if (name === undefined || !list || !body) return;
    for (const turn of turnsIn(list, parameters)) {
      if (found.size >= MAX_RESOURCES) return;
      collect(body, new Map([...bindings, [name, turn]]), loops + 1);
    }
  }
}

function resourceOf({ key, value }: ReachedEntry, bindings: Bindings): Resource | undefined {
  const type = at(value, 'Type');
  const name = stringAt(type);
  if (!type || name === undefined) return undefined;
  return { id: named(key, bindings), type: name, span: type.node.span, properties: fieldAt(value, 'Properties'), bindings };
}

function turnsIn(collection: Reached, parameters: Parameters): readonly (readonly Item[])[] {
  const literals = itemsOf(collection);
  if (collection.node.kind === 'list' && collection.node.tag === undefined)
    return literals.slice(0, MAX_TURNS).map((item) => [itemAt(item)]);
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
