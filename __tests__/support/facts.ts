/** Facts for tests of rules, without readers: small texts whose pieces are found by what they say. */
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import type { BindingView, ClusterView, PackageView } from '../../src/inventory/inventory.ts';
import type {
  AddonFact,
  BindingFact,
  ClusterFact,
  ImageFact,
  KubectlUse,
  LintFact,
  LockFact,
  NodeGroupFact,
  PackageFact,
} from '../../src/model/fact.ts';
import type { Edit, Finding } from '../../src/model/finding.ts';
import { type Notation, parseNotation } from '../../src/model/notation.ts';
import type { Slot } from '../../src/model/slot.ts';
import type { Span } from '../../src/model/span.ts';
import type { Known, OneOf, Step, Unknown } from '../../src/model/value.ts';
import { type Rule, type RuleContext, runRules } from '../../src/rules/rule.ts';

export const TODAY = '2026-11-24';

interface Spelling {
  readonly notation?: Notation;
  /** For a composed value, whose text is not its value. */
  readonly value?: string;
  readonly when?: string;
  readonly via?: readonly Step[];
}

/** A file that tests point into; a piece must occur exactly once. */
export class TinyFile {
  readonly path: string;
  readonly text: string;

  constructor(text: string, path = 'index.ts') {
    this.path = path;
    this.text = text;
  }

  span(piece: string): Span {
    const start = this.text.indexOf(piece);
    if (start === -1 || this.text.includes(piece, start + 1)) throw new Error(`${piece} does not occur exactly once in ${this.path}`);
    return { path: this.path, start, end: start + piece.length };
  }

  /** The empty place before a piece. */
  before(piece: string): Span {
    const { start } = this.span(piece);
    return { path: this.path, start, end: start };
  }

  known(piece: string, { notation = 'text', value, when, via = [] }: Spelling = {}): Known<string> {
    const read = value ?? parseNotation(notation, piece);
    return { kind: 'known', value: String(read), span: this.span(piece), notation, via, ...(when === undefined ? {} : { when }) };
  }

  slot(piece: string, before = '', after = ''): Slot {
    return { span: this.before(piece), before, after };
  }
}

/** Several values, in the order of the arguments; `unread` makes one of them unreadable. */
export function oneOf(alternatives: readonly Known<string>[], unread: readonly Unknown[] = []): OneOf<string> {
  return { kind: 'one-of', alternatives, unread };
}

export function unknown(reason = 'it is computed'): Unknown {
  return { kind: 'unknown', reason, span: { path: 'index.ts', start: 0, end: 0 } };
}

/** A boolean that a construct's default decides. */
export function always(value: boolean): Known<boolean> {
  return { kind: 'known', value, span: { path: 'index.ts', start: 0, end: 0 }, notation: 'composed', via: [] };
}

const NOWHERE: Span = { path: 'index.ts', start: 0, end: 0 };
const MAIN = { kind: 'id', id: 'main' } as const;

export function cluster(overrides: Partial<ClusterFact> = {}): ClusterFact {
  return {
    kind: 'cluster',
    dialect: 'pulumi-typescript',
    span: NOWHERE,
    resource: 'aws.eks.Cluster main',
    id: 'main',
    version: undefined,
    autoMode: always(false),
    supportType: undefined,
    versionIgnored: false,
    onOutpost: false,
    ...overrides,
  };
}

export function addon(
  addonName: AddonFact['addonName'],
  addonVersion: AddonFact['addonVersion'],
  overrides: Partial<AddonFact> = {},
): AddonFact {
  const title = addonName.kind === 'known' ? addonName.value : 'addon';
  return {
    kind: 'addon',
    dialect: 'pulumi-typescript',
    span: NOWHERE,
    resource: `aws.eks.Addon ${title}`,
    cluster: MAIN,
    addonName,
    addonVersion,
    ...overrides,
  };
}

export function image(tag: ImageFact['tag'], repository = 'registry.k8s.io/autoscaling/cluster-autoscaler'): ImageFact {
  return {
    kind: 'image',
    dialect: 'pulumi-typescript',
    span: NOWHERE,
    resource: 'cluster-autoscaler image',
    cluster: MAIN,
    repository,
    tag,
  };
}

export function nodeGroup(overrides: Partial<NodeGroupFact> = {}): NodeGroupFact {
  return {
    kind: 'node-group',
    dialect: 'pulumi-typescript',
    span: NOWHERE,
    resource: 'aws.eks.NodeGroup workers',
    cluster: MAIN,
    amiType: undefined,
    version: undefined,
    releaseVersion: undefined,
    changesIgnored: false,
    ...overrides,
  };
}

/** A manifest of the text of a `package.json`, whose dependencies are listed by name. */
export function manifest(file: TinyFile, names: readonly string[], overrides: Partial<PackageFact> = {}): PackageFact {
  const dependencies = names.map((name) => {
    const range = new RegExp(`"${name}": "(?<range>[^"]*)"`).exec(file.text)?.groups?.['range'] ?? '';
    const start = file.text.indexOf(`"${name}": "`) + name.length + 5;
    const span = { path: file.path, start, end: start + range.length };
    return { name: file.known(name), range: { kind: 'known', value: range, span, notation: 'text', via: [] } as const };
  });
  return {
    kind: 'package',
    dialect: 'package-json',
    span: { path: file.path, start: 0, end: 0 },
    resource: file.path,
    path: file.path,
    dependencies,
    isWorkspaceRoot: false,
    hasEslintConfig: false,
    ...overrides,
  };
}

export function lock(versions: Readonly<Record<string, string>>): LockFact {
  const path = 'package-lock.json';
  return {
    kind: 'lock',
    dialect: 'package-json',
    span: { path, start: 0, end: 0 },
    resource: path,
    path,
    versions: new Map(Object.entries(versions)),
  };
}

/** A CDK file with everything that adding a layer needs; `layer` as in {@link KubectlUse}. */
export function kubectl(file: TinyFile, layer: KubectlUse['layer'] = 'absent', overrides: Partial<KubectlUse> = {}): KubectlUse {
  return {
    construct: 'aws-eks',
    layer,
    property: file.slot('});', '  ', ',\n'),
    importStatement: file.slot('new eks', '', '\n'),
    scope: 'this',
    freeId: 'KubectlLayer',
    quote: "'",
    ...overrides,
  };
}

export function view(fact: ClusterFact, parts: Partial<Omit<ClusterView, 'cluster'>> = {}): ClusterView {
  const packages: PackageView = { manifests: [], lock: undefined };
  return { cluster: fact, addons: [], images: [], nodeGroups: [], packages, ...parts };
}

export function binding(
  file: TinyFile,
  name: string,
  overrides: Partial<BindingFact> = {},
  failing: readonly LintFact[] = [],
): BindingView {
  const fact: BindingFact = {
    kind: 'binding',
    dialect: 'pulumi-typescript',
    span: file.span(name),
    resource: `aws.eks.Addon ${name}`,
    name,
    declaration: file.span(`const ${name} = `),
    used: false,
    lintDisabled: false,
    ...overrides,
  };
  return { binding: fact, failing };
}

export function lint(check: string, path: string): LintFact {
  return { kind: 'lint', dialect: 'package-json', span: { path, start: 0, end: 0 }, resource: path, path, check };
}

/** What a rule says of clusters on {@link TODAY}, with the bundled catalog. */
export function findingsOf(rule: Rule, clusters: readonly ClusterView[], context: Partial<RuleContext> = {}): readonly Finding[] {
  return runRules([rule], {
    clusters,
    projects: [],
    bindings: [],
    unresolved: [],
    catalog: snapshotCatalog(),
    today: TODAY,
    existingClusters: new Set(),
    ...context,
  });
}

/** The one finding of a rule. */
export function findingOf(rule: Rule, clusters: readonly ClusterView[], context: Partial<RuleContext> = {}): Finding {
  const findings = findingsOf(rule, clusters, context);
  const [finding] = findings;
  if (finding === undefined || findings.length > 1) throw new Error(`${rule.meta.id} says ${findings.length} things`);
  return finding;
}

/** The text of a file after a finding's fix; `undefined` where there is none. */
export function fixed(finding: Finding, file: TinyFile): string | undefined {
  if (!finding.fix) return undefined;
  const edits = finding.fix.edits.filter(({ span }) => span.path === file.path).toSorted((a, b) => b.span.start - a.span.start);
  return edits.reduce((text, { span, newText }: Edit) => text.slice(0, span.start) + newText + text.slice(span.end), file.text);
}
