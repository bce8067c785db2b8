/** Evaluates a module with the values it is called with. */
import { codeSpan } from '../model/markdown.ts';
import { joinPath } from '../model/path.ts';
import type { Span } from '../model/span.ts';
import { scopeOf } from './syntax/hcl-evaluate.ts';
import type { Resolved } from './syntax/hcl-scope.ts';
import { attributeOf, type Block, type Traversal } from './syntax/hcl-tree.ts';
import { typed } from './syntax/hcl-types.ts';
import { type External, itemOf, type Item, type Lazy, once, reached, unknown, type Scope } from './syntax/hcl-values.ts';
import { expansionsOf } from './terraform-expansion.ts';
import type { Module } from './terraform-files.ts';
import { dataHandle, moduleHandle, resourceHandle } from './terraform-handles.ts';
import { addressOf, type Expansion, type Instance, type Root } from './terraform-model.ts';
import { moduleKind } from './terraform-sources.ts';
import { type Place, textCall } from './terraform-texts.ts';

/** The values that a module is given; `undefined` for a variable that is not among them. */
export type Inputs = (variable: string, declaration: Block, use: Span) => readonly Item[] | undefined;

const MAX_CALLS = 400;
const MAX_NESTING = 8;

export class ModuleInstance implements Instance {
  readonly root: Root;
  readonly module: Module;
  readonly address: string;
  readonly scope: Scope;
  readonly #inputs: Inputs;
  /** The folders of the modules on the way to it, its own last. */
  readonly #chain: readonly string[];
  readonly #answers = new Map<string, Lazy>();
  readonly #expansions = new Map<Block, readonly Expansion[]>();
  readonly #children = new Map<string, ModuleInstance | undefined>();

  constructor(root: Root, module: Module, address: string, inputs: Inputs, callers: readonly string[] = []) {
    this.root = root;
    this.module = module;
    this.address = address;
    this.#inputs = inputs;
    this.#chain = [...callers, module.folder];
    this.scope = scopeOf({
      identity: `${root.id} ${address}`,
      budget: root.budget,
      resolve: (name, names, place) => this.#resolve(name, names, place),
      call: (call, scope) => textCall(call, scope, this.place),
    });
  }

  /** Where its expressions find the files that they read. */
  get place(): Place {
    return {
      text: (path) => this.root.files.project.text(path),
      folder: this.module.folder,
      rootFolder: this.#chain[0] ?? this.module.folder,
    };
  }

  expansions(block: Block): readonly Expansion[] {
    const known = this.#expansions.get(block);
    if (known) return known;
    // what asks for itself on the way is not known to be there
    this.#expansions.set(block, []);
    const expansions = expansionsOf(block, this.scope);
    this.#expansions.set(block, expansions);
    return expansions;
  }

  child(name: string, call: Block, expansion: Expansion): Instance | undefined {
    const address = addressOf(this, `module.${name}`, expansion.suffix);
    if (this.#children.has(address)) return this.#children.get(address);
    const module = this.#called(call);
    const inputs = inputsOf(name, call, expansion);
    const child = module && new ModuleInstance(this.root, module, address, inputs, this.#chain);
    if (child) this.root.calls += 1;
    this.#children.set(address, child);
    return child;
  }

  /** Terraform refuses a module that calls itself: its second occurrence makes nothing. */
  #called(call: Block): Module | undefined {
    const source = sourceOf(call);
    const folder = source === undefined ? undefined : joinPath(this.module.folder, source);
    if (folder === undefined || this.root.calls >= MAX_CALLS || this.#chain.length > MAX_NESTING) return undefined;
    if (!this.#chain.includes(folder)) return this.root.files.module(folder);
    this.root.files.complainOfCircle(folder, call.header);
    return undefined;
  }

  /** The modules that it calls, one for each time. */
  children(): readonly ModuleInstance[] {
    for (const [name, call] of this.module.modules) {
      if (moduleKind(sourceOf(call) ?? '') !== 'local') continue;
      for (const expansion of this.expansions(call)) this.child(name, call, expansion);
    }
    return [...this.#children.values()].flatMap((child) => child ?? []);
  }

  /** Whether one of its own files is among those. */
  isAsked(paths: ReadonlySet<string>): boolean {
    return paths.has(this.root.id) || this.root.files.pathsIn(this.module.folder).some((path) => paths.has(path));
  }

  output(name: string, span: Span): readonly Item[] {
    const value = attributeOf(this.module.outputs.get(name)?.body ?? NOTHING, 'value')?.expression;
    if (!value) return [unknown(span, `there is no output ${codeSpan(name)}`, 'error')];
    return this.#answer(`output.${name}`, value.span, () => this.scope.evaluate(value));
  }

  #answer(name: string, span: Span, make: Lazy): readonly Item[] {
    const known = this.#answers.get(name) ?? once(make, () => [unknown(span, `${codeSpan(name)} leads back to itself`)]);
    this.#answers.set(name, known);
    return known();
  }

  #resolve(root: string, names: readonly string[], { span, text }: Traversal): Resolved {
    const [name = '', second = ''] = names;
    switch (root) {
      case 'var':
        return { items: through(this.#variable(name, span), `var.${name}`, span), taken: 1 };
      case 'local':
        return { items: through(this.#local(name, span), `local.${name}`, span), taken: 1 };
      case 'module': {
        const call = this.module.modules.get(name);
        return { items: [found(call && moduleHandle(this, name, call, sourceOf(call)), `module.${name}`, span)], taken: 1 };
      }
      case 'data': {
        const block = this.module.data.get(`${name}.${second}`);
        return { items: [found(block && dataHandle(this, block), `data.${name}.${second}`, span)], taken: 2 };
      }
      case 'terraform':
        return { items: [unknown(span, 'the workspace is chosen when it runs')], taken: names.length };
      case 'path':
      case 'self':
      case 'each':
      case 'count':
        return { items: [unknown(span, `${codeSpan(text)} is known when it runs`)], taken: names.length };
      default: {
        const block = this.module.resources.get(`${root}.${name}`);
        return { items: [found(block && resourceHandle(this, block), `${root}.${name}`, span)], taken: 1 };
      }
    }
  }

  #local(name: string, span: Span): readonly Item[] {
    const expression = this.module.locals.get(name)?.expression;
    if (!expression) return [unknown(span, `there is no ${codeSpan(`local.${name}`)}`)];
    return this.#answer(`local.${name}`, span, () => this.scope.evaluate(expression));
  }

  #variable(name: string, span: Span): readonly Item[] {
    const declaration = this.module.variables.get(name);
    if (!declaration) return [unknown(span, `there is no ${codeSpan(`var.${name}`)}`)];
    return this.#answer(`var.${name}`, span, () => {
      const type = attributeOf(declaration.body, 'type')?.expression;
      const given = this.#inputs(name, declaration, span);
      const items = given === undefined ? this.#default(name, declaration) : this.#withoutNull(given, declaration, name);
      return type ? typed(items, type, this.scope) : items;
    });
  }

  #default(name: string, { body, header }: Block): readonly Item[] {
    const expression = attributeOf(body, 'default')?.expression;
    if (expression) return this.scope.evaluate(expression);
    return [unknown(header, `${codeSpan(`var.${name}`)} has no default, and no file of the repository gives it a value`)];
  }

  /** `nullable = false` takes the default in the place of null. */
  #withoutNull(items: readonly Item[], declaration: Block, name: string): readonly Item[] {
    const nullable = attributeOf(declaration.body, 'nullable')?.expression;
    if (nullable?.kind !== 'literal' || nullable.value !== false) return items;
    return items.flatMap((item) => (item.value.kind === 'null' ? reached(this.#default(name, declaration), item) : [item]));
  }
}

const NOTHING = { attributes: [], blocks: [], isBroken: false };

/** The text of `source`, which must be a literal. */
export function sourceOf({ body }: Block): string | undefined {
  const expression = attributeOf(body, 'source')?.expression;
  return expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

/** The arguments of a call are its module's variables. */
function inputsOf(name: string, { body, header }: Block, { scope, choices, suffix }: Expansion): Inputs {
  return (variable) => {
    const argument = attributeOf(body, variable);
    if (!argument && body.isBroken) return [unknown(header, 'the call has a syntax error')];
    const via = [{ span: argument?.nameSpan ?? header, note: `module.${name}${suffix}` }];
    return argument && reached(scope.evaluate(argument.expression), { choices, via });
  };
}

function through(items: readonly Item[], note: string, span: Span): readonly Item[] {
  return reached(items, { choices: new Map(), via: [{ span, note }] });
}

function found(external: External | undefined, name: string, span: Span): Item {
  return external ? itemOf({ kind: 'external', external, span }) : unknown(span, `there is no ${codeSpan(name)} in its module`);
}
