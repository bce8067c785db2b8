/** What a place in a template comes to, with the functions of CloudFormation carried out as far as the template tells. */
import { type Call, callAt, partsOf } from './cloudformation-calls.ts';
import { Conditions } from './cloudformation-conditions.ts';
import { parameterItems } from './cloudformation-parameters.ts';
import { type FunctionContext, functions, refused } from './cloudformation-functions.ts';
import type { Bindings, Resource, Template } from './cloudformation-template.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import { choiceOf, type Choices, merge, NO_CHOICES } from './syntax/choices.ts';
import { chosen, type Item, itemAt, itemOf, joined, limited, through, unknown } from './syntax/yaml-items.ts';
import { at, fieldAt, itemsOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

/** Under which a place is looked at. */
export interface Scope {
  readonly bindings: Bindings;
  readonly choices: Choices;
  readonly depth: number;
}

const MAX_DEPTH = 40;
/** Of one field; nobody writes more. */
const MAX_STEPS = 5000;
/** Looked up by the service when it is deployed: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const DYNAMIC = '{{resolve:';

/** What other templates say of one; `undefined` where none says anything. */
export interface Link {
  /** What is handed down for a parameter. */
  readonly given: (parameter: string, use: Span) => readonly Item[] | undefined;
  /** What an attribute of a nested stack is. */
  readonly output: (stack: Resource, attribute: string, use: Span) => readonly Item[] | undefined;
}

export function scopeOf(bindings: Bindings): Scope {
  return { bindings, choices: NO_CHOICES, depth: 0 };
}

/** Evaluates the places of one template. */
export class Values {
  readonly template: Template;
  readonly #conditions: Conditions;
  readonly #link: Link;
  #steps = 0;

  constructor(template: Template, link: Link) {
    this.template = template;
    this.#link = link;
    this.#conditions = new Conditions(template, (place) => this.#onlyText(place));
  }

  /** What stands at a path of keys, through the functions on the way. */
  field(place: Reached | undefined, path: string, scope: Scope): readonly Item[] {
    return this.#counted(() => {
      let items: readonly Item[] = place ? this.evaluate(place, scope) : [itemOf({ kind: 'absent' })];
      for (const key of path.split('.')) items = items.flatMap((item) => this.#inside(item, key, scope));
      return items;
    });
  }

  /** A place that is all of a field. */
  whole(place: Reached, scope: Scope): readonly Item[] {
    return this.#counted(() => this.evaluate(place, scope));
  }

  /** Templates ask each other: what one field costs does not count for another. */
  #counted(work: () => readonly Item[]): readonly Item[] {
    const steps = this.#steps;
    this.#steps = 0;
    const items = work();
    this.#steps = steps;
    return items;
  }

  #inside({ outcome, choices }: Item, key: string, scope: Scope): readonly Item[] {
    if (outcome.kind !== 'tree') return outcome.kind === 'unknown' ? [itemOf(outcome, choices)] : [itemOf({ kind: 'absent' }, choices)];
    const value = fieldAt(outcome.place, key);
    if (value) return chosen(this.evaluate(value, within(scope, choices)), choices);
    const included = at(outcome.place, 'Fn::Transform');
    return included ? [unknown(included.node.span, 'a macro puts in what is not written')] : [itemOf({ kind: 'absent' }, choices)];
  }

  evaluate(place: Reached, scope: Scope): readonly Item[] {
    const { span } = place.node;
    this.#steps += 1;
    if (scope.depth > MAX_DEPTH || this.#steps > MAX_STEPS) return [unknown(span, 'it is nested too deeply')];
    const call = callAt(place);
    if (!call) return isDynamic(place) ? [unknown(span, 'it is looked up when it is deployed')] : [itemAt(place)];
    return limited(this.#call(call, { ...scope, depth: scope.depth + 1 }), span);
  }

  #call(call: Call, scope: Scope): readonly Item[] {
    switch (call.name) {
      case 'Ref':
        return this.#reference(stringAt(call.argument) ?? '', call.place.node.span, scope);
      case 'Sub':
        return this.#substitute(call, scope);
      case 'If':
        return this.#branches(call, scope);
      default:
        return functions.get(call.name)?.(call, this.#context(scope)) ?? refused(call);
    }
  }

  #context(scope: Scope): FunctionContext {
    return {
      template: this.template,
      evaluate: (place) => this.evaluate(place, scope),
      isBound: (name) => scope.bindings.has(name),
      resource: (id, attribute, span) => this.#resource(id, attribute, span),
    };
  }

  /** `Ref` of a parameter, a loop's variable, a pseudo parameter or a resource. */
  #reference(name: string, span: Span, scope: Scope): readonly Item[] {
    if (name === 'AWS::NoValue') return [itemOf({ kind: 'absent' })];
    const step = { span, note: `!Ref ${name}` };
    const bound = scope.bindings.get(name);
    if (bound) return through(bound, step);
    const parameter = this.template.parameters.get(name);
    const given = parameter && this.#link.given(name, span);
    if (parameter) return this.#isContradicted(name, scope) ? [] : through(parameterItems(name, parameter, span, given), step);
    const [id = '', ...attribute] = name.split('.');
    return this.#resource(id, attribute.join('.'), span) ?? [unknown(span, `${codeSpan(name)} is known when it is deployed`)];
  }

  #resource(id: string, attribute: string, span: Span): readonly Item[] | undefined {
    const resource = this.template.resources.get(id);
    return resource && (this.#link.output(resource, attribute, span) ?? [itemOf({ kind: 'resource', id, attribute, span })]);
  }

  /** Where a branch is only taken when the parameter has another value than its default. */
  #isContradicted(parameter: string, { choices }: Scope): boolean {
    return [...choices].some(([key, { option }]) => {
      const { holds, parameters } = this.#conditions.verdict(key);
      return holds !== undefined && parameters.size === 1 && parameters.has(parameter) && option !== String(holds);
    });
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html */
  #substitute({ argument, place }: Call, scope: Scope): readonly Item[] {
    const [listed, variables] = itemsOf(argument);
    const template = listed ?? argument;
    const text = stringAt(template);
    if (text === undefined) return [unknown(place.node.span, 'its template is no text')];
    if (!text.includes('${')) return this.evaluate(template, scope);
    const { span } = template.node;
    const parts = partsOf(text).map((part) => {
      if (typeof part === 'string') return part;
      const own = at(variables, part.variable);
      return own ? this.evaluate(own, scope) : this.#reference(part.variable, span, scope);
    });
    return joined(parts, span);
  }

  #branches({ argument, place }: Call, scope: Scope): readonly Item[] {
    const [condition, yes, no] = itemsOf(argument);
    const name = stringAt(condition);
    if (name === undefined || !yes || !no) return [unknown(place.node.span, 'its condition is not named')];
    const { holds, parameters } = this.#conditions.verdict(name);
    if (holds !== undefined && parameters.size === 0) return this.evaluate(holds ? yes : no, scope);
    return [...this.#branch(name, true, yes, scope), ...this.#branch(name, false, no, scope)];
  }

  #branch(name: string, holds: boolean, place: Reached, scope: Scope): readonly Item[] {
    const choices: Choices = new Map([[name, choiceOf(String(holds), `${holds ? 'when' : 'unless'} ${name}`)]]);
    const both = merge(scope.choices, choices);
    return both ? chosen(this.evaluate(place, { ...scope, choices: both }), choices) : [];
  }

  #onlyText(place: Reached): string | undefined {
    const items = this.evaluate(place, scopeOf(new Map()));
    const [{ outcome } = itemOf({ kind: 'absent' })] = items;
    return items.length === 1 && outcome.kind === 'plain' ? String(outcome.known.value) : undefined;
  }
}

function within(scope: Scope, choices: Choices): Scope {
  return { ...scope, choices: merge(scope.choices, choices) ?? scope.choices };
}

function isDynamic({ node }: Reached): boolean {
  return node.kind === 'scalar' && node.source.includes(DYNAMIC);
}
