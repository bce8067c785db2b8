/** Classes of the repository that extend one of a package: what they hand to it. */
import { baseOf, constructorOf } from './class-members.ts';
import { classNamed, instanceCalls, superCallOf } from './classes.ts';
import { qualified, type Qualified } from './imports.ts';
import type { Calls } from './places.ts';
import type { Solver } from './solver.ts';
import { bare, type ts } from './typescript.ts';

/** The constructor of a package that an instance of a class of the repository calls in the end. */
export interface Base {
  readonly of: Qualified;
  /** `super(...)`, or the creation itself where no class on the way has a constructor. */
  readonly call: ts.CallExpression | ts.NewExpression;
  /** The constructors on the way. */
  readonly calls: Calls;
}

const MAX_BASES = 8;

/** What `new X(...)` hands to the package class that `X` extends; `undefined` where `X` extends none. */
export function baseBehind(solver: Solver, creation: ts.NewExpression, calls: Calls | undefined): Base | undefined {
  const around = calls ? { calls } : {};
  let holder = classNamed(solver, { node: creation.expression, ...around });
  if (!holder) return undefined;
  const entered = instanceCalls(solver, holder, { node: creation, ...around }, creation);
  let call: ts.CallExpression | ts.NewExpression = creation;
  for (let depth = 0; holder && depth < MAX_BASES; depth += 1) {
    const base = baseOf(holder);
    const superCall = superCallOf(holder);
    // a constructor whose `super(...)` stands under a condition
    if (!base || (constructorOf(holder) && !superCall)) return undefined;
    call = superCall ?? call;
    const of = qualified(solver.resolve({ node: base }), bare(base));
    if (of) return { of, call, calls: entered };
    holder = classNamed(solver, { node: base });
  }
  return undefined;
}
