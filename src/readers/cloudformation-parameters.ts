/** What a parameter of a template is: what a stack around hands down, or its default. */
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import { chosen, type Item, itemAt, itemOf, unknown } from './syntax/yaml-items.ts';
import { piecesOf, piecesOfKnown } from './syntax/yaml-pieces.ts';
import { at, type Reached, stringAt } from './syntax/yaml-tree.ts';

const LIST = /^(?:CommaDelimitedList|List<)/;

/**
 * The values of a parameter, which for a list are lists.
 *
 * @param given what the stacks hand down that are made from the template; a stack that hands down nothing leaves the default
 */
export function parameterItems(name: string, parameter: Reached, use: Span, given: readonly Item[] | undefined): readonly Item[] {
  const type = stringAt(at(parameter, 'Type')) ?? 'String';
  if (type.startsWith('AWS::SSM::')) return [unknown(use, `parameter ${codeSpan(name)} is looked up in the Parameter Store`)];
  if (stringAt(at(parameter, 'NoEcho')) === 'true') return [unknown(use, `parameter ${codeSpan(name)} is not to be shown`)];
  if (!given) return byDefault(name, parameter, use, type);
  const allowed = [...allowedValues(parameter)];
  return given.flatMap((item) => {
    const { outcome, choices } = item;
    if (outcome.kind === 'absent') return chosen(byDefault(name, parameter, use, type), choices);
    if (outcome.kind !== 'plain') return [item];
    const { span } = outcome.known;
    return LIST.test(type)
      ? [itemOf({ kind: 'list', elements: piecesOfKnown(outcome.known, ','), span }, choices)]
      : limitedTo(allowed, item);
  });
}

function byDefault(name: string, parameter: Reached, use: Span, type: string): readonly Item[] {
  const value = at(parameter, 'Default');
  if (!value || stringAt(value) === undefined) return [unknown(use, `parameter ${codeSpan(name)} has no default`)];
  if (LIST.test(type)) return [itemOf({ kind: 'list', elements: piecesOf(value, ','), span: value.node.span })];
  return limitedTo([...allowedValues(parameter)], itemAt(value));
}

/** CloudFormation refuses a value that its list of allowed values lacks, and so does the list of a template that hands it down. */
function limitedTo(allowed: readonly string[], item: Item): readonly Item[] {
  const { outcome, choices } = item;
  if (outcome.kind !== 'plain' || allowed.length === 0) return [item];
  const { known } = outcome;
  const both = known.allowed ? allowed.filter((value) => known.allowed?.includes(value)) : allowed;
  return [itemOf({ ...outcome, known: { ...known, allowed: both } }, choices)];
}

/** The values that a parameter may have; empty where it may have any. */
export function allowedValues(parameter: Reached | undefined): ReadonlySet<string> {
  const { node } = at(parameter, 'AllowedValues') ?? {};
  return new Set(node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : [])) : []);
}
