/** What a place in a program comes to, one way a stack where the configuration decides. */
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import type { ConfigAnswer, PulumiConfig } from './pulumi-config.ts';
import { partsOf, type Reference } from './pulumi-yaml-expressions.ts';
import type { Program } from './pulumi-yaml-program.ts';
import { choiceOf, type Choices, FRAMEWORK, NO_CHOICES } from './syntax/choices.ts';
import { chosen, type Item, itemAt, itemOf, joined, limited, through, unknown } from './syntax/yaml-items.ts';
import { at, entriesOf, itemsOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

const MAX_DEPTH = 20;
/** Of one field; nobody writes more. */
const MAX_STEPS = 5000;
/** EKS picks the version: https://www.pulumi.com/registry/packages/aws/api-docs/eks/getaddonversion/ */
const LOOKUP = /^aws:eks(?:\/getAddonVersion)?:getAddonVersion$/;

/** Evaluates the places of one program. */
export class Values {
  readonly program: Program;
  readonly #config: PulumiConfig;
  #steps = 0;

  constructor(program: Program, config: PulumiConfig) {
    this.program = program;
    this.#config = config;
  }

  /** What stands at a path of keys; a reference to a resource stays one. */
  field(place: Reached | undefined, path: string, depth = 0): readonly Item[] {
    if (depth === 0) this.#steps = 0;
    const items: readonly Item[] = place ? this.evaluate(place, depth) : [itemOf({ kind: 'absent' })];
    return this.#inside(items, path.split('.'), depth);
  }

  #inside(items: readonly Item[], keys: readonly string[], depth: number): readonly Item[] {
    return keys.reduce<readonly Item[]>((found, key) => found.flatMap((item) => this.#member(item, key, depth)), items);
  }

  #member({ outcome, choices }: Item, key: string, depth: number): readonly Item[] {
    if (outcome.kind === 'resource')
      return [itemOf({ ...outcome, attribute: [outcome.attribute, key].filter((part) => part !== '').join('.') }, choices)];
    if (outcome.kind === 'unknown' || outcome.kind === 'absent') return [itemOf(outcome, choices)];
    const value = outcome.kind === 'tree' ? (at(outcome.place, key) ?? itemsOf(outcome.place)[Number(key)]) : undefined;
    return value ? chosen(this.evaluate(value, depth + 1), choices) : [itemOf({ kind: 'absent' }, choices)];
  }

  /** The same with what resources of the program were given in the place of what they give. */
  settled(items: readonly Item[], depth = 0): readonly Item[] {
    return items.flatMap((item) => {
      const { outcome, choices } = item;
      const resource = outcome.kind === 'resource' ? this.program.resources.get(outcome.id) : undefined;
      if (outcome.kind !== 'resource' || !resource || outcome.attribute === '' || depth > MAX_DEPTH) return [item];
      const given = this.field(resource.properties, outcome.attribute, depth + 1);
      const isGiven = given.some((other) => other.outcome.kind !== 'absent');
      const step = { span: outcome.span, note: `${outcome.id}.${outcome.attribute}` };
      return isGiven ? chosen(through(this.settled(given, depth + 1), step), choices) : [item];
    });
  }

  evaluate(place: Reached, depth: number): readonly Item[] {
    const { node } = place;
    this.#steps += 1;
    if (depth > MAX_DEPTH || this.#steps > MAX_STEPS) return [unknown(node.span, 'it leads through too many others')];
    const [entry, ...others] = node.kind === 'map' ? entriesOf(place) : [];
    if (entry && others.length === 0 && entry.key.toLowerCase().startsWith('fn::'))
      return this.#call(entry.key.slice(4), entry.value, node.span, depth);
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || !node.value.includes('${')) return [itemAt(place)];
    const parts = partsOf(node.value).map((part) => {
      if (typeof part === 'string') return part;
      return part ? this.#reference(part, node.span, depth + 1) : [unknown(node.span, 'it is computed')];
    });
    const isWhole = parts.filter((part) => part !== '').length === 1;
    return limited(
      joined(isWhole ? parts : parts.map((part) => (typeof part === 'string' ? part : this.settled(part, depth))), node.span),
      node.span,
    );
  }

  #call(name: string, argument: Reached, span: Span, depth: number): readonly Item[] {
    const called = name === 'invoke' ? (stringAt(at(argument, 'function')) ?? '') : name;
    if (LOOKUP.test(called)) return [itemOf({ kind: 'absent' })];
    if (name === 'secret') return this.evaluate(argument, depth + 1);
    if (name !== 'join') return [unknown(span, `${codeSpan(`fn::${called}`)} is carried out when it is deployed`)];
    const [delimiter, list] = itemsOf(argument);
    const between = stringAt(delimiter) ?? '';
    if (list?.node.kind !== 'list') return [unknown(span, 'it is no list')];
    const parts = itemsOf(list).map((item) => this.settled(this.evaluate(item, depth + 1), depth));
    return joined(
      parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])),
      span,
    );
  }

  #reference({ name, keys }: Reference, span: Span, depth: number): readonly Item[] {
    const variable = this.program.variables.get(name);
    const step = { span, note: ['${', [name, ...keys].join('.'), '}'].join('') };
    if (variable) return through(this.#inside(this.evaluate(variable, depth + 1), keys, depth), step);
    if (this.program.resources.has(name)) return [itemOf({ kind: 'resource', id: name, attribute: keys.join('.'), span })];
    return through(this.#configured(name, keys, span), step);
  }

  #configured(name: string, keys: readonly string[], span: Span): readonly Item[] {
    const [key = '', namespace] = name.split(':').toReversed();
    const question = { namespace, keys: [key, ...keys], path: this.program.path, span, isRequired: false };
    const answers = this.#config.answers(question);
    return (answers.length === 0 ? [{ kind: 'absent' } as const] : answers).flatMap((answer) => this.#itemsOf(answer, name, span));
  }

  #itemsOf(answer: ConfigAnswer, name: string, span: Span): readonly Item[] {
    const when = answer.kind === 'unknown' ? undefined : answer.when;
    const choices: Choices = when === undefined ? NO_CHOICES : new Map([[FRAMEWORK, choiceOf(when, when)]]);
    if (answer.kind === 'known') return [itemOf({ kind: 'plain', known: answer }, choices)];
    const value = this.program.defaults.get(name);
    if (value) return [{ ...itemAt(value), choices }];
    return answer.kind === 'unknown'
      ? [itemOf(answer)]
      : [itemOf({ kind: 'unknown', span, reason: `${codeSpan(name)} is not in the program` }, choices)];
  }
}
