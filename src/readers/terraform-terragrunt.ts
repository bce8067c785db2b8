/** Terragrunt: files that call a module of the repository with the values of their `inputs`. */
import { codeSpan } from '../model/markdown.ts';
import { folderOf, joinPath } from '../model/path.ts';
import type { Span } from '../model/span.ts';
import { knownKey, mergedItems } from './syntax/hcl-objects.ts';
import { scopeOf } from './syntax/hcl-evaluate.ts';
import type { Budget, Resolved } from './syntax/hcl-scope.ts';
import { attributeOf, type Block, blocksOf, type Body, type Call, type Expression, type Traversal } from './syntax/hcl-tree.ts';
import { type Entry, type External, itemOf, type Item, type Lazy, once, plain, reached, type Scope, unknown } from './syntax/hcl-values.ts';
import type { TerraformFiles } from './terraform-files.ts';
import { type Place, REPOSITORY, textCall } from './terraform-texts.ts';

/** A file that is included includes none in Terragrunt itself; what goes further leads in a circle. */
const MAX_INCLUDES = 4;

/** What the units of a repository ask each other. */
export interface Surroundings {
  readonly files: TerraformFiles;
  readonly budget: Budget;
  /** The unit in a file, whose outputs others use. */
  readonly unitAt: (path: string) => { output(name: string, span: Span): readonly Item[] } | undefined;
}

/** One Terragrunt file; included in another one, its relative paths start from there. */
export class TerragruntFile {
  readonly path: string;
  readonly #folder: string;
  readonly #depth: number;
  readonly #body: Body;
  readonly #around: Surroundings;
  readonly #scope: Scope;
  readonly #locals = new Map<string, Lazy>();

  constructor(path: string, around: Surroundings, folder = folderOf(path), depth = 0) {
    this.path = path;
    this.#folder = folder;
    this.#depth = depth;
    this.#around = around;
    this.#body = around.files.body(path);
    this.#scope = scopeOf({
      identity: `${path} ${folder}`,
      budget: around.budget,
      resolve: (root, names, place) => this.#resolve(root, names, place),
      call: (call, scope) => this.#call(call, scope),
    });
  }

  /** The folder of the module that it calls; `undefined` where that is not in the repository. */
  get module(): string | undefined {
    const source = this.#source();
    return source && this.#moved(this.#located(source, true), source);
  }

  /** The address of the module that it calls. */
  get source(): string | undefined {
    const address = knownKey(this.#source() ?? []);
    return 'known' in address ? address.known.value : undefined;
  }

  /** Where it says what it calls. */
  get header(): Span {
    return blocksOf(this.#body, 'terraform')[0]?.header ?? this.#span;
  }

  /** Its own source, or that of a file it includes. */
  #source(): readonly Item[] | undefined {
    const own = blocksOf(this.#body, 'terraform').map(({ body }) => attributeOf(body, 'source')?.expression);
    const source = own.find((expression) => expression !== undefined);
    if (source) return this.#scope.evaluate(source);
    return this.#included()
      .map((file) => (file ? file.#source() : undefined))
      .find((items) => items !== undefined);
  }

  /** A unit that is copied elsewhere before it runs: the only module whose path ends as its source does. */
  #moved(folder: string | undefined, items: readonly Item[]): string | undefined {
    const { files } = this.#around;
    const source = knownKey(items);
    if (folder === undefined || 'reason' in source || files.pathsIn(folder).length > 0) return folder;
    const end = source.known.value.split('/').filter((part) => !/^\.*$/.test(part));
    const [only, ...others] = end.length < 2 ? [] : files.folders.filter((path) => `/${path}`.endsWith(`/${end.join('/')}`));
    return others.length === 0 ? only : undefined;
  }

  /** Everything that it and the files it includes give to the module. */
  inputs(): readonly Item[] {
    const own = attributeOf(this.#body, 'inputs')?.expression;
    const parents = this.#included().map((file) => file?.inputs() ?? [unknown(this.#span, 'a file that it includes could not be found')]);
    return mergedItems([...parents, ...(own ? [this.#scope.evaluate(own)] : [])], this.#span);
  }

  /** The files that it includes, which are no units of their own. */
  get includes(): readonly string[] {
    return this.#included().flatMap((file) => file?.path ?? []);
  }

  /** Files of values may be named on its command line. */
  get namesValues(): boolean {
    return blocksOf(this.#body, 'terraform').some(({ body }) =>
      blocksOf(body, 'extra_arguments').some((block) =>
        block.body.attributes.some(({ name, expression }) => /var[-_]file/.test(`${name} ${expression.text}`)),
      ),
    );
  }

  get #span(): Span {
    return { path: this.path, start: 0, end: 0 };
  }

  #included(): readonly (TerragruntFile | undefined)[] {
    return blocksOf(this.#body, 'include').map((block) => this.#includedBy(block));
  }

  #includedBy({ body }: Block): TerragruntFile | undefined {
    const path = attributeOf(body, 'path')?.expression;
    const found = path && this.#located(this.#scope.evaluate(path), false);
    if (found === undefined || !this.#exists(found) || this.#depth >= MAX_INCLUDES) return undefined;
    return new TerragruntFile(found, this.#around, this.#folder, this.#depth + 1);
  }

  #exists(path: string): boolean {
    return this.#around.files.project.text(path) !== undefined;
  }

  /** A path that an expression certainly is, in the repository. */
  #located(items: readonly Item[], isModule: boolean): string | undefined {
    const known = knownKey(items);
    if ('reason' in known) return undefined;
    const path = known.known.value;
    if (path === REPOSITORY || path.startsWith(`${REPOSITORY}/`)) return joinPath('', path.slice(REPOSITORY.length));
    return path.startsWith('.') || !isModule ? joinPath(this.#folder, path) : undefined;
  }

  #resolve(root: string, names: readonly string[], place: Traversal): Resolved {
    const { span } = place;
    const [name = ''] = names;
    if (root === 'local')
      return { items: reached(this.#local(name, span), { choices: new Map(), via: [{ span, note: `local.${name}` }] }), taken: 1 };
    if (root === 'dependency') return { items: [this.#dependency(name, span)], taken: 1 };
    const [included] = root === 'include' ? blocksOf(this.#body, 'include', ...(name === '' ? [] : [name])) : [];
    const file = included && this.#includedBy(included);
    if (file) return { items: [file.#asObject()], taken: included.labels.length };
    return { items: [unknown(span, `${codeSpan(place.text)} is known when it runs`)], taken: names.length };
  }

  #local(name: string, span: Span): readonly Item[] {
    const expressions = blocksOf(this.#body, 'locals').map(({ body }) => attributeOf(body, name)?.expression);
    const expression = expressions.find((found) => found !== undefined);
    if (!expression) return [unknown(span, `there is no ${codeSpan(`local.${name}`)}`, 'error')];
    const lazy = this.#locals.get(name) ?? lazily(expression, this.#scope);
    this.#locals.set(name, lazy);
    return lazy();
  }

  #dependency(name: string, span: Span): Item {
    const [block] = blocksOf(this.#body, 'dependency', name);
    const path = block && attributeOf(block.body, 'config_path')?.expression;
    const folder = path && this.#located(this.#scope.evaluate(path), false);
    const unit = folder === undefined ? undefined : this.#around.unitAt(folder.endsWith('.hcl') ? folder : `${folder}/terragrunt.hcl`);
    const reason = `${codeSpan(`dependency.${name}`)} is known when it runs`;
    if (!unit) return unknown(span, reason);
    return itemOf({
      kind: 'external',
      span,
      external: named(`dependency.${name}`, span, () => [
        itemOf({ kind: 'external', span, external: named(`dependency.${name}.outputs`, span, (output, at) => unit.output(output, at)) }),
      ]),
    });
  }

  /** `{ locals, inputs }`, as other files see it. */
  #asObject(): Item {
    const span = this.#span;
    const locals = blocksOf(this.#body, 'locals').flatMap(({ body }) => body.attributes);
    const entries = new Map<string, Entry>([
      ['inputs', { key: keyAt('inputs', span), value: () => this.inputs() }],
      [
        'locals',
        {
          key: keyAt('locals', span),
          value: () => [
            itemOf({
              kind: 'object',
              span,
              entries: new Map(
                locals.map(({ name, nameSpan }): [string, Entry] => [
                  name,
                  { key: keyAt(name, nameSpan), value: () => this.#local(name, nameSpan) },
                ]),
              ),
            }),
          ],
        },
      ],
    ]);
    return itemOf({ kind: 'object', span, entries, more: 'it is known when it runs' });
  }

  /** https://terragrunt.gruntwork.io/docs/reference/hcl/functions/ */
  #call(call: Call, scope: Scope): readonly Item[] | undefined {
    switch (call.name) {
      case 'find_in_parent_folders':
        return [this.#above(call, scope)];
      case 'get_repo_root':
        return [text(REPOSITORY, call.span)];
      case 'get_terragrunt_dir':
      case 'get_original_terragrunt_dir':
        return [text(`${REPOSITORY}/${this.#folder}`, call.span)];
      case 'get_parent_terragrunt_dir':
        return [text(`${REPOSITORY}/${folderOf(this.path)}`, call.span)];
      case 'read_terragrunt_config':
        return this.#read(call, scope);
      default:
        return textCall(call, scope, this.#place);
    }
  }

  get #place(): Place {
    return { text: (path) => this.#around.files.project.text(path), folder: this.#folder, rootFolder: this.#folder };
  }

  /** The nearest file of a name in the folders above. */
  #above(call: Call, scope: Scope): Item {
    const [argument] = call.arguments;
    const name = argument ? knownKey(scope.evaluate(argument)) : undefined;
    if (name && 'reason' in name) return unknown(call.span, name.reason);
    for (let folder = this.#folder; folder !== '';) {
      folder = folderOf(folder);
      const names = name ? [name.known.value] : ['terragrunt.hcl', 'root.hcl'];
      const found = names.map((file) => joinPath(folder, file)).find((path) => path !== undefined && this.#exists(path));
      if (found !== undefined) return text(`${REPOSITORY}/${found}`, call.span);
    }
    return unknown(call.span, `${codeSpan(call.text)} finds no file of this repository`);
  }

  #read(call: Call, scope: Scope): readonly Item[] {
    const [argument] = call.arguments;
    const path = argument && this.#located(scope.evaluate(argument), false);
    if (path === undefined || !this.#exists(path)) return [unknown(call.span, `${codeSpan(call.text)} finds no file of this repository`)];
    return [new TerragruntFile(path, this.#around).#asObject()];
  }
}

function named(name: string, span: Span, get: External['get']): External {
  const plainly = [unknown(span, `${codeSpan(name)} is known when it runs`)];
  return {
    name,
    get,
    at: (key, at) => (key === undefined ? plainly : get(String(key), at)),
    elements: () => undefined,
    plain: () => plainly,
  };
}

function text(value: string, span: Span): Item {
  return plain({ value, span, notation: 'composed' });
}

function keyAt(value: string, span: Span): Entry['key'] {
  return { kind: 'known', value, span, notation: 'composed', via: [] };
}

function lazily(expression: Expression, scope: Scope): Lazy {
  return once(
    () => scope.evaluate(expression),
    () => [unknown(expression.span, 'it leads back to itself')],
  );
}
