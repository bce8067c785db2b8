/** Fields as YAML programs write them, where no function has a say. */
import type { Span } from '../../model/span.ts';
import type { Known, Value } from '../../model/value.ts';
import { itemAt, switchOf, textOf } from './yaml-items.ts';
import type { Reached } from './yaml-tree.ts';

/** The text of a place; `undefined` where nothing is written. */
export function textAt(place: Reached | undefined): Value<string> | undefined {
  return place && textOf([itemAt(place)], place.node.span);
}

/** The switch at a place; `undefined` where nothing is written. */
export function switchAt(place: Reached | undefined): Value<boolean> | undefined {
  return place && switchOf([itemAt(place)], place.node.span);
}

/** A value that no literal decides: a default of the construct. */
export function byDefault<T>(value: T, span: Span): Known<T> {
  return { kind: 'known', value, span, notation: 'composed', via: [] };
}

/** Whether all of several switches are on. One that is certainly off decides; otherwise one that is unknown does. */
export function allOn(values: readonly (Value<boolean> | undefined)[], span: Span): Value<boolean> {
  const isOff = values.some((value) => value === undefined || (value.kind === 'known' && !value.value));
  if (isOff) return byDefault(false, span);
  return values.find((value) => value?.kind !== 'known') ?? byDefault(true, span);
}
