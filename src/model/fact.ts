/** The waist: what every dialect is turned into. Left of here nobody knows EKS policy, right of here nobody knows a framework. */
import type { Slot } from './slot.ts';
import type { Span } from './span.ts';
import type { Known, Value } from './value.ts';

export type Dialect =
  | 'pulumi-typescript'
  | 'cdk-typescript'
  | 'pulumi-project'
  | 'package-json'
  | 'terraform'
  | 'cloudformation'
  | 'eksctl'
  | 'kubernetes'
  | 'pulumi-yaml';

/**
 * Which cluster something belongs to: the one a reference leads to, the one of that name in its program, one that certainly is not
 * in this repository's code, any one of the whole repository (of that name, where it gives one), or the program does not say.
 */
export type ClusterRef =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'anywhere'; readonly name?: string; readonly reason: string }
  | { readonly kind: 'elsewhere'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

interface Declared {
  readonly dialect: Dialect;
  /** The constructor, for what is missing: `new eks.Cluster`. */
  readonly span: Span;
  /** For people and for identity: `aws.eks.Addon coredns`. Never a path or a line. */
  readonly resource: string;
}

export interface ClusterFact extends Declared {
  readonly kind: 'cluster';
  /** Unique in one reading: what {@link ClusterRef} names. */
  readonly id: string;
  /** The name in AWS, where the program gives one. */
  readonly name?: Value<string>;
  /** Absent: EKS picks the version when the cluster is created. */
  readonly version: Value<string> | undefined;
  /** EKS Auto Mode, by the defaults of the construct (rules.md section 4 of the domain notes). */
  readonly autoMode: Value<boolean>;
  /** `STANDARD` or `EXTENDED`; absent: the API's default, EXTENDED. */
  readonly supportType: Value<string> | undefined;
  /** The program tells its tool to ignore changes of the version (`ignoreChanges: ["version"]`). */
  readonly versionIgnored: boolean;
  /** Lives on AWS Outposts, which follows another support calendar. */
  readonly onOutpost: boolean;
  /** Only where the construct takes a kubectl layer: CDK L2 clusters. */
  readonly kubectl?: KubectlUse;
}

/** The kubectl Lambda layer of a CDK cluster (`kubectlLayer`, or `kubectlProviderOptions.kubectlLayer` of aws-eks-v2). */
export interface KubectlUse {
  /** aws-eks needs the property (aws-cdk-lib >= 2.179.0); aws-eks-v2 does not. */
  readonly construct: 'aws-eks' | 'aws-eks-v2';
  readonly layer: KubectlLayer | 'absent' | { readonly unknown: string };
  /** Where a missing `kubectlLayer` property goes; absent where the properties are not a plain object literal. */
  readonly property?: Slot;
  /** Where the import of the layer class goes. */
  readonly importStatement: Slot;
  /** The first argument of the constructor, for `new KubectlV34Layer(this, 'KubectlLayer')`. */
  readonly scope: string;
  /** A construct id that the file does not use yet. */
  readonly freeId: string;
  /** Quote character of the file's imports. */
  readonly quote: string;
}

/** `KubectlV34Layer` of `@aws-cdk/lambda-layer-kubectl-v34`. */
export interface KubectlLayer {
  /** The Kubernetes minor in the class's name; its span is the class name in the import. */
  readonly version: Value<string>;
  readonly packageName: Known<string>;
  /** Every other place that names the class. */
  readonly uses: readonly Span[];
}

export interface AddonFact extends Declared {
  readonly kind: 'addon';
  readonly cluster: ClusterRef;
  readonly addonName: Value<string>;
  /** Absent, or resolved by a lookup: EKS picks the version. */
  readonly addonVersion: Value<string> | undefined;
  /** A part of a version, which the dialect completes (eksctl): no single version is pinned. */
  readonly versionIsPattern?: boolean;
  /**
   * The tool itself searches what EKS offers for a version that contains the text, and fails where it finds none:
   * https://github.com/eksctl-io/eksctl/blob/main/pkg/actions/addon/addon.go
   */
  readonly versionIsSearched?: boolean;
}

/** An image that runs on a cluster; readers report cluster-autoscaler images only. */
export interface ImageFact extends Declared {
  readonly kind: 'image';
  readonly cluster: ClusterRef;
  /** `registry.k8s.io/autoscaling/cluster-autoscaler`. */
  readonly repository: string;
  readonly tag: Value<string>;
}

/** Nodes of a cluster: a managed node group, or self-managed nodes where the construct names their image the same way. */
export interface NodeGroupFact extends Declared {
  readonly kind: 'node-group';
  readonly cluster: ClusterRef;
  /**
   * As the dialect names it: an AMI type of the EKS API (`AL2_x86_64`), an AMI family of eksctl (`AmazonLinux2`), an operating
   * system of `@pulumi/eks` (`AL2`). Absent: the tool or EKS picks, or a launch template names an image.
   */
  readonly amiType: Value<string> | undefined;
  /** What the construct writes into the template because the program names no AMI type. */
  readonly impliedAmiType?: ImpliedAmiType;
  /** A Kubernetes version of its own. Absent: the cluster's. */
  readonly version: Value<string> | undefined;
  /** `1.31.3-20250103`: an image release of that Kubernetes version. */
  readonly releaseVersion: Value<string> | undefined;
  /** Where its user data calls `/etc/eks/bootstrap.sh`. */
  readonly bootstrapScript?: Span;
  /** Nodes of a group that EKS does not know: the tool makes them, and the API refuses nothing. */
  readonly isSelfManaged?: true;
  /** The program tells its tool to ignore changes of one of these fields: what runs may be something else. */
  readonly changesIgnored: boolean;
}

export interface ImpliedAmiType {
  readonly value: string;
  /** Where an `amiType` property goes; absent where its object is not a plain literal. */
  readonly property?: Slot;
  /** How the file names the enumeration: `eks.NodegroupAmiType`. */
  readonly enumeration?: string;
}

/** A package manifest with what it declares. */
export interface PackageFact extends Declared {
  readonly kind: 'package';
  readonly path: string;
  readonly dependencies: readonly Dependency[];
  /** Where a new dependency goes, before JSON text `"name": "range"`; absent where it cannot be edited in place. */
  readonly dependencySlot?: Slot;
  /** The tool that writes this file (`projen`): an edit here would be lost. */
  readonly generatedBy?: string;
  /** `workspaces`: packages below are hoisted here. */
  readonly isWorkspaceRoot: boolean;
  /** Has an ESLint configuration of its own (`eslintConfig`). */
  readonly hasEslintConfig: boolean;
}

export interface Dependency {
  readonly name: Known<string>;
  readonly range: Known<string>;
}

/** The exact versions a lock file installs, of the packages that rules ask about. */
export interface LockFact extends Declared {
  readonly kind: 'lock';
  readonly path: string;
  readonly versions: ReadonlyMap<string, string>;
}

/** `Pulumi.yaml`. */
export interface PulumiProjectFact extends Declared {
  readonly kind: 'pulumi-project';
  readonly path: string;
  /** Absent: the file has none. */
  readonly name: Value<string> | undefined;
  /** What stands at `name:` or near it, when it is not a non-empty string (`found 'nmae' instead`). */
  readonly nameProblem?: string;
  readonly config: readonly ConfigKey[];
  /** `config:` is a string, an old way to name the folder of the stack files. */
  readonly configDirectory?: Known<string>;
  /** What deleting `config: directory` removes; absent where that cannot be told from its place. */
  readonly configDirectoryRemoval?: Span;
  readonly stackConfigDir?: Known<string>;
  /** A key with a text that was probably meant to be `name`. */
  readonly misspeltName?: Known<string>;
  /** Parts of the file could not be read: what is not here may be there. */
  readonly isIncomplete?: true;
}

/** `Pulumi.<stack>.yaml`. */
export interface PulumiStackFact extends Declared {
  readonly kind: 'pulumi-stack';
  readonly path: string;
  readonly stack: string;
  readonly config: readonly ConfigKey[];
  /** Imports an ESC environment, whose values are not in the repository. */
  readonly hasEnvironment: boolean;
  /** Parts of the file could not be read: what is not here may be there. */
  readonly isIncomplete?: true;
}

/** One entry of a `config:` section, as written: `aws:region`, `tap:k8sVersion`, `k8sVersion`. */
export type ConfigKey = ConfigEntry;

/**
 * A node of YAML or JSON with where it stands. The span of a scalar is the inside of its quotes, and `source` the text there; a
 * value that is not written at all has an empty span behind its colon.
 */
export type ConfigNode =
  | {
      readonly kind: 'scalar';
      readonly span: Span;
      readonly value: string | number | boolean | null;
      readonly source: string;
      readonly quoted: boolean;
    }
  | { readonly kind: 'list'; readonly span: Span; readonly items: readonly ConfigNode[] }
  | {
      readonly kind: 'map';
      readonly span: Span;
      readonly entries: readonly ConfigEntry[];
      /** Where one more entry goes, as YAML `key: value`; absent in JSON. */
      readonly slot?: Slot;
    }
  /** An alias, a merged map, a tag of an application: what it stands for depends on more than its text. */
  | { readonly kind: 'unknown'; readonly span: Span; readonly reason: string };

export interface ConfigEntry {
  readonly key: Known<string>;
  readonly value: ConfigNode;
  /** What deleting the entry removes, its line break or comma included; absent where that cannot be told from its place. */
  readonly removal?: Span;
}

/** `const x = new aws.eks.Addon(...)` at module or function level. */
export interface BindingFact extends Declared {
  readonly kind: 'binding';
  readonly name: string;
  /** `const x = `, up to `new`: what is removed to drop the binding. */
  readonly declaration: Span;
  /** Read, exported or re-assigned somewhere in its file. */
  readonly used: boolean;
  /** A comment on its line or the line above turns the linter off for it. */
  readonly lintDisabled: boolean;
}

/** A check of the repository's own that fails on unused variables. */
export interface LintFact extends Declared {
  readonly kind: 'lint';
  readonly path: string;
  /** As people name it: `@typescript-eslint/no-unused-vars`, `noUnusedLocals`. */
  readonly check: string;
  /** Variables whose name matches are let through; `^` where the check is turned off or may be: it hides those of folders above. */
  readonly ignorePattern?: string;
}

export type Fact =
  | ClusterFact
  | AddonFact
  | ImageFact
  | NodeGroupFact
  | PackageFact
  | LockFact
  | PulumiProjectFact
  | PulumiStackFact
  | BindingFact
  | LintFact;
