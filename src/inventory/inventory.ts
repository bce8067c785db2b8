/** What the facts come to: clusters with what belongs to each, projects with their stacks, bindings with the checks over them. */
import type {
  AddonFact,
  BindingFact,
  ClusterFact,
  ImageFact,
  LintFact,
  LockFact,
  NodeGroupFact,
  PackageFact,
  PulumiProjectFact,
  PulumiStackFact,
} from '../model/fact.ts';
import type { Span } from '../model/span.ts';

export interface ClusterView {
  readonly cluster: ClusterFact;
  readonly addons: readonly AddonFact[];
  readonly images: readonly ImageFact[];
  readonly nodeGroups: readonly NodeGroupFact[];
  /** The package that its file belongs to. */
  readonly packages: PackageView;
}

/** The manifests and the lock file above a source file, nearest first. */
export interface PackageView {
  readonly manifests: readonly PackageFact[];
  readonly lock: LockFact | undefined;
}

export interface PulumiProjectView {
  readonly project: PulumiProjectFact;
  readonly stacks: readonly PulumiStackFact[];
}

export interface BindingView {
  readonly binding: BindingFact;
  /** The repository's own checks that fail on it. */
  readonly failing: readonly LintFact[];
}

/** A value that could not be read, for the report. */
export interface Unresolved {
  readonly span: Span;
  readonly what: string;
  readonly why: string;
}

export interface Inventory {
  readonly clusters: readonly ClusterView[];
  readonly projects: readonly PulumiProjectView[];
  readonly bindings: readonly BindingView[];
  readonly unresolved: readonly Unresolved[];
}
