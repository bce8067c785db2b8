/** CDK programs: constructs by classes that extend them, and what never runs. */
import { expect, test } from 'vitest';
import { cdkTypeScript as reader } from '../../src/readers/cdk-typescript.ts';
import { factOf, factsOf, readFiles, shown, textAt } from './support.ts';

const EKS = "import * as eks from 'aws-cdk-lib/aws-eks';\n";

function read(text: string) {
  return readFiles(reader, { 'lib/stack.ts': text });
}

function cluster(version: string): string {
  return `new eks.Cluster(this, 'C', { version: ${version} });`;
}

const DERIVED = `${EKS}
abstract class Managed extends eks.CfnAddon { constructor(scope, id, props) { super(scope, id, { resolveConflicts: 'OVERWRITE', ...props }); } }
class CoreDns extends Managed { constructor(scope, id, props) { super(scope, id, { ...props, addonName: 'coredns' }); } }
class Own extends eks.Cluster { constructor(scope, id, props) { super(scope, id, { version: eks.KubernetesVersion.of(props.minor), defaultCapacity: 0 }); } }
`;

test('classes of the program that extend a construct', async () => {
  const reading = await read(
    `${DERIVED}const own = new Own(this, 'C', { minor: '«1.34»' }); new CoreDns(this, 'A', { clusterName: own.clusterName, addonVersion: '«v1.11.4-eksbuild.2»' });`,
  );
  const own = factOf(reading, 'cluster');
  const addon = factOf(reading, 'addon');
  expect(shown(own.version)).toBe('1.34');
  expect(own.kubectl).toMatchObject({ layer: 'absent', scope: 'scope' });
  expect(own.kubectl?.property).toBeUndefined();
  expect(textAt(reading, own.span)).toBe('new Own');
  expect(addon).toMatchObject({ addonName: { value: 'coredns' }, cluster: { kind: 'id', id: own.id } });
  expect(shown(addon.addonVersion)).toBe('v1.11.4-eksbuild.2');
});

test('the version of such a cluster is what its class hands on', async () => {
  const reading = await read(
    `${DERIVED}const own = new Own(this, 'C', { minor: '1.34', version: '1.20' }); new eks.CfnAddon(this, 'A', { clusterName: own.ref, addonName: own.version });`,
  );
  expect(shown(factOf(reading, 'addon').addonName)).toBe('1.34');
});

test('a derived construct in a loop', async () => {
  const reading = await read(
    `${DERIVED}for (const a of [{ n: 'x', v: 'v1' }, { n: 'y', v: 'v2' }]) new CoreDns(this, a.n, { clusterName: a.n, addonVersion: a.v });`,
  );
  expect(factsOf(reading, 'addon').map(({ addonVersion }) => shown(addonVersion))).toEqual([['v1', 'v2']]);
});

test.each([
  ['a branch of a constant', `const ON = false; if (ON) { ${cluster('eks.KubernetesVersion.V1_34')} }`],
  [
    'the other arm of a ternary',
    `const config = { on: true }; const c = config.on ? undefined : ${cluster('eks.KubernetesVersion.V1_34')}`,
  ],
  ['a callback in it', `const ON = false; const c = ON && subnets.apply(() => { return ${cluster('eks.KubernetesVersion.V1_34')} });`],
  ['a function that leaves before', `function f(on) { if (!on) return; ${cluster('eks.KubernetesVersion.V1_34')} } f(false);`],
])('nothing of what never runs: %s', async (_name, text) => {
  const reading = await read(`${EKS}${text}\nnew eks.CfnAddon(this, 'A', { clusterName: 'c', addonName: 'coredns' });`);
  expect(reading.facts.map(({ kind }) => kind)).toEqual(['addon']);
});

test.each([
  ['a function of a library', `export function f(props) { if (props.create) { ${cluster('props.version')} } }`],
  ['a class of a library', `export class S { constructor(props) { if (!props.create) return; ${cluster('props.version')} } }`],
  ['a condition of the environment', `if (process.env.ON === 'yes') { ${cluster('eks.KubernetesVersion.V1_34')} }`],
])('what may run is read: %s', async (_name, text) => {
  expect(factsOf(await read(`${EKS}${text}`), 'cluster')).toHaveLength(1);
});
