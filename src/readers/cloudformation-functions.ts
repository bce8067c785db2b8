/** The intrinsic functions that put texts and lists together, and those that pick from them. */
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import { allowedValues } from './cloudformation-parameters.ts';
import type { Call } from './cloudformation-calls.ts';
import { callAt } from './cloudformation-calls.ts';
import type { Template } from './cloudformation-template.ts';
import { choiceOf, type Choices, NO_CHOICES } from './syntax/choices.ts';
import { chosen, type Item, itemOf, joined, unknown } from './syntax/yaml-items.ts';
import { piecesOfKnown } from './syntax/yaml-pieces.ts';
import { at, entriesOf, itemsOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

export interface FunctionContext {
  readonly template: Template;
  readonly evaluate: (place: Reached) => readonly Item[];
  /** Whether a name is a variable of a loop around. */
  readonly isBound: (name: string) => boolean;
  /** `undefined` where the template has no such resource. */
  readonly resource: (id: string, attribute: string, span: Span) => readonly Item[] | undefined;
}

type Carry = (call: Call, context: FunctionContext) => readonly Item[];

/** By name; any other is carried out when the template is deployed. */
export const functions: ReadonlyMap<string, Carry> = new Map<string, Carry>([
  ['FindInMap', findInMap],
  ['GetAtt', attribute],
  ['Join', join],
  ['Select', select],
  ['Split', split],
]);

export function refused({ name, place }: Call): readonly Item[] {
  const reason =
    name === 'ImportValue' ? 'it is imported from another stack' : `${codeSpan(`Fn::${name}`)} is carried out when it is deployed`;
  return [unknown(place.node.span, reason)];
}

function attribute({ argument, place }: Call, { resource }: FunctionContext): readonly Item[] {
  const parts =
    argument.node.kind === 'list' ? itemsOf(argument).map((item) => stringAt(item) ?? '') : (stringAt(argument) ?? '').split('.');
  const [id = '', ...rest] = parts;
  const { span } = place.node;
  return resource(id, rest.join('.'), span) ?? [unknown(span, `${codeSpan(id)} is no resource of this template`)];
}

function join({ argument, place }: Call, { evaluate }: FunctionContext): readonly Item[] {
  const [delimiter, list] = itemsOf(argument);
  const between = stringAt(delimiter) ?? (delimiter ? '' : undefined);
  const { span } = place.node;
  if (between === undefined || !list) return [unknown(span, 'it is put together in a way that is not known')];
  return evaluate(list).flatMap((item) => {
    const elements = elementsOf(item, evaluate);
    if (!elements)
      return [itemOf(item.outcome.kind === 'unknown' ? item.outcome : { kind: 'unknown', span, reason: 'it is no list' }, item.choices)];
    const parts = elements.flatMap((element, index) => (index === 0 ? [element] : [between, element]));
    return chosen(joined(parts, span), item.choices);
  });
}

function select({ argument, place }: Call, { evaluate }: FunctionContext): readonly Item[] {
  const [position, list] = itemsOf(argument);
  const index = Number(stringAt(position) ?? Number.NaN);
  const { span } = place.node;
  if (!list || !Number.isInteger(index)) return [unknown(span, 'its index is not written')];
  return evaluate(list).flatMap((item) => {
    const elements = elementsOf(item, evaluate);
    if (!elements)
      return [itemOf(item.outcome.kind === 'unknown' ? item.outcome : { kind: 'unknown', span, reason: 'it is no list' }, item.choices)];
    return chosen(elements[index] ?? [unknown(span, 'the list has no such element')], item.choices);
  });
}

function split({ argument, place }: Call, { evaluate }: FunctionContext): readonly Item[] {
  const [delimiter, source] = itemsOf(argument);
  const separator = stringAt(delimiter);
  const { span } = place.node;
  if (!source || separator === undefined) return [unknown(span, 'its separator is not written')];
  return evaluate(source).map(({ outcome, choices }) => {
    if (outcome.kind !== 'plain')
      return itemOf(outcome.kind === 'unknown' ? outcome : { kind: 'unknown', span, reason: 'it is no text' }, choices);
    return itemOf({ kind: 'list', elements: piecesOfKnown(outcome.known, separator), span }, choices);
  });
}

function elementsOf({ outcome }: Item, evaluate: FunctionContext['evaluate']): readonly (readonly Item[])[] | undefined {
  if (outcome.kind === 'list') return outcome.elements;
  if (outcome.kind !== 'tree' || outcome.place.node.kind !== 'list') return undefined;
  return itemsOf(outcome.place).map((item) => evaluate(item));
}

/** One way each where a key is not known: all that the mapping has, or those that its parameter allows. */
function findInMap({ argument, place }: Call, context: FunctionContext): readonly Item[] {
  const [name, top, second, options] = itemsOf(argument);
  const { span } = place.node;
  const mapping = context.template.mappings.get(onlyText(name, context) ?? '');
  if (!mapping || !top || !second) return [unknown(span, 'its mapping is not in the template')];
  const fallback = at(options, 'DefaultValue');
  const missing = fallback ? context.evaluate(fallback) : [unknown(span, 'the mapping has no such key')];
  return entriesAt(mapping, top, context).flatMap((row) => {
    const cells = row.value ? entriesAt(row.value, second, context) : [{ value: undefined, choices: NO_CHOICES }];
    return cells.flatMap((cell) => chosen(chosen(cell.value ? context.evaluate(cell.value) : missing, cell.choices), row.choices));
  });
}

interface Cell {
  readonly value: Reached | undefined;
  readonly choices: Choices;
}

function entriesAt(map: Reached, key: Reached, context: FunctionContext): readonly Cell[] {
  const parameter = parameterOf(key, context);
  const text = parameter === undefined ? onlyText(key, context) : undefined;
  if (text !== undefined) return [{ value: at(map, text), choices: NO_CHOICES }];
  const allowed = allowedValues(context.template.parameters.get(parameter ?? ''));
  const label = parameter ?? labelOf(key);
  const entries = entriesOf(map).filter((entry) => allowed.size === 0 || allowed.has(entry.key));
  return entries.map((entry) => ({
    value: entry.value,
    choices: new Map([[`key ${label}`, choiceOf(entry.key, `${label} is ${JSON.stringify(entry.key)}`)]]),
  }));
}

/** The parameter whose value is the key: its default is one of several that are in use. */
function parameterOf(key: Reached, { template, isBound }: FunctionContext): string | undefined {
  const call = callAt(key);
  const name = call?.name === 'Ref' ? stringAt(call.argument) : undefined;
  return name !== undefined && !isBound(name) && template.parameters.has(name) ? name : undefined;
}

function labelOf(key: Reached): string {
  const call = callAt(key);
  return call?.name === 'Ref' ? (stringAt(call.argument) ?? 'the key') : 'the key';
}

function onlyText(place: Reached | undefined, { evaluate }: FunctionContext): string | undefined {
  const items = place ? evaluate(place) : [];
  const [item] = items;
  return items.length === 1 && item?.outcome.kind === 'plain' ? String(item.outcome.known.value) : undefined;
}
