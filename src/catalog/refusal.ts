/** What AWS would not say, and the one sentence about it. */

/** The actions that a policy for this program allows; each needs `Resource: "*"`. */
export type EksAction = 'eks:DescribeAddonVersions' | 'eks:DescribeClusterVersions';

/** A question that AWS did not answer. */
export interface Refusal {
  readonly action: EksAction;
  /** The error's name: `AccessDeniedException`, `TimeoutError`. */
  readonly errorName: string;
  readonly kind: RefusalKind;
}

type RefusalKind = 'denied' | 'no-credentials' | 'throttled' | 'late' | 'failed';

const ERROR_NAME = /^[A-Za-z][\w.]{0,79}$/;
const KINDS: readonly (readonly [RefusalKind, RegExp])[] = [
  ['no-credentials', /^(?:CredentialsProvider|TokenProvider)/],
  [
    'denied',
    /^(?:AccessDenied|ExpiredToken|IncompleteSignature|InvalidClientTokenId|InvalidSignature|MissingAuthenticationToken|NotAuthorized|OptInRequired|UnauthorizedOperation|UnrecognizedClient)/,
  ],
  ['throttled', /^(?:Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)/],
  ['late', /^TimeoutError$/],
];

const WORDING: Readonly<Record<RefusalKind, (action: EksAction) => string>> = {
  denied: (action) => `AWS denied ${action}`,
  'no-credentials': (action) => `No AWS credentials for ${action}`,
  throttled: (action) => `AWS throttled ${action}`,
  late: (action) => `AWS did not answer ${action} in time`,
  failed: (action) => `${action} failed`,
};

/** Sorts an error of the SDK by its name; a name that is none is not repeated. */
export function refusalOf(action: EksAction, error: unknown): Refusal {
  const name = error instanceof Error ? error.name : '';
  const errorName = ERROR_NAME.test(name) ? name : 'Error';
  return { action, errorName, kind: KINDS.find(([, names]) => names.test(errorName))?.[0] ?? 'failed' };
}

/** Whether the same question about another add-on would be refused too. */
export function isFinal({ kind }: Refusal): boolean {
  return kind === 'denied' || kind === 'no-credentials';
}

/** Whether EKS says that it has no add-on of that name (https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html). */
export function isUnknownAddon(error: unknown): boolean {
  return error instanceof Error && ['InvalidParameterException', 'ResourceNotFoundException'].includes(error.name);
}

/**
 * At most one sentence about the refusals of one action, each error named once:
 * `AWS denied eks:DescribeAddonVersions (AccessDeniedException); the snapshot of 2026-08-22 was used`.
 *
 * @param instead what stands in for the answers
 */
export function refusalSentence(refusals: readonly Refusal[], instead: string): readonly string[] {
  const first = refusals[0];
  if (!first) return [];
  const names = [...new Set(refusals.map((refusal) => refusal.errorName))].join(', ');
  return [`${WORDING[first.kind](first.action)} (${names}); ${instead} used`];
}
