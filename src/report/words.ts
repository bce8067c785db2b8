/** Small words that several formats share. */
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import type { CatalogOrigin } from '../model/origin.ts';
import { datedBy, enumerate } from '../model/wording.ts';

/** `1 place`, `2 places`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many findings there are of each severity. */
export function countSeverities(findings: readonly Pick<Finding, 'severity'>[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** `2 errors and 1 warning`; empty where there is nothing. */
export function severityCounts(findings: readonly Pick<Finding, 'severity'>[]): string {
  const counts = countSeverities(findings);
  return enumerate(SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => counted(counts[severity], severity)));
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What people can do where the repository does not tell the version of a cluster; empty where it does. */
export function assumeHint(unresolved: readonly { readonly what: string }[]): readonly string[] {
  if (!unresolved.some(({ what }) => what === 'cluster version')) return [];
  return ['A comment there may state it: `eks-lockstep-assume cluster-version=1.NN`; so may `assume` in the configuration.'];
}

/** How old the data is: the last line of every report. Empty where nothing rests on it. */
export function dataSentence(origin: CatalogOrigin, resting: readonly unknown[]): string {
  return resting.length === 0 ? '' : `Add-on versions ${datedBy(origin)}.`;
}

/** What was not looked at, and what is not told; no sentence where that is nothing. */
export function omissions({ leftOut, ignored }: { readonly leftOut: number; readonly ignored: number }): readonly string[] {
  return [
    ...(leftOut > 0 ? [`${counted(leftOut, 'file')} left out because of the folder: tests, examples, what tools wrote.`] : []),
    ...(ignored > 0 ? [`${counted(ignored, 'finding')} ignored.`] : []),
  ];
}
