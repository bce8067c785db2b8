/** What cannot be understood in the comments that speak to eks-lockstep. */
import { commentsOf, unknownRules } from './comments.ts';
import { placeFlaws, type PlacedProblem } from './problem.ts';

const MOST_IN_A_FILE = 20;
const MOST = 200;

/**
 * The problems of all comments, by path and place: rules that do not exist, days and versions that are none, misspelt words.
 *
 * @param texts the files of one state, by path
 * @param knownRules the ids of all rules
 */
export function commentProblems(texts: ReadonlyMap<string, string>, knownRules: readonly string[]): readonly PlacedProblem[] {
  const known = new Set(knownRules);
  const problems: PlacedProblem[] = [];
  for (const path of [...texts.keys()].toSorted()) {
    const source = { path, text: texts.get(path) ?? '' };
    const comments = commentsOf(source);
    problems.push(...placeFlaws(source, [...comments.flaws, ...unknownRules(comments, known)], MOST_IN_A_FILE));
    if (problems.length >= MOST) break;
  }
  return problems.slice(0, MOST);
}
