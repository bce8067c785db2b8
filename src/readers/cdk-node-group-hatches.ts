/** What a CDK program may do to node groups past their constructs, by the words of its files. */
import { eksName } from './cdk-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import type { Program } from './syntax/program.ts';
import { descendants, ts } from './syntax/typescript.ts';

/** Escape hatches: https://docs.aws.amazon.com/cdk/v2/guide/cfn-layer.html */
const OVERRIDE = /\badd(?:Property)?(?:Deletion)?Override\(\s*['"`][^'"`]{0,200}amiType/i;
const COMPUTED_OVERRIDE = /\badd(?:Property)?(?:Deletion)?Override\(\s*[^'"`\s]/;
const NAME_OF_PROPERTY = /['"`](?:Properties\.)?AmiType['"`]/;
const ASSIGNMENT = /(?<!\bthis)(?:\.amiType|\[\s*(?<quote>['"`])amiType\k<quote>\s*\])\s*=[^=>]/;
/** How a program comes by what a construct has made. */
const WAY_IN = /\bCfnNodegroup\b|AWS::EKS::Nodegroup|\bdefaultChild\b|\b(?:try)?[fF]indChild\b|\bvisit\b/;
/** https://docs.aws.amazon.com/cdk/v2/guide/blueprints.html */
const INJECTOR = /\bNodegroup\.PROPERTY_INJECTION_ID\b/;
const METHOD = 'addNodegroupCapacity';
const OWN_METHOD = new RegExp(String.raw`(?:^|[^.\w])${METHOD}\s*[(<=:]`);

/** Whether a file of the program sets the AMI type of a node group that is made already. */
export function setsAmiTypePast(program: Program, from: ts.SourceFile): boolean {
  const paths = new Set([from.fileName, ...['amiType', 'AmiType'].flatMap((word) => program.mentions(word, from.fileName))]);
  return [...paths].some((path) => setsAmiTypeIn(program, path)) || hasInjector(program, from);
}

/** What was found in each file: every node group of a program asks for all of them. */
const found = new WeakMap<Program, Map<string, boolean>>();

function setsAmiTypeIn(program: Program, path: string): boolean {
  const known = found.get(program) ?? new Map<string, boolean>();
  found.set(program, known);
  const text = program.project.text(path) ?? '';
  const answer = known.get(path) ?? (WAY_IN.test(text) && setsAmiType(text));
  known.set(path, answer);
  return answer;
}

/** The same, or that of something which nobody knows. */
export function maySetAmiTypePast(program: Program, from: ts.SourceFile): boolean {
  return setsAmiType(from.text) || removesChildren(from) || setsAmiTypePast(program, from);
}

function setsAmiType(text: string): boolean {
  return OVERRIDE.test(text) || ASSIGNMENT.test(text) || (COMPUTED_OVERRIDE.test(text) && NAME_OF_PROPERTY.test(text));
}

/** A node group that is taken away again. */
function removesChildren({ text }: ts.SourceFile): boolean {
  return text.includes('tryRemoveChild');
}

/** What gives every node group properties that its creation does not say. */
function hasInjector(program: Program, from: ts.SourceFile): boolean {
  return program.mentions('PROPERTY_INJECTION_ID', from.fileName).some((path) => INJECTOR.test(program.project.text(path) ?? ''));
}

/** Whether a cluster is made by a class of the program, which may have a method of that name itself. */
export function mayHaveOwnMethod(cluster: ts.Expression, evaluator: Evaluator): boolean {
  const origin = evaluator.origin(cluster);
  if (origin && eksName(evaluator.qualify(origin.expression))) return false;
  const { program } = evaluator;
  return program.mentions(METHOD, cluster.getSourceFile().fileName).some((path) => declaresMethod(program, path));
}

function declaresMethod(program: Program, path: string): boolean {
  if (!OWN_METHOD.test(program.project.text(path) ?? '')) return false;
  const file = program.file(path);
  return file !== undefined && [...descendants(file)].some((node) => ts.isClassElement(node) && node.name?.getText() === METHOD);
}
