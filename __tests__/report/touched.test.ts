/** Which clusters a change is about, where several have one name. */
import { expect, test } from 'vitest';
import { compareFindings } from '../../src/report/compare.ts';
import type { ClusterRow } from '../../src/report/result.ts';
import { touchedClusters } from '../../src/report/touched.ts';
import { findingOn, resultOf, spanOf, type Texts } from './support/world.ts';

const TEXTS: Texts = { 'a/main.tf': 'module "eks" 1.32 AL2', 'b/main.tf': 'module "eks" 1.31' };

function cluster(path: string, value: string, resource = 'module.eks'): ClusterRow {
  const versions = [{ value, span: spanOf(TEXTS, path, value), support: 'standard' as const }];
  return {
    id: path,
    dialect: 'terraform',
    resource,
    span: spanOf(TEXTS, path, 'module "eks"'),
    isVersionWritten: true,
    versions,
    addons: [],
    others: [],
  };
}

function touched(clusters: readonly ClusterRow[], on: string) {
  const finding = findingOn(TEXTS, 'a/main.tf', on, { resource: 'module.eks' });
  const [base, head] = [resultOf(TEXTS, [], { clusters }), resultOf(TEXTS, [finding], { clusters })];
  return touchedClusters(base, head, compareFindings([], [finding])).map(({ id }) => id);
}

test('two clusters of one name: the one whose place the finding is on', () => {
  expect(touched([cluster('a/main.tf', '1.32'), cluster('b/main.tf', '1.31')], '1.32')).toEqual(['a/main.tf']);
});

test('a finding elsewhere that names one cluster alone', () => {
  expect(touched([cluster('a/main.tf', '1.32'), cluster('b/main.tf', '1.31', 'module.other')], 'AL2')).toEqual(['a/main.tf']);
});

test('a finding elsewhere that may name either', () => {
  expect(touched([cluster('a/main.tf', '1.32'), cluster('b/main.tf', '1.31')], 'AL2')).toEqual([]);
});
