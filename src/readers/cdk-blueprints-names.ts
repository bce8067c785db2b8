/** What a name of the package eks-blueprints stands for, however it is imported. */
import type { Evaluator } from './syntax/evaluator.ts';
import type { Qualified } from './syntax/imports.ts';
import type { Place } from './syntax/places.ts';
import { ts } from './syntax/typescript.ts';

const PACKAGE = /^@aws-quickstart\/eks-blueprints(?:\/|$)/;

/** The package exports everything twice: by name, and in these (https://github.com/awslabs/cdk-eks-blueprints/blob/main/lib/index.ts). */
const NAMESPACES: ReadonlySet<string> = new Set([
  'addons',
  'builders',
  'capabilities',
  'clusters',
  'pipelines',
  'resources',
  'stacks',
  'teams',
]);

/** Stacks with a cluster in them. */
const STACKS: ReadonlySet<string> = new Set(['EksBlueprint', 'EksBlueprintConstruct']);

/** Builders of stacks; the package has others, of pipelines, providers and roles. */
const BUILDERS: ReadonlySet<string> = new Set([
  'AutomodeBuilder',
  'BedrockBuilder',
  'BlueprintBuilder',
  'BlueprintConstructBuilder',
  'GpuBuilder',
  'GravitonBuilder',
  'ObservabilityBuilder',
  'WindowsBuilder',
]);

/** `EksBlueprint.builder`, `VpcCniAddOn`; `undefined` for what is not of the package. */
export function blueprintsName(evaluator: Evaluator, place: Place): string | undefined {
  const of = evaluator.qualify(place) ?? throughOwner(evaluator, place);
  return of && packageName(of);
}

/** A class of the package is still that class where the program changes a member of it: `blueprints.HelmAddOn.failOnVersionValidation = false`. */
function throughOwner(evaluator: Evaluator, place: Place): Qualified | undefined {
  const { node } = place;
  const owner = ts.isPropertyAccessExpression(node) ? evaluator.qualify({ ...place, node: node.expression }) : undefined;
  return owner && ts.isPropertyAccessExpression(node) ? { ...owner, path: [...owner.path, node.name.text] } : undefined;
}

function packageName({ module, path }: Qualified): string | undefined {
  if (!PACKAGE.test(module)) return undefined;
  const [first = '', ...rest] = path;
  return (NAMESPACES.has(first) ? rest : path).join('.');
}

/** What `new X(...)` makes: `X` of the package, or a class of the repository that extends one of it. */
export interface Made {
  /** `MngClusterProvider`. */
  readonly name: string;
  /** Holds the arguments that the class of the package gets. */
  readonly call: ts.NewExpression | ts.CallExpression;
  /** Reads them. */
  readonly at: Evaluator;
}

/** `undefined` for what is not made by a class of the package. */
export function madeBy(creation: ts.NewExpression, at: Evaluator): Made | undefined {
  const own = blueprintsName(at, at.place(creation.expression));
  if (own !== undefined) return { name: own, call: creation, at };
  const base = at.base(creation);
  const name = base && packageName(base.of);
  return base && name !== undefined ? { name, call: base.call, at: base.at } : undefined;
}

export function isStackName(name: string): boolean {
  return STACKS.has(name);
}

/** `BlueprintBuilder`, `GravitonBuilder`. */
export function isBuilderName(name: string): boolean {
  return BUILDERS.has(name);
}

/** The class behind `EksBlueprint.builder` and `GravitonBuilder.builder`; `undefined` for other functions. */
export function builderFactory(name: string | undefined): string | undefined {
  const [owner = '', method, ...rest] = name?.split('.') ?? [];
  return method === 'builder' && rest.length === 0 && (isStackName(owner) || isBuilderName(owner)) ? owner : undefined;
}
