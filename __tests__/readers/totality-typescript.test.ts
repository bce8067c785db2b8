/** Readers of programs are total: whatever a file says, they give facts whose places hold what they say, and never throw. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNotation } from '../../src/model/notation.ts';
import { cdkTypeScript } from '../../src/readers/cdk-typescript.ts';
import { pulumiTypeScript } from '../../src/readers/pulumi-typescript.ts';
import type { Reader } from '../../src/readers/reader.ts';
import { knownsIn } from './support.ts';

const PULUMI = `import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
const config = { version: "1.34", addons: [{ name: "coredns", version: "v1.11.4-eksbuild.2" }] };
class Stack { cluster = new aws.eks.Cluster("a", { ...config, version: config.version }); name() { return this.cluster.name; } }
const other = new eks.Cluster("b", { version: \`1.\${33}\`, vpcCniOptions: { addonVersion: "v1.20.1-eksbuild.1" } }, { ignoreChanges: ["version"] });
for (const addon of config.addons) new aws.eks.Addon(addon.name, { clusterName: other.core.cluster.name, addonName: addon.name, addonVersion: addon.version });
const provider = new k8s.Provider("p", { kubeconfig: other.kubeconfig });
new k8s.helm.v3.Release("ca", { chart: "cluster-autoscaler", values: { image: { tag: "v1.34.2" } } }, { provider });
`;

const CDK = `import * as eks from 'aws-cdk-lib/aws-eks';
import { KubectlV34Layer as Layer } from '@aws-cdk/lambda-layer-kubectl-v34';
const version = eks.KubernetesVersion.V1_34;
class Stack { constructor(scope) {
  this.cluster = new eks.Cluster(this, 'C', { version, kubectlLayer: new Layer(this, 'k') });
  const other = new eks.Cluster(this, 'D', { version: eks.KubernetesVersion['V1_33'] /* soon */, });
  new eks.Addon(this, 'A', { cluster: this.cluster, addonName: 'coredns', addonVersion: 'v1.11.4-eksbuild.2' });
  other.addManifest('ca', { spec: { containers: [{ image: \`registry.k8s.io/autoscaling/cluster-autoscaler:v\${version.version}.0\` }] } });
  (other.node.defaultChild as eks.CfnCluster).addPropertyOverride('Version', '1.30');
} }
`;

/** A program with pieces taken out, doubled, or put somewhere else. */
function damaged(program: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: program.length });
  const noise = fc.constantFrom('', '{', '}', '(', '`', '${', '"', '\r\n', '...', '=>', 'this', '\u{1D54F}', '/*', '//', '@', '<T>');
  const cut = fc.tuple(place, fc.nat({ max: 40 }), noise);
  return fc
    .array(cut, { minLength: 1, maxLength: 4 })
    .map((cuts) => cuts.reduce((text, [at, length, extra]) => text.slice(0, at) + extra + text.slice(at + length), program));
}

test.each<readonly [string, Reader, string]>([
  ['Pulumi', pulumiTypeScript, PULUMI],
  ['CDK', cdkTypeScript, CDK],
])('damaged programs of %s', async (_name, reader, program) => {
  await fc.assert(
    fc.asyncProperty(damaged(program), fc.constantFrom('a.ts', 'a.js', 'a.tsx', 'a.mts'), async (text, path) => {
      const reading = await reader.read([{ path, text }], { text: () => undefined, paths: [] });
      for (const known of knownsIn(reading.facts)) {
        if (known.notation === 'composed') continue;
        expect(String(parseNotation(known.notation, text.slice(known.span.start, known.span.end)))).toBe(String(known.value));
      }
    }),
    { numRuns: 300 },
  );
});

test.each<readonly [string, Reader, string]>([
  ['Pulumi', pulumiTypeScript, PULUMI],
  ['CDK', cdkTypeScript, CDK],
])('the whole program of %s has all of its facts', async (_name, reader, program) => {
  const { facts, problems } = await reader.read([{ path: 'a.ts', text: program }], { text: () => undefined, paths: [] });
  expect(problems).toEqual([]);
  const kinds = facts.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'cluster')).toHaveLength(2);
  expect(kinds.filter((kind) => kind === 'image')).toHaveLength(1);
  expect(kinds).toContain('addon');
});

test.each([
  ['names in a circle', 'const a = b; const b = a; new aws.eks.Cluster("c", { version: a });'],
  ['an object in itself', 'const a = { ...a, version: a.version }; new aws.eks.Cluster("c", a);'],
  ['a cluster of its own version', 'const c = new aws.eks.Cluster("c", { version: c.version });'],
  [
    'two clusters of each other',
    'const c = new aws.eks.Cluster("c", { version: d.version }); const d = new aws.eks.Cluster("d", { version: c.version });',
  ],
  ['a function of itself', 'function f() { return f(); } new aws.eks.Cluster("c", { version: f() });'],
  ['a class of itself', 'class A { x = new A().x; f() { new aws.eks.Cluster("c", { version: this.x }); } }'],
  [
    'a provider of itself',
    'const p = new k8s.Provider("p", { kubeconfig: p.kubeconfig }); new k8s.D("d", { image: "cluster-autoscaler:v1.34.2" }, { provider: p });',
  ],
  ['very many choices', `const v = ${'x ? "1.33" : '.repeat(60)}"1.34"; new aws.eks.Cluster("c", { version: v });`],
  ['a deep sum', `const v = ${'"1" + '.repeat(3000)}"2"; new aws.eks.Cluster("c", { version: v });`],
  ['deep objects', `const v = ${'{ a: '.repeat(1000)}1${' }'.repeat(1000)}; new aws.eks.Cluster("c", v);`],
])('%s come to an end', async (_name, text) => {
  const program = `import * as aws from "@pulumi/aws";\nimport * as k8s from "@pulumi/kubernetes";\n${text}`;
  const { facts, problems } = await pulumiTypeScript.read([{ path: 'a.ts', text: program }], { text: () => undefined, paths: [] });
  expect(facts.length + problems.length).toBeGreaterThan(0);
});

test('circles of CDK versions come to an end', async () => {
  const text = `import * as eks from 'aws-cdk-lib/aws-eks';\nconst k = eks.KubernetesVersion[k];\nconst v = eks.KubernetesVersion.of(v.version);\nnew eks.Cluster(this, 'C', { version: v });\nnew eks.Cluster(this, 'D', { version: k });`;
  const { facts, problems } = await cdkTypeScript.read([{ path: 'a.ts', text }], { text: () => undefined, paths: [] });
  expect(facts.length + problems.length).toBeGreaterThan(0);
});

test.each([
  ['the TypeScript that it was made from', { 'lib/stack.ts': CDK, 'lib/stack.js': CDK }, ['lib/stack.ts', 'lib/stack.ts']],
  ['nothing of that name', { 'lib/stack.js': CDK, 'lib/other.ts': '' }, ['lib/stack.js', 'lib/stack.js']],
])('JavaScript beside %s', async (_, texts, expected) => {
  const sources = Object.entries(texts).map(([path, text]) => ({ path, text: text ?? '' }));
  const project = { paths: Object.keys(texts), text: (path: string) => new Map(Object.entries(texts)).get(path) };
  const { facts } = await cdkTypeScript.read(sources, project);
  expect(facts.filter(({ kind }) => kind === 'cluster').map(({ span }) => span.path)).toEqual(expected);
});
