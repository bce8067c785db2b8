/** The values that files give to the variables of a root module: `terraform.tfvars`, and one alternative for every other file. */
import { codeSpan } from '../model/markdown.ts';
import { folderOf } from '../model/path.ts';
import type { Span } from '../model/span.ts';
import { choiceOf } from './syntax/choices.ts';
import { scopeOf } from './syntax/hcl-evaluate.ts';
import type { Resolved } from './syntax/hcl-scope.ts';
import { attributeOf, type Block, type Expression } from './syntax/hcl-tree.ts';
import { reached, unknown } from './syntax/hcl-values.ts';
import { VALUES } from './terraform-expansion.ts';
import type { TerraformFiles } from './terraform-files.ts';
import type { Inputs } from './terraform-instance.ts';
import type { Root } from './terraform-model.ts';
import { isAutomatic, isValuesFile } from './terraform-paths.ts';

/** Files of values that go below those of an environment. */
const SHARED = /(?:^|\/)(?:all|base|common|defaults?|globals?|shared)\.tfvars(?:\.json)?$/;

interface ValuesFiles {
  /** Loaded by themselves, in this order. */
  readonly automatic: readonly string[];
  readonly shared: readonly string[];
  /** One of them is named on the command line. */
  readonly named: readonly string[];
  /** Of a folder that is no part of the module: they have its name. */
  readonly foreign: readonly string[];
}

/** What the files of values say to the module of a root. */
export function valuesOf(root: Root, folder: string, isOnlyRoot: boolean): Inputs {
  const files = valuesFiles(root.files, folder, isOnlyRoot);
  const labels = labelsOf([...files.named, ...files.foreign]);
  const empty = scopeOf({ identity: root.id, budget: root.budget, resolve: noNames });
  function given(paths: readonly string[], name: string): Expression | undefined {
    return paths.map((path) => attributeOf(root.files.body(path), name)?.expression).findLast((expression) => expression !== undefined);
  }
  return (name, declaration, use) => {
    const automatic = given(files.automatic, name);
    const unreadable = files.automatic.find((path) => root.files.body(path).isBroken);
    if (unreadable !== undefined && !automatic) return [unknown(use, `${codeSpan(unreadable)} could not be read`)];
    const base = given(files.shared, name) ?? automatic ?? attributeOf(declaration.body, 'default')?.expression;
    const setting = [...files.named, ...files.foreign].filter((path) => given([path], name));
    if (setting.length === 0) return base && base !== defaultOf(declaration) ? empty.evaluate(base) : undefined;
    const ways = [...files.named, ...setting.filter((path) => files.foreign.includes(path))].map((path): Way => {
      const label = labels.get(path) ?? path;
      return { label, expression: given([path], name) ?? base };
    });
    const isFoundAlone = automatic !== undefined || setting.every((path) => files.foreign.includes(path));
    if (isFoundAlone && base) ways.push({ label: automatic ? 'terraform.tfvars' : 'the default', expression: base });
    return ways.flatMap(({ label, expression }) => {
      const items = expression
        ? empty.evaluate(expression)
        : [unknown(use, `${codeSpan(label)} gives ${codeSpan(`var.${name}`)} no value`)];
      return reached(items, { choices: new Map([[`${root.id}${VALUES}`, choiceOf(label, label)]]), via: [] });
    });
  };
}

interface Way {
  readonly label: string;
  readonly expression: Expression | undefined;
}

function defaultOf({ body }: Block): Expression | undefined {
  return attributeOf(body, 'default')?.expression;
}

function noNames(_root: string, _names: readonly string[], { span }: { readonly span: Span }): Resolved {
  return { items: [unknown(span, 'files of values cannot name anything')], taken: 0 };
}

function valuesFiles({ project, folders }: TerraformFiles, folder: string, isOnlyRoot: boolean): ValuesFiles {
  const modules = new Set(folders);
  const all = project.paths.filter(isValuesFile);
  const own = all.filter((path) => nearest(folderOf(path), modules) === folder);
  const automatic = own.filter((path) => isAutomatic(path) && folderOf(path) === folder);
  const others = own.filter((path) => !automatic.includes(path));
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const homeless = all.filter((path) => !own.includes(path) && !modules.has(folderOf(path)));
  return {
    automatic: automatic.toSorted((a, b) => Number(/\.auto\.tfvars/.test(a)) - Number(/\.auto\.tfvars/.test(b)) || (a < b ? -1 : 1)),
    shared: others.filter((path) => SHARED.test(path)),
    named: others.filter((path) => !SHARED.test(path)),
    foreign: homeless.filter(
      (path) =>
        (isOnlyRoot && nearest(folderOf(path), modules) === undefined) ||
        (name !== '' && new RegExp(`/${escaped(name)}\\.tfvars(?:\\.json)?$`).test(path)),
    ),
  };
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w-]/g, String.raw`\$&`);
}

/** The module that a folder lies in. */
function nearest(folder: string, modules: ReadonlySet<string>): string | undefined {
  for (let current = folder; ; current = folderOf(current)) {
    if (modules.has(current)) return current;
    if (current === '') return undefined;
  }
}

/** The shortest ends of their paths that tell them apart. */
function labelsOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const parts = paths.map((path) => path.split('/'));
  for (let length = 1; length < 12; length += 1) {
    const labels = parts.map((part) => part.slice(-length).join('/'));
    if (new Set(labels).size === labels.length) return new Map(paths.map((path, index) => [path, labels[index] ?? path]));
  }
  return new Map();
}
