/** The kubectl layer of a CDK cluster: which class of which package, every place that names it, and where one would go. */
import type { KubectlLayer, KubectlUse } from '../model/fact.ts';
import { codeSpan } from '../model/markdown.ts';
import { parseNotation } from '../model/notation.ts';
import type { Known, Step, Value } from '../model/value.ts';
import type { Given } from './cdk-constructs.ts';
import { freeId, importSlot, propertySlot, quoteOf } from './cdk-slots.ts';
import type { Evaluator, Subject } from './syntax/evaluator.ts';
import type { Qualified } from './syntax/imports.ts';
import { beside } from './syntax/places.ts';
import type { Resolved } from './syntax/resolved.ts';
import { declarationOf } from './syntax/scope.ts';
import { bare, descendants, insideQuotes, spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, changeEach, subjectOf, writtenName } from './typescript-objects.ts';

const PACKAGE = /^@aws-cdk\/lambda-layer-kubectl-v(?<minor>\d{2})$/;

type LayerState = KubectlUse['layer'];

/**
 * How a cluster comes by kubectl.
 *
 * @param before how many clusters of the file stand before it and have no layer either: each gets an id of its own
 */
export function readKubectl(given: Given, construct: KubectlUse['construct'], before: number): KubectlUse {
  const { call } = given;
  const file = call.getSourceFile();
  const layer = readLayerState(given, construct);
  const imports = importSlot(file);
  const properties = call.arguments?.[2];
  // what a class hands to `super(...)` is written once for all of its instances
  const isOwn = construct === 'aws-eks' && ts.isNewExpression(call);
  const property = isOwn && properties && ts.isObjectLiteralExpression(properties) ? propertySlot(properties) : undefined;
  return {
    construct,
    layer: layer === 'absent' && !imports ? { unknown: 'the file has no imports, and what `require` brings in was not followed' } : layer,
    ...(property ? { property } : {}),
    importStatement: imports ?? { span: { path: file.fileName, start: 0, end: 0 }, before: '', after: '' },
    scope: call.arguments?.[0]?.getText() ?? 'this',
    freeId: freeId(file, before),
    quote: quoteOf(file),
  };
}

/** Whether a layer is given, and which. */
export function readLayerState({ call, at: evaluator }: Given, construct: KubectlUse['construct']): LayerState {
  const path = construct === 'aws-eks' ? 'kubectlLayer' : 'kubectlProviderOptions.kubectlLayer';
  const field = argumentsOf(evaluator, call.arguments?.[2]).field(path);
  if (field.state === 'absent') return 'absent';
  const subject = subjectOf(field);
  if (subject && ts.isIdentifier(subject.node) && subject.node.text === 'undefined') return 'absent';
  return subject
    ? readLayer(subject, call, evaluator)
    : { unknown: field.state === 'unknown' ? field.reason : 'it is written in several places' };
}

function readLayer(subject: Subject, user: ts.Node, evaluator: Evaluator): LayerState {
  const [first, ...others] = evaluator.resolveKnowing(subject).map((target) => layerBehind(target, user, evaluator));
  if (!first) return { unknown: 'it is not given' };
  // several ways to the same class are one layer
  return others.every((other) => JSON.stringify(withoutWay(other)) === JSON.stringify(withoutWay(first)))
    ? first
    : { unknown: 'it depends on which layer is meant' };
}

function withoutWay(state: LayerState): unknown {
  if (typeof state === 'string' || !('version' in state)) return state;
  return { ...state, version: { ...state.version, via: [] } };
}

function layerBehind(target: Resolved, user: ts.Node, evaluator: Evaluator): LayerState {
  if (target.kind === 'unknown') return { unknown: target.reason };
  const creation = bare(target.node);
  const of = ts.isNewExpression(creation) ? evaluator.qualifyKnowing(beside(target, creation.expression)) : undefined;
  if (!ts.isNewExpression(creation) || !of) return { unknown: `${codeSpan(writtenName(creation))} is computed` };
  const step: Step = { span: spanOf(creation.expression), note: `new ${writtenName(creation.expression)}` };
  const state = readClass(creation, of, [step, ...target.via], evaluator);
  return typeof state === 'object' && 'version' in state && isOneOfSeveral(creation, of, user)
    ? { ...state, version: changeEach(state.version, (known) => ({ ...known, notation: 'composed' })) ?? state.version }
    : state;
}

/** Whether the class is picked among others: naming another one there would change what the others get, too. */
function isOneOfSeveral(creation: ts.NewExpression, of: Qualified, user: ts.Node): boolean {
  if (!isNamedItself(bare(creation.expression), of)) return true;
  const around = ts.findAncestor(
    creation,
    (node) => ts.isConditionalExpression(node) || ts.isIfStatement(node) || ts.isCaseOrDefaultClause(node),
  );
  return around !== undefined && !ts.findAncestor(user, (node) => node === around);
}

function readClass(creation: ts.NewExpression, of: Qualified, via: readonly Step[], evaluator: Evaluator): LayerState {
  const minor = PACKAGE.exec(of.module)?.groups?.['minor'];
  const [className = '', ...rest] = of.path;
  if (minor === undefined || rest.length > 0) return { unknown: `${codeSpan(of.module)} is no package of a kubectl layer` };
  const file = creation.getSourceFile();
  const source = moduleLiteral(file, of.module);
  const [decider, ...uses] = namings(file, of, evaluator);
  if (!source || !decider) return { unknown: `${codeSpan(className)} is imported by way of another file` };
  const packageName: Known<string> = { kind: 'known', value: of.module, span: insideQuotes(source), notation: 'text', via: [] };
  const version = versionOf(className, minor, decider, via);
  return version
    ? ({ version, packageName, uses: uses.map((use) => spanOf(use)) } satisfies KubectlLayer)
    : { unknown: `${codeSpan(className)} names no version` };
}

/** By the class's name; `KubectlLayer` of the package for 1.21 has none in it. */
function versionOf(className: string, minor: string, decider: ts.Identifier, via: readonly Step[]): Value<string> | undefined {
  const span = spanOf(decider);
  if (className === 'KubectlLayer') return { kind: 'known', value: `1.${minor}`, span, notation: 'composed', via };
  const value = parseNotation('kubectl-layer-class', className);
  return typeof value === 'string' ? { kind: 'known', value, span, notation: 'kubectl-layer-class', via } : undefined;
}

/** By the name of its import, not by a variable or the entry of a map. */
function isNamedItself(name: ts.Expression, of: Qualified): boolean {
  if (ts.isPropertyAccessExpression(name)) return name.name.text === of.path.at(-1);
  const declaration = ts.isIdentifier(name) ? declarationOf(name) : undefined;
  return declaration !== undefined && !ts.isVariableDeclaration(declaration) && !ts.isParameter(declaration);
}

/** The quoted module of `import ... from`, `import x = require()` or `require()`. */
function moduleLiteral(file: ts.SourceFile, module: string): ts.StringLiteralLike | undefined {
  for (const node of descendants(file)) {
    if (ts.isStringLiteralLike(node) && node.text === module && isModuleSpecifier(node)) return node;
  }
  return undefined;
}

function isModuleSpecifier({ parent }: ts.StringLiteralLike): boolean {
  return (
    ts.isImportDeclaration(parent) ||
    ts.isExternalModuleReference(parent) ||
    (ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === 'require')
  );
}

/** Every place that names the class as it is called in its package: in the import first, then in the order of the text. */
function namings(file: ts.SourceFile, of: Qualified, evaluator: Evaluator): readonly ts.Identifier[] {
  const className = of.path[0] ?? '';
  const all = [...descendants(file)].filter((node) => ts.isIdentifier(node) && node.text === className).filter(ts.isIdentifier);
  const imported = all.filter((name) => isImportedName(name, of.module));
  return [...imported, ...all.filter((name) => !imported.includes(name) && means(name, of, evaluator))];
}

function isImportedName(name: ts.Identifier, module: string): boolean {
  const { parent } = name;
  if (ts.isImportSpecifier(parent)) {
    const { moduleSpecifier } = parent.parent.parent.parent;
    return (parent.propertyName ?? parent.name) === name && ts.isStringLiteralLike(moduleSpecifier) && moduleSpecifier.text === module;
  }
  if (!ts.isBindingElement(parent) || (parent.propertyName ?? parent.name) !== name) return false;
  const { initializer } = parent.parent.parent;
  return initializer !== undefined && ts.isCallExpression(initializer) && initializer.getText().includes(module);
}

function means(name: ts.Identifier, of: Qualified, evaluator: Evaluator): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return isSame(evaluator.qualify(parent), of);
  if (ts.isPropertyAssignment(parent) && parent.name === name) return false;
  if (ts.isImportSpecifier(parent) || ts.isBindingElement(parent)) return false;
  return isSame(evaluator.qualify(name), of);
}

function isSame(found: Qualified | undefined, of: Qualified): boolean {
  return found?.module === of.module && found.path.join('.') === of.path.join('.');
}
