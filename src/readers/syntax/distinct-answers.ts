/** Answers that several ways lead to, each once. */
import { distinctBy } from '../../model/distinct.ts';
import type { Known, Unknown } from '../../model/value.ts';

/** The first of equal ones: the same place, and the same value under the same condition or the same reason. */
export function distinctAnswers<T extends Known<string | number | boolean> | Unknown>(values: readonly T[]): readonly T[] {
  return distinctBy(values, (value) => {
    const { path, start, end } = value.span;
    return `${path} ${start} ${end} ${value.kind === 'known' ? `${value.value} ${value.when ?? ''}` : value.reason}`;
  });
}
