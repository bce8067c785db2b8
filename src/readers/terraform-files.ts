/** The files of a repository as modules: what each folder declares, parsed when somebody asks. */
import type { Parser } from 'web-tree-sitter';
import type { Problem } from '../model/finding.ts';
import { folderOf } from '../model/path.ts';
import type { Span } from '../model/span.ts';
import type { Project } from './reader.ts';
import { parseConfiguration, parseValues } from './syntax/hcl-json.ts';
import { parseHcl, type ParsedHcl } from './syntax/hcl-parse.ts';
import type { Attribute, Block, Body } from './syntax/hcl-tree.ts';
import { isConfiguration, isOverride, isValuesFile } from './terraform-paths.ts';

/** What the files of one folder declare, by name: `var`, `aws_eks_cluster.main`. */
export interface Module {
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Attribute>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly resources: ReadonlyMap<string, Block>;
  readonly data: ReadonlyMap<string, Block>;
  readonly modules: ReadonlyMap<string, Block>;
  /** One of its files could not be read as a whole: what is not here may be there. */
  readonly isBroken: boolean;
}

const EMPTY: Body = { attributes: [], blocks: [], isBroken: true };

export class TerraformFiles {
  readonly problems: Problem[] = [];
  readonly project: Project;
  readonly #parser: Parser;
  readonly #bodies = new Map<string, Body>();
  readonly #modules = new Map<string, Module>();
  readonly #byFolder = new Map<string, string[]>();
  readonly #circular = new Set<string>();

  constructor(parser: Parser, project: Project) {
    this.#parser = parser;
    this.project = project;
    for (const path of project.paths.filter(isConfiguration)) {
      const folder = folderOf(path);
      const paths = this.#byFolder.get(folder);
      if (paths) paths.push(path);
      else this.#byFolder.set(folder, [path]);
    }
  }

  /** The folders that hold a module. */
  get folders(): readonly string[] {
    return [...this.#byFolder.keys()];
  }

  /** The files of the module in a folder. OpenTofu reads `x.tofu` instead of `x.tf`. */
  pathsIn(folder: string): readonly string[] {
    const paths = this.#byFolder.get(folder) ?? [];
    const all = new Set(paths);
    return paths.filter((path) => !/\.tf(?:\.json)?$/.test(path) || !all.has(path.replace(/\.tf(?=$|\.json$)/, '.tofu')));
  }

  /** What a file says; nothing where there is none. */
  body(path: string): Body {
    const known = this.#bodies.get(path);
    if (known) return known;
    const text = this.project.text(path);
    const { body, problem }: ParsedHcl = text === undefined ? { body: EMPTY } : this.#parse(path, text);
    if (problem) this.problems.push(problem);
    this.#bodies.set(path, body);
    return body;
  }

  /** Says of a module that a call leads back to it; once, however many calls do. */
  complainOfCircle(folder: string, { path, start }: Span): void {
    if (this.#circular.has(folder)) return;
    this.#circular.add(folder);
    this.problems.push({ path, offset: start, message: 'calls a module that calls itself; the call was not followed' });
  }

  #parse(path: string, text: string): ParsedHcl {
    if (!path.endsWith('.json')) return parseHcl(this.#parser, { path, text });
    return isValuesFile(path) ? parseValues({ path, text }) : parseConfiguration(this.#parser, { path, text });
  }

  /** The module in a folder; `undefined` where there is none. */
  module(folder: string): Module | undefined {
    const known = this.#modules.get(folder);
    if (known) return known;
    const paths = this.pathsIn(folder);
    if (paths.length === 0) return undefined;
    const plain = paths.filter((path) => !isOverride(path)).flatMap((path) => this.body(path).blocks);
    const overrides = paths.filter(isOverride).flatMap((path) => this.body(path).blocks);
    const isBroken = paths.some((path) => this.body(path).isBroken);
    const module = { folder, isBroken, ...declarationsIn(plain, overrides) };
    this.#modules.set(folder, module);
    return module;
  }
}

function declarationsIn(plain: readonly Block[], overrides: readonly Block[]): Omit<Module, 'folder' | 'isBroken'> {
  function declared(type: string): ReadonlyMap<string, Block> {
    const blocks = new Map<string, Block>();
    for (const block of plain.filter((item) => item.type === type)) {
      const name = block.labels.join('.');
      const other = blocks.get(name);
      blocks.set(name, other ? both(other, block) : block);
    }
    for (const block of overrides.filter((item) => item.type === type)) {
      const name = block.labels.join('.');
      const base = blocks.get(name);
      if (base) blocks.set(name, overridden(base, block));
    }
    return blocks;
  }
  return {
    variables: declared('variable'),
    locals: localsOf(plain, overrides),
    outputs: declared('output'),
    resources: declared('resource'),
    data: declared('data'),
    modules: declared('module'),
  };
}

/** Declared twice, as between the markers of a merge conflict: what both say is not certain. */
function both(a: Block, b: Block): Block {
  return {
    ...a,
    body: {
      attributes: [...a.body.attributes, ...b.body.attributes],
      blocks: [...a.body.blocks, ...b.body.blocks],
      isBroken: a.body.isBroken || b.body.isBroken,
    },
  };
}

/** https://developer.hashicorp.com/terraform/language/files/override: attributes one by one, nested blocks by their type. */
function overridden(base: Block, over: Block): Block {
  const names = new Set(over.body.attributes.map(({ name }) => name));
  const types = new Set(over.body.blocks.map(({ type }) => type));
  return {
    ...base,
    body: {
      attributes: [...base.body.attributes.filter(({ name }) => !names.has(name)), ...over.body.attributes],
      blocks: [...base.body.blocks.filter(({ type }) => !types.has(type)), ...over.body.blocks],
      isBroken: base.body.isBroken || over.body.isBroken,
    },
  };
}

function localsOf(plain: readonly Block[], overrides: readonly Block[]): ReadonlyMap<string, Attribute> {
  const locals = new Map<string, Attribute>();
  for (const attribute of attributesOf(plain)) {
    const { name, expression } = attribute;
    const reason = `\`${name}\` is written more than once`;
    const { span, text } = expression;
    locals.set(name, locals.has(name) ? { ...attribute, expression: { kind: 'broken', span, text, reason } } : attribute);
  }
  for (const attribute of attributesOf(overrides)) locals.set(attribute.name, attribute);
  return locals;
}

function attributesOf(blocks: readonly Block[]): readonly Attribute[] {
  return blocks.filter(({ type }) => type === 'locals').flatMap(({ body }) => body.attributes);
}
