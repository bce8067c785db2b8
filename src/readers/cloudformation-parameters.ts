/** What a parameter of a template is when nobody gives it. */
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import { type Item, itemAt, itemOf, unknown } from './syntax/yaml-items.ts';
import { piecesOf } from './syntax/yaml-pieces.ts';
import { at, type Reached, stringAt } from './syntax/yaml-tree.ts';

/** The default of a parameter, which for a list is a list. */
export function parameterItems(name: string, parameter: Reached, use: Span): readonly Item[] {
  const type = stringAt(at(parameter, 'Type')) ?? 'String';
  if (type.startsWith('AWS::SSM::')) return [unknown(use, `parameter ${codeSpan(name)} is looked up in the Parameter Store`)];
  if (stringAt(at(parameter, 'NoEcho')) === 'true') return [unknown(use, `parameter ${codeSpan(name)} is not to be shown`)];
  const value = at(parameter, 'Default');
  if (!value || stringAt(value) === undefined) return [unknown(use, `parameter ${codeSpan(name)} has no default`)];
  if (/^(?:CommaDelimitedList|List<)/.test(type)) return [itemOf({ kind: 'list', elements: piecesOf(value, ','), span: value.node.span })];
  const allowed = [...allowedValues(parameter)];
  return allowed.length === 0 ? [itemAt(value)] : limitedTo(allowed, itemAt(value));
}

/** CloudFormation refuses a default that its list of allowed values lacks. */
function limitedTo(allowed: readonly string[], { outcome, choices }: Item): readonly Item[] {
  return [itemOf(outcome.kind === 'plain' ? { ...outcome, known: { ...outcome.known, allowed } } : outcome, choices)];
}

/** The values that a parameter may have; empty where it may have any. */
export function allowedValues(parameter: Reached | undefined): ReadonlySet<string> {
  const { node } = at(parameter, 'AllowedValues') ?? {};
  return new Set(node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : [])) : []);
}
