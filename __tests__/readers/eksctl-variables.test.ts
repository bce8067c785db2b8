/** Variables of scripts that write a `ClusterConfig`. */
import { expect, test } from 'vitest';
import { eksctl } from '../../src/readers/eksctl.ts';
import { expectDecidedAt, factOf, readFiles, shown } from './support.ts';

const PLACEHOLDER = 'unknown: it is a placeholder that something else fills in';

function config(version: string) {
  return `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: prod\n  version: ${version}\n`;
}

function script(before: string, { version = '"${V}"', opening = '<<EOF', after = '' } = {}) {
  return `#!/bin/bash\n${before}\ncat ${opening} | eksctl create cluster -f -\n${config(version)}EOF\n${after}\n`;
}

async function versionIn(text: string, path = 'create.sh') {
  const found = await readFiles(eksctl, { [path]: text });
  return { found, version: factOf(found, 'cluster').version };
}

test.each([
  ['a plain assignment', 'V=«1.33»', {}],
  ['double quotes', 'V="«1.33»" # the version', {}],
  ['single quotes', "  V='«1.33»'", {}],
  ['an export', 'export V=«1.33»', {}],
  ['several in one export', 'export NAME=prod V=«1.33» REGION=eu', {}],
  ['several in one line', 'NAME=prod; V=«1.33»; echo', {}],
  ['a local variable', 'create() {\n  local V="«1.33»"', {}],
  ['a constant', 'readonly V=«1.33»\ndeclare -r W=1', {}],
  ['no braces', 'V=«1.33»', { version: '"$V"' }],
  ['no quotes', 'V=«1.33»', { version: '${V}' }],
  ['single quotes in the YAML', 'V=«1.33»', { version: "'${V}'" }],
  ['a default that is not needed', 'V=«1.33»', { version: '"${V:-1.30}"' }],
  ['a message', 'V=«1.33»', { version: '"${V:?is missing}"' }],
  ['another word', 'V=«1.33»', { opening: '<< EOF' }],
  ['tabs are taken away', 'V=«1.33»', { opening: '<<-EOF' }],
  ['a default of its own', 'V=${V:-«1.33»}', {}],
  ['a default of its own in quotes', 'export V="${V:-«1.33»}"', {}],
  ['a default of an argument', 'V="${1:-«1.33»}"', {}],
  ['a default of another variable', 'V=${OTHER:-«1.33»}', {}],
  ['a default that is assigned', ': "${V:=«1.33»}"', {}],
  ['a default at the use', 'echo go', { version: '"${V:-«1.33»}"' }],
  ['a default at the use, for what is unset', 'echo go', { version: '${V-«1.33»}' }],
  ['other variables', 'VV=1.30\nV=«1.33»\nMY_V=1.31\nV2=a', {}],
  ['a comment that mentions it', '# V=1.30\nV=«1.33»', {}],
  ['another heredoc that mentions it', 'V=«1.33»\ncat <<X > file\nV=1.30\nX', {}],
  ['uses of it', 'V=«1.33»\necho "$V" && printf "%s" "${V}"\n[ "$V" = 1.33 ]', {}],
])('%s', async (_, before, options) => {
  const { found, version } = await versionIn(script(before, options));
  expectDecidedAt(found, version, '1.33', 'text');
  expect(found.problems).toEqual([]);
});

test.each([
  ['not assigned', 'echo', {}],
  ['assigned twice', 'V=1.33\nV=1.34', {}],
  ['assigned in two ways', 'V=1.33\nif x; then V=$2; fi', {}],
  ['assigned after the use', 'echo', { after: 'V=1.33' }],
  ['assigned after the use again', 'V=1.33', { after: 'V=1.34' }],
  ['the answer of a command', 'V=$(aws eks describe-cluster)', {}],
  ['another variable', 'V=$W', {}],
  ['a text with a variable', 'V="1.${MINOR}"', {}],
  ['for one command', 'V=1.33 envsubst < a', {}],
  ['added to', 'V=1.3\nV+=3', {}],
  ['a part of a list', 'V[0]=1.33', {}],
  ['read', 'V=1.33\nread -r -p "Which? " V', {}],
  ['in a loop', 'for V in 1.33 1.34; do', {}],
  ['an option', 'V=1.33\nwhile getopts "v:" V; do :; done', {}],
  ['unset', 'V=1.33\nunset V', {}],
  ['printed into', 'V=1.33\nprintf -v V 1.34', {}],
  ['evaluated', 'V=1.33\neval "V=1.34"', {}],
  ['another script comes between', 'V=1.33\nsource ./settings.sh', {}],
  ['another script comes between, in short', 'V=1.33\n. ./settings.sh', {}],
  ['another script before a default', '. ./settings.sh\nV=${V:-1.33}', {}],
  ['another script before a default at the use', '. ./settings.sh', { version: '"${V:-1.33}"' }],
  ['a default of a variable that is assigned', 'W=1.30\nV=${W:-1.33}', {}],
  ['a default that is a variable', 'echo', { version: '"${V:-$W}"' }],
  ['a part of it', 'V=1.33', { version: '"${V%.*}"' }],
  ['more than the variable', 'V=33', { version: '"1.${V}"' }],
  ['quotes around the word', 'V=1.33', { opening: "<<'EOF'" }],
  ['double quotes around the word', 'V=1.33', { opening: '<<"EOF"' }],
  ['a backslash before the word', 'V=1.33', { opening: '<<\\EOF' }],
  ['an escaped dollar', 'V=1.33', { version: "'\\${V}'" }],
  ['an empty text', 'V=""', {}],
])('it stays unknown: %s', async (_, before, options) => {
  expect(shown((await versionIn(script(before, options))).version)).toBe(PLACEHOLDER);
});

test.each(['Makefile', 'cluster.yaml'])('variables of shells only: %s', async (path) => {
  const step = script('V=1.33').replaceAll(/^/gm, '    ');
  expect(shown((await versionIn(path === 'Makefile' ? script('V=1.33') : `run: |\n${step}`, path)).version)).toBe(PLACEHOLDER);
});

test('names and node groups', async () => {
  const groups = 'managedNodeGroups:\n  - {name: "${NAME}-ng", amiFamily: $FAMILY, releaseVersion: 1.32.9-20251120}\n';
  const text = `NAME=prod\nFAMILY=«AmazonLinux2»\nV=1.32\neksctl create cluster -f - <<EOF\n${config('${V}').replace('prod', '$NAME')}${groups}EOF\n`;
  const found = await readFiles(eksctl, { 'create.bash': text });
  const { amiType, resource } = factOf(found, 'node-group');
  expectDecidedAt(found, amiType, 'AmazonLinux2', 'text');
  expect([resource, factOf(found, 'cluster').resource]).toEqual(['ClusterConfig prod node group', 'ClusterConfig prod']);
});

test('the way is told', async () => {
  const { version } = await versionIn(script('V=1.33'));
  expect(version?.kind === 'known' && version.via.map(({ note }) => note)).toEqual(['$V']);
});

test('two heredocs of one variable, which changes between them', async () => {
  const text = `V=1.33\n${script('')}V=1.34\n`;
  expect(shown((await versionIn(text)).version)).toBe(PLACEHOLDER);
});

test.each([
  ['many assignments', 'V=1.3\n'.repeat(20_000)],
  ['a long line', `V=${'1'.repeat(200_000)}`],
  ['many commands', 'read '.repeat(50_000)],
  ['many declarations', 'export '.repeat(50_000)],
  ['many variables', Array.from({ length: 5000 }, (_, index) => `V${index}=1`).join('\n')],
])('hostile scripts end soon: %s', async (_, before) => {
  const start = performance.now();
  const names = Array.from({ length: 300 }, (__, index) => `  t${index}: \${V${index}}\n`).join('');
  const found = await readFiles(eksctl, { 'a.sh': script(before, { version: `"\${V}"\n  tags:\n${names}` }) });
  expect(factOf(found, 'cluster').kind).toBe('cluster');
  expect(performance.now() - start).toBeLessThan(5000);
});
