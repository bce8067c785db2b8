/** The functions of HCL that only rearrange what is written down (https://developer.hashicorp.com/terraform/language/functions). */
import { codeSpan } from '../../model/markdown.ts';
import { COLLECTION_FUNCTIONS } from './hcl-collections.ts';
import { TEXT_FUNCTIONS, textCall } from './hcl-texts.ts';
import type { Call, Expression } from './hcl-tree.ts';
import { forced, itemOf, type Item, once, plain, reached, unknown, type Scope } from './hcl-values.ts';

type Function = (call: Call, scope: Scope) => readonly Item[];

const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['try', tryItems],
  ['can', canItems],
  ['coalesce', coalesceItems],
  ['tostring', converted],
  ['tonumber', converted],
  ['tobool', converted],
  ['sensitive', same],
  ['nonsensitive', same],
  ['yamlencode', encoded],
  ['jsonencode', encoded],
  ['yamldecode', decoded],
  ['jsondecode', decoded],
]);

/** What a call gives; a function that is not among these is unknown. */
export function callItems(call: Call, scope: Scope): readonly Item[] {
  const own = FUNCTIONS.get(call.name);
  if (own) return own(call, scope);
  const onCollections = COLLECTION_FUNCTIONS.get(call.name);
  if (onCollections) return onCollections(call, scope);
  const onTexts = TEXT_FUNCTIONS.get(call.name);
  return onTexts ? textCall(call, onTexts, scope) : [unknown(call.span, `${codeSpan(`${call.name}()`)} is computed when it runs`)];
}

function firstOf({ arguments: [first], span }: Call, scope: Scope): readonly Item[] {
  return first ? scope.evaluate(first) : [unknown(span, 'it has no argument', 'error')];
}

function same(call: Call, scope: Scope): readonly Item[] {
  return firstOf(call, scope);
}

/** The spelling stays that of the literal. */
function converted(call: Call, scope: Scope): readonly Item[] {
  return forced(firstOf(call, scope)).map((item) => {
    if (item.value.kind !== 'plain') return item;
    const { known } = item.value;
    const value =
      call.name === 'tonumber' ? Number(known.value) : call.name === 'tobool' ? String(known.value) === 'true' : String(known.value);
    if (Number.isNaN(value))
      return { ...item, value: { kind: 'unknown', reason: 'it is no number', span: known.span, says: 'error' } as const };
    return { ...item, value: { kind: 'plain', known: { ...known, value } } as const };
  });
}

/** The first argument that can be evaluated. What is not known may be the one that fails. */
function tryItems(call: Call, scope: Scope): readonly Item[] {
  return fallenBack(call.arguments, scope, ({ value }) => value.kind === 'unknown' && value.says === 'error', call);
}

/** The first argument that is neither null nor an empty text. */
function coalesceItems(call: Call, scope: Scope): readonly Item[] {
  if (call.isExpanded) return [unknown(call.span, `${codeSpan(call.text)} is computed`)];
  return fallenBack(
    call.arguments,
    scope,
    ({ value }) => value.kind === 'null' || (value.kind === 'plain' && value.known.value === ''),
    call,
  );
}

function fallenBack(options: readonly Expression[], scope: Scope, fails: (item: Item) => boolean, { span }: Call): readonly Item[] {
  const [first, ...others] = options;
  if (!first) return [unknown(span, 'none of its alternatives can be evaluated', 'error')];
  const items = forcedUnlessExternal(scope.evaluate(first));
  return items.flatMap((item) => (fails(item) ? reached(fallenBack(others, scope, fails, { ...NO_CALL, span }), item) : [item]));
}

const NO_CALL: Omit<Call, 'span'> = { kind: 'call', name: '', arguments: [], isExpanded: false, text: '' };

/** What stands for a resource stays what it is, unless it certainly is nothing. */
function forcedUnlessExternal(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => {
    if (item.value.kind !== 'external') return [item];
    const plainly = forced([item]);
    return plainly.every(({ value }) => value.kind === 'null' || (value.kind === 'unknown' && value.says === 'error')) && plainly.length > 0
      ? plainly
      : [item];
  });
}

function canItems(call: Call, scope: Scope): readonly Item[] {
  return forced(firstOf(call, scope)).map((item) => {
    if (item.value.kind === 'unknown' && item.value.says === undefined) return item;
    const works = !(item.value.kind === 'unknown' && item.value.says === 'error');
    return { ...plain({ value: works, span: call.span, notation: 'composed' }), choices: item.choices };
  });
}

function encoded(call: Call, scope: Scope): readonly Item[] {
  const value = once(
    () => firstOf(call, scope),
    () => [unknown(call.span, 'it leads back to itself')],
  );
  return [itemOf({ kind: 'encoded', value, span: call.span })];
}

function decoded(call: Call, scope: Scope): readonly Item[] {
  return forced(firstOf(call, scope)).flatMap((item) => {
    if (item.value.kind === 'encoded') return reached(item.value.value(), item);
    return [
      item.value.kind === 'unknown'
        ? item
        : { ...item, ...unknown(call.span, `${codeSpan(`${call.name}()`)} is computed when it runs`), choices: item.choices },
    ];
  });
}
