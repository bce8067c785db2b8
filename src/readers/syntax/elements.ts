/** `versions[env]`: an element by a key that is known, or one of all. */
import { conditionKey } from './branches.ts';
import { choiceOf } from './choices.ts';
import { decisive } from './environment.ts';
import { elementsOf, type Entry, entriesOf, isList } from './lists.ts';
import { memberOf } from './members.ts';
import {
  ABSENT,
  beside,
  chosen,
  follow,
  found,
  type Found,
  type Item,
  limited,
  type Place,
  reachedThrough,
  shortText,
  travelled,
  unread,
} from './places.ts';
import type { Solver, ValueItem } from './solver.ts';
import { bare, ts } from './typescript.ts';

/** `owner.name`, `owner[key]`; the access itself where the owner is nothing that can be read. */
export function accessItems(solver: Solver, place: Place, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): readonly Item[] {
  const owners = solver.resolve(beside(place, node.expression));
  const results = owners.map((owner) => (owner.kind === 'found' ? partsOf(solver, place, node, owner) : undefined));
  const [only] = owners;
  if (results.every((result) => result === undefined) && owners.some(({ kind }) => kind === 'found')) return [leaf(place, node, only)];
  if (only?.kind === 'unknown' && owners.length === 1) return [leaf(place, node, only)];
  const items = results.flatMap((result, index): readonly Item[] => {
    const owner = owners[index];
    if (!owner) return [];
    if (owner.kind !== 'found') return [owner];
    const parts = result ? follow(result, node, (part) => solver.resolve(part.place)) : [leaf(place, node, owner)];
    return reachedThrough(result ? travelled(parts, node, shortText(node)) : parts, result ? owner : { via: [], choices: owner.choices });
  });
  return limited(items, node);
}

/** What nobody here can look into: a framework may know it. */
function leaf(place: Place, node: ts.Expression, owner: Item | undefined): Item {
  const item = found(beside(place, node));
  if (owner?.kind === 'unknown') return { ...item, reason: owner.reason, isLost: owner.isOutside !== true };
  return owner?.kind === 'found' && owner.reason !== undefined ? { ...item, reason: owner.reason, isLost: owner.isLost === true } : item;
}

function partsOf(
  solver: Solver,
  place: Place,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  owner: Found,
): readonly Item[] | undefined {
  if (ts.isPropertyAccessExpression(node)) return memberOf(solver, owner, node.name.text, node);
  const key = bare(node.argumentExpression);
  if (ts.isStringLiteralLike(key)) return memberOf(solver, owner, key.text, node);
  const keys = decisive(solver.values(beside(place, key)), isUnknown);
  if (keys.every(({ kind }) => kind === 'known')) {
    const parts = keys.map((item) => (item.kind === 'known' ? memberOf(solver, owner, String(item.known.value), node) : undefined));
    if (parts.every((part) => part === undefined)) return undefined;
    return parts.flatMap((part, index) =>
      reachedThrough(part ?? [unread(node, `\`${shortText(node)}\` is computed`)], { via: [], choices: keys[index]?.choices ?? new Map() }),
    );
  }
  const entries = entriesBehind(solver, owner);
  return entries && chosenEntries(solver, entries, beside(place, key), node);
}

function entriesBehind(solver: Solver, { place }: Found): readonly Entry[] | undefined {
  if (isList(place)) {
    const [list] = elementsOf(solver, place);
    if (list?.kind !== 'list') return undefined;
    return list.elements.map((element, index) => ({ name: String(index), key: element, value: element }));
  }
  const [object] = entriesOf(solver, place);
  return object?.kind === 'entries' ? object.entries : undefined;
}

/** The entry of a key; of all entries one where nobody can tell which. */
export function chosenEntries(solver: Solver, entries: readonly Entry[], key: Place, use: ts.Expression): readonly Item[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const items = decisive(solver.values(key), isUnknown).flatMap((item): readonly Item[] => {
    const through = { via: [], choices: item.choices };
    if (item.kind === 'known') {
      const entry = byName.get(String(item.known.value));
      return reachedThrough(entry ? [found(entry.value)] : [ABSENT], through);
    }
    if (item.kind === 'absent') return [unread(use, 'its key is not given')];
    if (item.isSettled) return [item];
    const place = conditionKey(key.node, key.calls);
    const each = [...byName.values()]
      .slice(0, MAX_ENTRIES)
      .flatMap(({ name, value }) => chosen([found(value)], place, choiceOf(name, `${key.node.getText()} is "${name}"`)));
    return reachedThrough(
      [...each, ...chosen([{ ...ABSENT, isOther: true }], place, choiceOf('', `${key.node.getText()} is none of them`))],
      through,
    );
  });
  return limited(items, use);
}

function isUnknown({ kind }: ValueItem): boolean {
  return kind === 'unknown';
}

/** As many as are kept at most, with what is none of them; more are said to be too many. */
const MAX_ENTRIES = 65;
