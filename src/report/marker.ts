/** The hidden comments by which our texts are found again. They prove nothing alone: anybody can copy one. */

const FINGERPRINTS = /<!-- eks-lockstep:findings (?<list>[0-9a-f]{16}(?: [0-9a-f]{16})*) -->/g;

/** Marks the summary comment of a pull request. */
export const SUMMARY_MARKER = '<!-- eks-lockstep:summary -->';

/** The last line of a comment on the diff. */
export function findingsMarker(fingerprints: readonly string[]): string {
  return `<!-- eks-lockstep:findings ${fingerprints.join(' ')} -->`;
}

/** The findings that a comment says it speaks of; none where it carries no marker. */
export function fingerprintsIn(body: string): readonly string[] {
  return [...body.matchAll(FINGERPRINTS)].flatMap(({ groups }) => groups?.['list']?.split(' ') ?? []);
}
