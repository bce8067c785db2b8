/** Templates that make stacks of each other: parameters that are handed down, outputs that come back. */
import { groupBy } from '../model/group-by.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import { type Link, scopeOf, Values } from './cloudformation-evaluate.ts';
import { isNestedStack, TemplateFiles } from './cloudformation-nested.ts';
import type { Resource, Template } from './cloudformation-template.ts';
import { type Choices, choiceOf, NO_CHOICES } from './syntax/choices.ts';
import { chosen, type Item, itemOf, limited, unknown } from './syntax/yaml-items.ts';
import { at } from './syntax/yaml-tree.ts';

/** A nested stack, and the template that it stands in. */
interface Call {
  readonly caller: Template;
  readonly resource: Resource;
}

const OUTPUTS = 'Outputs.';
/** Of one template; an evaluation keeps fewer alternatives. */
const MAX_CALLS = 100;
/** Nobody nests stacks deeper. */
const MAX_LEVELS = 20;

/** The templates of a repository. */
export class Stacks {
  readonly #byPath: ReadonlyMap<string, Template>;
  readonly #calls = new Map<string, Call[]>();
  readonly #callees = new Map<Resource, string>();
  readonly #values = new Map<Template, Values>();
  readonly #answers = new Map<string, readonly Item[]>();
  #level = 0;

  constructor(templates: readonly Template[], paths: readonly string[]) {
    const all = groupBy(templates, ({ path }) => path);
    this.#byPath = new Map(
      [...all].flatMap(([path, [template, ...others]]) => (template && others.length === 0 ? [[path, template] as const] : [])),
    );
    const files = new TemplateFiles(paths);
    for (const caller of templates) {
      for (const resource of caller.resources.values()) {
        const path = isNestedStack(resource) ? files.calledBy(resource, caller) : undefined;
        if (path === undefined || !this.#byPath.has(path)) continue;
        this.#callees.set(resource, path);
        const calls = this.#calls.get(path);
        if (calls) calls.push({ caller, resource });
        else this.#calls.set(path, [{ caller, resource }]);
      }
    }
  }

  valuesOf(template: Template): Values {
    const known = this.#values.get(template);
    if (known) return known;
    const link: Link = {
      given: (parameter, use) => this.#given(template, parameter, use),
      output: (resource, attribute, use) => this.#output(resource, attribute, use),
    };
    const values = new Values(template, link);
    this.#values.set(template, values);
    return values;
  }

  /** The template at a path, where it holds just one. */
  at(path: string): Template | undefined {
    return this.#byPath.get(path);
  }

  /** Whether several stacks of the repository are made from a template. */
  isCalledOften({ path }: Template): boolean {
    return (this.#calls.get(path)?.length ?? 0) > 1;
  }

  /** One answer for each call; `undefined` where nobody calls. */
  #given(template: Template, parameter: string, use: Span): readonly Item[] | undefined {
    const calls = this.#byPath.get(template.path) === template ? this.#calls.get(template.path) : undefined;
    if (!calls) return undefined;
    if (calls.length > MAX_CALLS) return [unknown(use, `more than ${MAX_CALLS} stacks are made from its template`)];
    return this.#once(`${template.path} ${parameter}`, use, () =>
      limited(
        calls.flatMap(({ caller, resource }, index) => {
          const items = this.valuesOf(caller).field(resource.properties, `Parameters.${parameter}`, scopeOf(resource.bindings));
          const choice = choiceOf(String(index), `stack ${resource.id} of ${caller.path}`);
          const choices: Choices = calls.length > 1 ? new Map([[` stacks of ${template.path}`, choice]]) : NO_CHOICES;
          return chosen(abroad(items, caller), choices);
        }),
        use,
      ),
    );
  }

  #output(resource: Resource, attribute: string, use: Span): readonly Item[] | undefined {
    const template = this.#byPath.get(this.#callees.get(resource) ?? '');
    const name = attribute.startsWith(OUTPUTS) ? attribute.slice(OUTPUTS.length) : undefined;
    const output = template && name !== undefined ? at(template.outputs.get(name), 'Value') : undefined;
    if (!template || !output) return undefined;
    const items = this.#once(`${template.path} ${attribute}`, use, () => this.valuesOf(template).whole(output, scopeOf(new Map())));
    return abroad(items, template);
  }

  /** Stacks that lead back to themselves end here. */
  #once(key: string, use: Span, answer: () => readonly Item[]): readonly Item[] {
    const known = this.#answers.get(key);
    if (known) return known;
    if (this.#level >= MAX_LEVELS) return [unknown(use, 'its stack is nested too deeply')];
    this.#answers.set(key, [unknown(use, `the templates lead back to ${codeSpan(key.slice(0, key.indexOf(' ')))}`)]);
    this.#level += 1;
    const items = answer();
    this.#level -= 1;
    this.#answers.set(key, items);
    return items;
  }
}

/** What a template says, as another one sees it: its conditions and resources are its own. */
function abroad(items: readonly Item[], { path }: Template): readonly Item[] {
  return items.map(({ outcome, choices }) =>
    itemOf(
      outcome.kind === 'resource'
        ? { ...outcome, program: outcome.program ?? path }
        : outcome.kind === 'tree'
          ? noText(outcome.place.node.span)
          : outcome,
      new Map([...choices].map(([key, choice]) => [key.startsWith(' ') ? key : ` ${path} ${key}`, choice])),
    ),
  );
}

function noText(span: Span): Item['outcome'] {
  return { kind: 'unknown', span, reason: 'it is no plain value' };
}
