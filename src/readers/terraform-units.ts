/** Terragrunt units: files that call one module each, of the repository or of a registry. */
import type { Fact } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Span } from '../model/span.ts';
import { Budget } from './syntax/hcl-scope.ts';
import { forced, type Item, once, reached, unknown } from './syntax/hcl-values.ts';
import { factsOfCall } from './terraform-calls.ts';
import { objectFields } from './terraform-fields.ts';
import type { TerraformFiles } from './terraform-files.ts';
import { outputOf } from './terraform-handles.ts';
import { type Inputs, ModuleInstance } from './terraform-instance.ts';
import { isTerragruntUnit } from './terraform-paths.ts';
import { moduleKind } from './terraform-sources.ts';
import { TerragruntFile } from './terraform-terragrunt.ts';

export class Unit {
  readonly path: string;
  readonly #file: TerragruntFile;
  readonly #files: TerraformFiles;
  readonly #budget: Budget;
  #instance: ModuleInstance | 'none' | undefined;

  constructor(path: string, file: TerragruntFile, files: TerraformFiles, budget: Budget) {
    this.path = path;
    this.#file = file;
    this.#files = files;
    this.#budget = budget;
  }

  /** The folder of the module that it calls, where it is in the repository. */
  get module(): string | undefined {
    return this.#file.module;
  }

  /** The module that it calls, with its values. */
  instance(): ModuleInstance | undefined {
    if (this.#instance === undefined) {
      const { module: folder } = this;
      const module = folder === undefined ? undefined : this.#files.module(folder);
      const root = { id: this.path, files: this.#files, budget: this.#budget, calls: 0 };
      this.#instance = module ? new ModuleInstance(root, module, '', inputsOfUnit(this.#file)) : 'none';
    }
    return this.#instance === 'none' ? undefined : this.#instance;
  }

  /** What a module of a registry makes, by the inputs that it is given. */
  facts(): readonly Fact[] {
    const source = this.module === undefined ? this.#file.source : undefined;
    const items = source === undefined ? [] : forced(this.#file.inputs());
    const [only, ...others] = items;
    if (source === undefined || only?.value.kind !== 'object' || others.length > 0) return [];
    const fields = objectFields(items, this.#file.header).map((inputs) => ({ ...inputs, span: this.#file.header }));
    const given = [...only.value.entries.values()].map(({ key }) => ({ name: key.value, span: key.span }));
    const resource = `terragrunt ${source.replace(/^tfr:\/\/[^/]*\//, '').replace(/\?.*$/s, '')}`;
    const texts = { text: (path: string) => this.#files.project.text(path) };
    return fields.flatMap((inputs) => factsOfCall(moduleKind(source), { resource, id: this.#id, fields: inputs, arguments: given, texts }));
  }

  output(name: string, span: Span): readonly Item[] {
    return this.instance()?.output(name, span) ?? [outputOf(this.#id, name, span)];
  }

  get #id(): string {
    return `${this.path}: module`;
  }
}

/** Every unit of the repository, by its path. */
export function unitsOf(files: TerraformFiles, whole: Budget, steps: number): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>();
  const around = { files, budget: new Budget(steps, whole), unitAt: (path: string) => units.get(path) };
  const found = files.project.paths.filter(isTerragruntUnit).map((path) => new TerragruntFile(path, around));
  const included = new Set(found.flatMap(({ includes }) => includes));
  for (const file of found) {
    if (!included.has(file.path)) units.set(file.path, new Unit(file.path, file, files, new Budget(steps, whole)));
  }
  return units;
}

/** What a unit gives to the variables of its module. */
function inputsOfUnit(unit: TerragruntFile): Inputs {
  const given = once(
    () => forced(unit.inputs()),
    () => [],
  );
  return (name, _declaration, use) => {
    const items = given();
    const found = items.map((item) => (item.value.kind === 'object' ? item.value.entries.get(name) : undefined));
    const open = items.find(({ value }) => value.kind !== 'object' || value.more !== undefined);
    if (found.every((entry) => entry === undefined)) {
      if (!open && !unit.namesValues) return undefined;
      return [unknown(use, `its inputs may give ${codeSpan(`var.${name}`)} a value`)];
    }
    return items.flatMap((item, index) =>
      reached(found[index]?.value() ?? [unknown(use, `${codeSpan(`var.${name}`)} is not always given`)], item),
    );
  };
}
