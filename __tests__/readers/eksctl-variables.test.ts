/** Variables of shell scripts in the `ClusterConfig` of a heredoc: what is certain, and what the shell alone knows. */
import { describe, expect, test } from 'vitest';
import { eksctl } from '../../src/readers/eksctl.ts';
import { expectDecidedAt, factOf, readFiles, shown } from './support.ts';

function script(before: string, version = '"${VERSION}"', word = 'EOF') {
  const config = `apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: prod\n  version: ${version}\n`;
  return readFiles(eksctl, { 'create.sh': `#!/bin/bash\n${before}\ncat <<${word} | eksctl create cluster -f -\n${config}EOF\n` });
}

describe('decided in the script', () => {
  test.each([
    ['an assignment', 'VERSION=«1.33»', undefined],
    ['quotes', 'VERSION="«1.33»"', undefined],
    ['single quotes', "VERSION='«1.33»'", undefined],
    ['export', 'export VERSION=«1.33»', undefined],
    ['without braces', 'VERSION=«1.33»', '"$VERSION"'],
    ['a fallback', 'VERSION=${VERSION:-«1.33»}', undefined],
    ['the fallback of an argument', 'VERSION="${1:-«1.33»}"', undefined],
    ['a fallback at the use', 'REGION=eu-central-1', '"${VERSION:-«1.33»}"'],
  ])('%s', async (_, before, version) => {
    const found = await script(before, version);
    const cluster = factOf(found, 'cluster');
    expectDecidedAt(found, cluster.version, '1.33', 'text');
    expect(cluster.resource).toBe('ClusterConfig prod');
  });
});

test.each([
  ['nothing sets it', 'REGION=eu-central-1', undefined],
  ['it is set twice', 'VERSION=1.33\nif [ "$1" = next ]; then VERSION=1.34; fi', undefined],
  ['it is set by a command', 'VERSION=$(aws eks describe-cluster)', undefined],
  ['it is read', 'read VERSION', undefined],
  ['it is set behind', 'true', undefined],
  ['another file may set it', 'VERSION=1.33\nsource ./env.sh', undefined],
  ['it is a part of the value', 'MINOR=33', '"1.${MINOR}"'],
  ['it stands in a comment', '# VERSION=1.33', undefined],
])('unknown: %s', async (_, before, version) => {
  expect(factOf(await script(before, version), 'cluster').version?.kind).not.toBe('known');
});

test('a word in quotes keeps the text as it is', async () => {
  expect(shown(factOf(await script('VERSION=1.33', undefined, "'EOF'"), 'cluster').version)).not.toBe('1.33');
});

test('a script that asks for much ends soon', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => `V${index}=1.33`).join('\n');
  expect(shown(factOf(await script(`${many}\nVERSION=1.33`), 'cluster').version)).toBe('1.33');
});
