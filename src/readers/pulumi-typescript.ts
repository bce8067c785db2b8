/** Pulumi programs in TypeScript: `@pulumi/aws`, `@pulumi/eks`, `@pulumi/aws-native`, `@pulumi/kubernetes`. */
import type { AddonFact, BindingFact, ClusterFact, ClusterRef, Fact } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { autoscalerImages } from './autoscaler-images.ts';
import type { Reading } from './reader.ts';
import { creationsIn, originOf, type Creation } from './syntax/creations.ts';
import { evaluate, type Special } from './syntax/evaluate.ts';
import type { Qualified } from './syntax/imports.ts';
import { isUsed } from './syntax/usages.ts';
import { parseTypeScript, spanOf, ts } from './syntax/typescript.ts';
import { allOf, argumentsOf, byDefault, constructorSpan, listIncludes, writtenName, type Arguments } from './typescript-objects.ts';

const DIALECT = 'pulumi-typescript';

/** Reads one program file. */
export function readPulumiTypeScript(source: SourceText): Reading {
  const parsed = parseTypeScript(source);
  if (!parsed.ok) return { facts: [], problems: [parsed.problem] };
  return { facts: new PulumiFile(parsed.file).facts(), problems: parsed.problems };
}

/** `@pulumi/aws` + `eks.Cluster`, however it was imported: `@pulumi/aws/eks` and `@pulumi/aws/eks/cluster` are the same module. */
function resourceType(of: Qualified): string {
  const [, scope, name, ...below] = /^(@[^/]+)\/([^/]+)(?:\/(.*))?$/.exec(of.module) ?? [];
  const folders = (below[0] ?? '').split('/').filter((part) => part !== '' && part !== 'index');
  const last = of.path.at(-1) ?? '';
  const path = folders.at(-1)?.toLowerCase() === last.toLowerCase() ? folders.slice(0, -1) : folders;
  return `${scope ?? ''}/${name ?? of.module}:${[...path, ...of.path].join('.')}`;
}

const CLUSTERS = new Set(['@pulumi/aws:eks.Cluster', '@pulumi/eks:Cluster', '@pulumi/aws-native:eks.Cluster']);
const ADDONS = new Set(['@pulumi/aws:eks.Addon', '@pulumi/eks:Addon', '@pulumi/aws-native:eks.Addon']);
/** The add-ons that `eks.Cluster` of `@pulumi/eks` v3 and later creates by itself, and where their versions are written. */
const BUILT_IN_ADDONS = [
  ['coredns', 'corednsAddonOptions', 'version'],
  ['kube-proxy', 'kubeProxyAddonOptions', 'version'],
  ['vpc-cni', 'vpcCniOptions', 'addonVersion'],
] as const;

class PulumiFile {
  private readonly creations: readonly (Creation & { readonly type: string })[];
  private readonly clusters = new Map<ts.NewExpression, string>();

  constructor(private readonly file: ts.SourceFile) {
    this.creations = creationsIn(file).map((creation) => ({ ...creation, type: resourceType(creation.of) }));
    for (const { node, type } of this.creations) if (CLUSTERS.has(type)) this.clusters.set(node, `${file.fileName}#${node.getStart()}`);
  }

  facts(): readonly Fact[] {
    const resources = this.creations.flatMap(({ node, type }): Fact[] => {
      if (CLUSTERS.has(type)) return this.readCluster(node, type);
      return ADDONS.has(type) ? [this.readAddon(node, type)] : [];
    });
    const images = autoscalerImages(this.file, DIALECT, (node) => this.clusterAround(node), this.special);
    return [...resources, ...images, ...this.bindings()];
  }

  private readCluster(node: ts.NewExpression, type: string): Fact[] {
    const options = argumentsOf(node.arguments?.[1]);
    const span = constructorSpan(node);
    const id = this.clusters.get(node) ?? '';
    const version = options.text('version', this.special);
    const supportType = options.text('upgradePolicy.supportType');
    const name = options.text('name');
    const cluster: ClusterFact = {
      kind: 'cluster',
      dialect: DIALECT,
      span,
      resource: `${displayType(type)} ${writtenName(node.arguments?.[0])}`,
      id,
      ...(name ? { name } : {}),
      version,
      autoMode: autoMode(type, options, span),
      supportType,
      versionIgnored: listIncludes(argumentsOf(node.arguments?.[2]).field('ignoreChanges'), 'version'),
      onOutpost: options.field('outpostConfig').state === 'given',
    };
    return type === '@pulumi/eks:Cluster' ? [cluster, ...this.builtInAddons(cluster, options)] : [cluster];
  }

  private builtInAddons(cluster: ClusterFact, options: Arguments): AddonFact[] {
    return BUILT_IN_ADDONS.flatMap(([addonName, property, field]): AddonFact[] => {
      const given = options.field(property);
      const addonVersion = options.text(`${property}.${field}`, this.special);
      if (given.state !== 'given' || !addonVersion) return [];
      const span = spanOf(given.property.name ?? given.node);
      const resource = `${cluster.resource} ${property}`;
      return [
        {
          kind: 'addon',
          dialect: DIALECT,
          span,
          resource,
          cluster: { kind: 'id', id: cluster.id },
          addonName: byDefault(addonName, span),
          addonVersion,
        },
      ];
    });
  }

  private readAddon(node: ts.NewExpression, type: string): AddonFact {
    const options = argumentsOf(node.arguments?.[1]);
    const span = constructorSpan(node);
    const addonName: Value<string> = options.text('addonName', this.special) ?? { kind: 'unknown', reason: 'it has no `addonName`', span };
    const title = addonName.kind === 'known' ? addonName.value : writtenName(node.arguments?.[0]);
    return {
      kind: 'addon',
      dialect: DIALECT,
      span,
      resource: `${displayType(type)} ${title}`,
      cluster: this.clusterOfAddon(options),
      addonName,
      addonVersion: options.text('addonVersion', this.special),
    };
  }

  private clusterOfAddon(options: Arguments): ClusterRef {
    for (const property of ['clusterName', 'cluster']) {
      const field = options.field(property);
      if (field.state !== 'given') continue;
      const reference = this.clusterBehind(field.node);
      if (reference.kind === 'id') return reference;
      const name = evaluate(field.node);
      return name.kind === 'known' ? { kind: 'name', name: String(name.value) } : reference;
    }
    return { kind: 'unknown', reason: 'it does not name its cluster' };
  }

  /** The cluster that an expression leads to, also through a Kubernetes provider made from its kubeconfig. */
  private clusterBehind(expression: ts.Expression): ClusterRef {
    const origin = originOf(expression);
    const id = origin && this.clusters.get(origin);
    if (id !== undefined) return { kind: 'id', id };
    const kubeconfig =
      origin && this.typeOf(origin)?.endsWith(':Provider') ? argumentsOf(origin.arguments?.[1]).field('kubeconfig') : undefined;
    if (kubeconfig?.state === 'given') return this.clusterBehind(kubeconfig.node);
    return { kind: 'unknown', reason: `\`${expression.getText().slice(0, 40)}\` does not lead to a cluster of this file` };
  }

  /** The cluster of the resource around a node, by its `provider` option. */
  private clusterAround(node: ts.Node): ClusterRef {
    const resource = ts.findAncestor(node, (parent) => ts.isNewExpression(parent));
    const provider = resource && ts.isNewExpression(resource) ? argumentsOf(resource.arguments?.[2]).field('provider') : undefined;
    return provider?.state === 'given' ? this.clusterBehind(provider.node) : { kind: 'unknown', reason: 'it names no provider' };
  }

  private typeOf(node: ts.NewExpression): string | undefined {
    return this.creations.find((creation) => creation.node === node)?.type;
  }

  /** `cluster.version` is what the cluster's own arguments say. */
  private readonly special: Special = (node) => {
    if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'version') return undefined;
    const origin = originOf(node.expression);
    if (!origin || !this.clusters.has(origin)) return undefined;
    const version = argumentsOf(origin.arguments?.[1]).field('version');
    return version.state === 'given' ? { kind: 'same-as', node: version.node } : undefined;
  };

  private bindings(): BindingFact[] {
    return this.creations.flatMap(({ node, type }): BindingFact[] => {
      const declaration = node.parent;
      if (!isResource(type) || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return [];
      const list = declaration.parent;
      if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1 || !ts.isVariableStatement(list.parent)) return [];
      const start = list.getStart();
      return [
        {
          kind: 'binding',
          dialect: DIALECT,
          span: spanOf(declaration.name),
          resource: `${displayType(type)} ${writtenName(node.arguments?.[0])}`,
          name: declaration.name.text,
          declaration: { path: this.file.fileName, start, end: node.getStart() },
          used: isUsed(declaration) || list.parent.modifiers?.some((item) => item.kind === ts.SyntaxKind.ExportKeyword) === true,
          lintDisabled: isLintDisabled(this.file.text, start),
        },
      ];
    });
  }
}

/** `@pulumi/aws:eks.Cluster` as programs write it: `aws.eks.Cluster`; `@pulumi/eks:Cluster`: `eks.Cluster`. */
function displayType(type: string): string {
  return type.replace('@pulumi/', '').replace(':', '.');
}

/** A class of a provider package; `@pulumi/pulumi` itself has `Config`, `StackReference` and other things that are not deployed. */
function isResource(type: string): boolean {
  return type.startsWith('@pulumi/') && !type.startsWith('@pulumi/pulumi:') && /[.:][A-Z]\w*$/.test(type);
}

/** The three switches of the API; `autoMode.enabled` of `@pulumi/eks` sets them together. Off by default in both. */
function autoMode(type: string, options: Arguments, span: ClusterFact['span']): Value<boolean> {
  if (type === '@pulumi/eks:Cluster') return options.boolean('autoMode.enabled') ?? byDefault(false, span);
  const switches = ['computeConfig.enabled', 'kubernetesNetworkConfig.elasticLoadBalancing.enabled', 'storageConfig.blockStorage.enabled'];
  return allOf(
    switches.map((path) => options.boolean(path)),
    span,
  );
}

/** `eslint-disable` on the declaration's line or the one above. */
function isLintDisabled(text: string, start: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  const lineEnd = text.indexOf('\n', start);
  const around = text.slice(above, lineEnd === -1 ? text.length : lineEnd);
  return around.includes('eslint-disable') || /^\s*\/\*\s*eslint-disable/.test(text);
}
