/** Who calls a function or makes instances of a class, in the whole program: what a parameter can be, seen from inside. */
import { calledArguments } from './arguments.ts';
import { type Callee, type Mention, mentionsOf, nameOf } from './callee-names.ts';
import { baseOf, constructorOf } from './class-members.ts';
import { callbackTurns, type Site, type Sites } from './loops.ts';
import { type Calls, callsAround, type Found, type Place, shortText, type Unread, unread } from './places.ts';
import type { Solver } from './solver.ts';
import { bare, ts } from './typescript.ts';

/** More calls are not told apart. */
const MAX_SITES = 256;
const MAX_EXTENSIONS = 64;

interface Uses {
  readonly calls: readonly (ts.CallExpression | ts.NewExpression)[];
  readonly extensions: readonly ts.ClassLikeDeclaration[];
  /** Where it is handed to a method of a list: `names.forEach(add)`. */
  readonly callbacks: readonly ts.Expression[];
  readonly unread: readonly Unread[];
}

const NO_USES: Uses = { calls: [], extensions: [], callbacks: [], unread: [] };

/** Every call of a function, every instance of a class, seen from the calls that hold around it. */
export function sitesOf(solver: Solver, callee: Callee, calls: Calls | undefined): Sites {
  const direct = ts.isExpression(callee) ? directSites(solver, callee, calls) : undefined;
  if (direct) return direct;
  const uses = usesOf(solver, callee);
  if (uses.calls.length > MAX_SITES) return { sites: [], unread: [unread(callee, `it is called in more than ${MAX_SITES} places`)] };
  const sites: Site[] = uses.calls.map((node) => siteOf(solver, node, callsAround(calls, node)));
  const unreadSites: Unread[] = [...uses.unread];
  const more = [
    ...uses.callbacks.map((node) => callbackTurns(solver, node, callsAround(calls, node))),
    ...uses.extensions.map((extension) => extensionSites(solver, extension, calls)),
  ];
  for (const part of more) {
    sites.push(...(part?.sites ?? []));
    unreadSites.push(...(part?.unread ?? []));
  }
  return { sites, unread: unreadSites };
}

/** A function that is called where it is written: a callback of a list, `(() => ...)()`. */
function directSites(solver: Solver, callee: ts.Expression, calls: Calls | undefined): Sites | undefined {
  const turns = callbackTurns(solver, callee, calls);
  if (turns) return turns;
  let outer: ts.Node = callee;
  while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const call = outer.parent;
  return ts.isCallExpression(call) && call.expression === outer ? { sites: [siteOf(solver, call, calls)], unread: [] } : undefined;
}

function siteOf(solver: Solver, node: ts.CallExpression | ts.NewExpression, calls: Calls | undefined): Site {
  const activation = calledArguments(solver, node, calls);
  if (!ts.isNewExpression(node)) return { node, activation };
  return { node, activation: { ...activation, self: { node, ...(calls ? { calls } : {}) } } };
}

/** What a class that extends another hands to it: the arguments of `super(...)`, or its own where it has no constructor. */
function extensionSites(solver: Solver, extension: ts.ClassLikeDeclaration, calls: Calls | undefined): Sites {
  const constructor = constructorOf(extension);
  if (!constructor) return solver.inside(extension, () => sitesOf(solver, extension, calls), { sites: [], unread: [] });
  const call = superCallIn(constructor);
  return call ? { sites: [siteOf(solver, call, callsAround(calls, call))], unread: [] } : { sites: [], unread: [] };
}

function superCallIn(constructor: ts.ConstructorDeclaration): ts.CallExpression | undefined {
  for (const statement of constructor.body?.statements ?? []) {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (call && ts.isCallExpression(call) && call.expression.kind === ts.SyntaxKind.SuperKeyword) return call;
  }
  return undefined;
}

/** Every class of the program that extends a class, directly or through others. */
export function extensionsOf(solver: Solver, holder: ts.ClassLikeDeclaration): readonly ts.ClassLikeDeclaration[] {
  const found = new Set<ts.ClassLikeDeclaration>();
  const open = [holder];
  for (let next = open.pop(); next && found.size < MAX_EXTENSIONS; next = open.pop()) {
    for (const extension of usesOf(solver, next).extensions) {
      if (found.has(extension)) continue;
      found.add(extension);
      open.push(extension);
    }
  }
  return [...found];
}

/** Whether anything makes an instance of the class itself. */
export function isCreated(solver: Solver, holder: ts.ClassLikeDeclaration): boolean {
  return usesOf(solver, holder).calls.some((call) => ts.isNewExpression(call));
}

function usesOf(solver: Solver, callee: Callee): Uses {
  return solver.kept('uses', callee, () => collect(solver, callee), NO_USES);
}

function collect(solver: Solver, callee: Callee): Uses {
  const calls: (ts.CallExpression | ts.NewExpression)[] = [];
  const extensions: ts.ClassLikeDeclaration[] = [];
  const callbacks: ts.Expression[] = [];
  const unreadUses: Unread[] = [];
  for (const mention of mentionsOf(solver.program, callee)) {
    const { node } = mention;
    const { parent } = node;
    if (isInside(node, callee)) continue;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node) {
      const verdict = means(solver, mention, callee);
      if (verdict === true) calls.push(parent);
      else if (verdict === undefined) unreadUses.push(unread(parent, `\`${shortText(node)}\` may be another call of it`));
    } else if (ts.isExpressionWithTypeArguments(parent)) {
      const extension = parent.parent.parent;
      if (ts.isClassLike(extension) && baseOf(extension) === node && means(solver, mention, callee) === true) extensions.push(extension);
    } else if (ts.isCallExpression(parent) && means(solver, mention, callee) === true) {
      if (parent.arguments[0] === node && callbackTurns(solver, bare(node), undefined)) callbacks.push(bare(node));
      else unreadUses.push(unread(node, `\`${shortText(node)}\` is handed to \`${shortText(parent.expression)}\`, which may call it`));
    }
  }
  return { calls, extensions, callbacks, unread: unreadUses };
}

/** A call inside the function itself: what it hands on came in by another call. */
function isInside(node: ts.Node, callee: Callee): boolean {
  if (ts.isClassLike(callee)) return false;
  const file = callee.getSourceFile();
  return node.getSourceFile() === file && node.pos >= callee.pos && node.end <= callee.end;
}

/** Whether a mention leads to the callee; `undefined` where nobody can tell. */
function means(solver: Solver, { node, file }: Mention, callee: Callee): boolean | undefined {
  const items = solver.resolve({ node });
  if (items.some((item) => item.kind === 'found' && calleeIn(item) === callee)) return true;
  const isOpen =
    ts.isMethodDeclaration(callee) &&
    items.some((item) => item.kind === 'unknown' || (item.kind === 'found' && !item.place.made && bare(item.place.node) === bare(node)));
  return isOpen && ts.isPropertyAccessExpression(node) && speaksOf(file, callee) ? undefined : false;
}

/** A file that never names the class of a method hardly calls it. */
function speaksOf(file: ts.SourceFile, callee: Callee): boolean {
  const holder = callee.parent;
  const name = ts.isClassLike(holder) ? nameOf(holder) : undefined;
  return name !== undefined && file.text.includes(name);
}

/** The function or class that an item is. */
export function calleeIn({ place }: Found): Callee | undefined {
  const { made } = place;
  if (made) return made.kind === 'function' || made.kind === 'class' ? made.node : undefined;
  return functionIn(place);
}

function functionIn({ node }: Place): Callee | undefined {
  const inner = bare(node);
  return ts.isFunctionExpression(inner) || ts.isArrowFunction(inner) || ts.isClassExpression(inner) ? inner : undefined;
}
