/** In which calls, turns and instances a node of the program is reached. */
import { sitesOf } from './call-sites.ts';
import { NO_CHOICES } from './choices.ts';
import { reachOf } from './guards.ts';
import { labelsOf } from './labels.ts';
import { callbackTurns, type Site, turnsOf } from './loops.ts';
import type { Calls } from './places.ts';
import type { Solver } from './solver.ts';
import { ts } from './typescript.ts';

/** One way to reach a node. */
export interface Situation {
  readonly calls: Calls | undefined;
  /** What tells it from the others, for people; none where there is one way only. */
  readonly labels: readonly string[];
}

const MAX_SITUATIONS = 64;

/** Every way to reach a node, from the outside in; one without calls where they cannot be told apart, none where it is never reached. */
export function situationsOf(solver: Solver, node: ts.Node): readonly Situation[] {
  let situations: readonly Situation[] = [{ calls: undefined, labels: [] }];
  for (const entered of enteredAround(node)) {
    situations = situations.flatMap((situation) => inside(solver, entered, situation));
    if (situations.length > MAX_SITUATIONS) return [{ calls: undefined, labels: [] }];
  }
  return situations.filter(({ calls }) => reachOf(solver, node, calls)(NO_CHOICES));
}

type Entered = ts.ForOfStatement | ts.ForInStatement | ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration;

/** What must be entered to reach a node, the outermost first. */
function enteredAround(node: ts.Node): readonly Entered[] {
  const entered: Entered[] = [];
  for (let parent: ts.Node | undefined = node.parent; parent; parent = parent.parent) {
    if (ts.isForOfStatement(parent) || ts.isForInStatement(parent) || ts.isClassLike(parent)) entered.unshift(parent);
    else if (
      ts.isFunctionDeclaration(parent) ||
      ts.isFunctionExpression(parent) ||
      ts.isArrowFunction(parent) ||
      ts.isMethodDeclaration(parent)
    )
      entered.unshift(parent);
  }
  return entered;
}

function inside(solver: Solver, entered: Entered, { calls, labels }: Situation): readonly Situation[] {
  const { sites, unread } =
    ts.isForOfStatement(entered) || ts.isForInStatement(entered) ? turnsOf(solver, entered, calls) : functionSites(solver, entered, calls);
  // where some way is unknown, the others alone would be read as all there are
  if (sites.length === 0 || unread.length > 0) return [{ calls, labels }];
  const names = sites.length === 1 ? [] : labelsOf(sites.map(({ node, activation }) => ({ node, arguments: activation.arguments })));
  return sites.map(({ activation }, index) => {
    const name = names[index];
    return { calls: new Map([...(calls ?? []), [entered, activation]]), labels: name === undefined ? labels : [...labels, name] };
  });
}

function functionSites(
  solver: Solver,
  entered: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration,
  calls: Calls | undefined,
): { readonly sites: readonly Site[]; readonly unread: readonly unknown[] } {
  if (ts.isExpression(entered)) {
    const turns = callbackTurns(solver, entered, calls);
    if (turns) return turns;
  }
  return sitesOf(solver, entered, calls);
}
