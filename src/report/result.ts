/** What a run found, before anybody prints it: the input of every format. */
import type { Finding, Problem } from '../model/finding.ts';
import type { CatalogOrigin } from '../model/origin.ts';
import type { Span } from '../model/span.ts';

/** One value with the place that decides it. */
export interface Placed {
  readonly value: string;
  readonly span: Span;
}

export interface ClusterVersionRow extends Placed {
  readonly support: 'standard' | 'extended' | 'ended' | 'not-available' | 'unknown';
  /** ISO date on which that support ends, where known. */
  readonly until?: string;
}

export interface AddonVersionRow extends Placed {
  /** One for each cluster version that it can meet: what one environment pins never meets the cluster of another. */
  readonly fits: readonly Fit[];
}

/** Whether an add-on version goes with a cluster version. */
export interface Fit {
  /** Of the cluster. */
  readonly version: string;
  readonly compatibility: 'compatible' | 'not-compatible' | 'unknown';
}

export interface AddonRow {
  readonly addonName: string;
  /** Empty: not pinned, or not readable. */
  readonly versions: readonly AddonVersionRow[];
  /** The default for the first version of the cluster, where known. */
  readonly defaultVersion?: string;
}

/** The tag of an image, or the AMI type of nodes: of these nobody says what they fit. */
export interface OtherRow extends Placed {
  /** `cluster-autoscaler`, `nodes`. */
  readonly name: string;
}

export interface ClusterRow {
  readonly id: string;
  readonly dialect: string;
  /** `aws.eks.Cluster payments`. */
  readonly resource: string;
  /** The name in AWS, where several clusters have this resource and it is known. */
  readonly clusterName?: string;
  readonly span: Span;
  /** Where it is not written, EKS or its tool picks one when the cluster is created. */
  readonly isVersionWritten: boolean;
  /** Each value once for each place that decides it; empty: not written, or not readable. */
  readonly versions: readonly ClusterVersionRow[];
  readonly addons: readonly AddonRow[];
  /** What else is written down for it. */
  readonly others: readonly OtherRow[];
}

export interface UnresolvedRow {
  readonly span: Span;
  readonly what: string;
  readonly why: string;
}

/** The outcome of reading and checking one tree. */
export interface CheckResult {
  /** ISO date. */
  readonly today: string;
  readonly origin: CatalogOrigin;
  /** Things the world refused, in sentences: `AWS denied eks:DescribeAddonVersions (AccessDenied); the snapshot of 2026-08-22 was used`. */
  readonly degraded: readonly string[];
  readonly clusters: readonly ClusterRow[];
  /** Sorted by path, place and rule. A finding's `fix` is verified: applied in memory, the finding is gone and none came. */
  readonly findings: readonly Finding[];
  readonly unresolved: readonly UnresolvedRow[];
  readonly problems: readonly Problem[];
  /** How many files were not looked at because of their folder (tests, examples, what tools wrote). */
  readonly leftOut: number;
  /** How many findings a comment or the configuration hides. */
  readonly ignored: number;
  /** The texts that spans point into. */
  readonly texts: ReadonlyMap<string, string>;
}
