/** Node groups of CDK programs, with the AMI type that aws-cdk-lib picks where the program names none. */
import type { ClusterFact, ClusterRef, ImpliedAmiType, NodeGroupFact } from '../model/fact.ts';
import { folderOf, joinPath } from '../model/path.ts';
import type { Constructed, Given } from './cdk-constructs.ts';
import { amiTypeFor, certain, instanceTypesAt } from './cdk-instance-types.ts';
import { behind, clusterOfConstruct } from './cdk-references.ts';
import { propertySlot } from './cdk-slots.ts';
import type { Project } from './reader.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, type Arguments, type Clusters, constructorSpan, titled, writtenName } from './typescript-objects.ts';
import { isProgramPath } from './typescript-paths.ts';

const DIALECT = 'cdk-typescript';
/** https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/FEATURE_FLAGS.md */
const FLAG = '@aws-cdk/aws-eks:defaultToAL2023';
/** What a cluster makes its own nodes of: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.ClusterProps.html */
const DEFAULT_INSTANCE = 'm5.large';

/** What the reading of one program needs. */
export interface NodeGroupReading {
  readonly evaluator: Evaluator;
  readonly clusters: Clusters;
  readonly project: Project;
}

/** `new eks.Nodegroup(...)`, `new eks.CfnNodegroup(...)`. */
export function readNodegroup({ node, construct, call, at }: Constructed, reading: NodeGroupReading): NodeGroupFact {
  const options = argumentsOf(at, call.arguments?.[2]);
  const isFormed = construct.name === 'CfnNodegroup';
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: constructorSpan(node),
    resource: titled(`eks.${construct.name}`, writtenName(node.arguments?.[1])),
    cluster: clusterOfConstruct(call, at, reading.clusters),
    amiType: options.text('amiType'),
    ...(isFormed ? {} : implied(options, { call, at }, 2, reading.project)),
    version: isFormed ? options.text('version') : undefined,
    releaseVersion: options.text('releaseVersion'),
    changesIgnored: false,
  };
}

/** `cluster.addNodegroupCapacity(id, { ... })`. */
export function readCapacity(node: ts.CallExpression, { evaluator, clusters, project }: NodeGroupReading): NodeGroupFact | undefined {
  if (!ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'addNodegroupCapacity') return undefined;
  if (!evaluator.isReached(node)) return undefined;
  const options = argumentsOf(evaluator, node.arguments[1]);
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: spanOf(node.expression),
    resource: titled('addNodegroupCapacity', writtenName(node.arguments[0])),
    cluster: behind(node.expression.expression, evaluator, clusters),
    amiType: options.text('amiType'),
    ...implied(options, { call: node, at: evaluator }, 1, project),
    version: undefined,
    releaseVersion: options.text('releaseVersion'),
    changesIgnored: false,
  };
}

/** The nodes that a cluster of CDK 2 makes by itself, which have no AMI type to name. */
export function readDefaultCapacity(
  { node, construct, call, at }: Constructed,
  cluster: ClusterFact,
  project: Project,
): NodeGroupFact | undefined {
  const options = argumentsOf(at, call.arguments?.[2]);
  if (construct.name !== 'Cluster' || construct.module === 'cdk-1' || !hasDefaultNodes(construct.module, options)) return undefined;
  const instance = options.text('defaultCapacityInstance');
  const types = instance === undefined ? [DEFAULT_INSTANCE] : certain(instance);
  const value = types && impliedType(types, call.getSourceFile(), project);
  if (value === undefined) return undefined;
  const reference: ClusterRef = { kind: 'id', id: cluster.id };
  return {
    kind: 'node-group',
    dialect: DIALECT,
    span: constructorSpan(node),
    resource: `${cluster.resource} DefaultCapacity`,
    cluster: reference,
    amiType: undefined,
    impliedAmiType: { value },
    version: undefined,
    releaseVersion: undefined,
    changesIgnored: false,
  };
}

/** A node group by default in aws-eks, only where it is asked for in aws-eks-v2. */
function hasDefaultNodes(module: 'aws-eks' | 'aws-eks-v2', options: Arguments): boolean {
  const kind = options.text('defaultCapacityType');
  const isGroup = kind === undefined ? module === 'aws-eks' : kind.kind === 'known' && kind.value === 'NODEGROUP';
  const count = options.text('defaultCapacity');
  return isGroup && (count === undefined || (count.kind === 'known' && Number(count.value) > 0));
}

/** Where the type is taken from the instance types, and a launch template does not take part. */
function implied(options: Arguments, given: Given, argument: number, project: Project): { readonly impliedAmiType?: ImpliedAmiType } {
  const isOpen = ['amiType', 'launchTemplateSpec'].some((name) => options.field(name).state !== 'absent');
  const deprecated = options.text('instanceType');
  const types = deprecated === undefined ? instanceTypesAt(options, 'instanceTypes') : certain(deprecated);
  if (isOpen || types === undefined) return {};
  const file = given.call.getSourceFile();
  const value = impliedType(types, file, project);
  return value === undefined ? {} : { impliedAmiType: { value, ...propertyIn(given.call, argument) } };
}

function impliedType(instanceTypes: readonly string[], file: ts.SourceFile, project: Project): string | undefined {
  const value = amiTypeFor(instanceTypes);
  if (value === undefined || isSetElsewhere(file.text)) return undefined;
  // the flag leaves images for GPUs as they are
  return value.endsWith('_GPU') || flagIsOff(file.fileName, project) ? value : undefined;
}

/** Escape hatches: https://docs.aws.amazon.com/cdk/v2/guide/cfn-layer.html */
function isSetElsewhere(text: string): boolean {
  return /\badd(?:Property)?Override\(\s*['"`][^'"`]{0,200}amiType/i.test(text) || /\.amiType\s*=[^=]/.test(text);
}

/** One look at all texts for each state of a repository. */
const speakingOfFlag = new WeakMap<Project, readonly string[]>();

function filesSpeakingOfFlag(project: Project): readonly string[] {
  return project.paths.filter((path) => (isProgramPath(path) || isCdkJson(path)) && project.text(path)?.includes(FLAG) === true);
}

/** The flag is off by default; a program that speaks of it may set it anywhere. */
function flagIsOff(path: string, project: Project): boolean {
  const speaking = speakingOfFlag.get(project) ?? filesSpeakingOfFlag(project);
  speakingOfFlag.set(project, speaking);
  if (speaking.length === 0) return true;
  if (speaking.some((other) => isProgramPath(other))) return false;
  const nearest = cdkJsonAbove(path, project);
  return nearest === undefined || !nearest.includes(FLAG) || /"@aws-cdk\/aws-eks:defaultToAL2023"\s*:\s*false\b/.test(nearest);
}

function cdkJsonAbove(path: string, project: Project): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = project.text(joinPath(folder, 'cdk.json') ?? '');
    if (found !== undefined || folder === '') return found;
  }
}

function isCdkJson(path: string): boolean {
  return /(?:^|\/)cdk\.json$/.test(path);
}

/** Where an `amiType` goes, and how the file calls the enumeration: by the name that another of its members has, or the constructor. */
function propertyIn(call: Given['call'], argument: number): Pick<ImpliedAmiType, 'property' | 'enumeration'> {
  const literal = call.arguments?.[argument];
  const enumeration = enumerationIn(call.getSourceFile());
  return {
    ...(literal && ts.isObjectLiteralExpression(literal) ? { property: propertySlot(literal) } : {}),
    ...(enumeration === undefined ? {} : { enumeration }),
  };
}

/** `eks.NodegroupAmiType` of a file that imports the module under a name; `NodegroupAmiType` where it imports that. */
function enumerationIn(file: ts.SourceFile): string | undefined {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const module = statement.moduleSpecifier.text;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
    const isEks = /^(?:aws-cdk-lib|@aws-cdk)\/aws-eks(?:-v2(?:-alpha)?)?$/.test(module);
    if (ts.isNamespaceImport(bindings)) {
      if (isEks) return `${bindings.name.text}.NodegroupAmiType`;
      continue;
    }
    for (const { propertyName, name, isTypeOnly } of bindings.elements) {
      const imported = (propertyName ?? name).text;
      if (isTypeOnly) continue;
      if (isEks && imported === 'NodegroupAmiType') return name.text;
      if (module === 'aws-cdk-lib' && /^aws_eks(?:_v2)?$/.test(imported)) return `${name.text}.NodegroupAmiType`;
    }
  }
  return undefined;
}
