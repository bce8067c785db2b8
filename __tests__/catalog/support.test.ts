/** Where cluster versions stand on a day, by the bundled dates. */
import { describe, expect, test } from 'vitest';
import { supportOf } from '../../src/catalog/calendar.ts';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';

const catalog = snapshotCatalog();

describe('support by the bundled dates', () => {
  test.each([
    ['1.34', '2026-12-01', 'standard'],
    ['1.34', '2026-12-02', 'extended'],
    ['1.34', '2027-12-01', 'extended'],
    ['1.34', '2027-12-02', 'ended'],
    ['1.31', '2026-11-25', 'extended'],
    ['1.31', '2026-11-26', 'ended'],
    ['1.30', '2026-11-24', 'ended'],
    ['1.37', '2026-11-24', 'standard'],
  ])('%s on %s: %s', (clusterVersion, today, status) => {
    expect(catalog.support(clusterVersion, today).status).toBe(status);
  });

  test('carries the dates', () => {
    expect(catalog.support('1.33', '2026-11-24')).toEqual({
      status: 'extended',
      endOfStandardSupport: '2026-07-29',
      endOfExtendedSupport: '2027-07-29',
    });
  });

  test('a version that EKS released after that day was not available', () => {
    expect(catalog.support('1.37', '2026-09-30').status).toBe('not-available');
    expect(catalog.support('1.37', '2026-10-01').status).toBe('standard');
  });

  test('older than the oldest is ended', () => {
    expect(catalog.support('1.20', '2026-11-24')).toEqual({ status: 'ended' });
    expect(catalog.support('1.10', '2022-01-01')).toEqual({ status: 'ended' });
  });

  test.each([
    ['1.38', '2026-11-24', 'not-available'],
    ['1.38', '2026-12-29', 'not-available'],
    ['1.38', '2026-12-30', 'unknown'],
    ['1.39', '2026-12-30', 'not-available'],
    ['1.39', '2027-04-01', 'unknown'],
    ['1.99', '2030-01-01', 'not-available'],
    ['1.38', '2024-01-01', 'not-available'],
  ])('newer than the newest, one minor every 90 days: %s on %s: %s', (clusterVersion, today, status) => {
    expect(catalog.support(clusterVersion, today).status).toBe(status);
  });

  test.each(['latest', '1.3', 'v1.34', '1.34.2', '', '2.01'])('no cluster version: %j', (text) => {
    expect(catalog.support(text, '2026-11-24')).toEqual({ status: 'unknown' });
  });

  test('cluster versions, newest first', () => {
    expect(catalog.clusterVersions().slice(0, 3)).toEqual(['1.37', '1.36', '1.35']);
    expect(catalog.clusterVersions().at(-1)).toBe('1.21');
  });
});

describe('an answer without dates', () => {
  const dates = { clusterVersion: '1.38', releaseDate: undefined, endOfStandardSupport: undefined, endOfExtendedSupport: undefined };

  test.each([
    ['STANDARD_SUPPORT', 'standard'],
    ['EXTENDED_SUPPORT', 'extended'],
    ['UNSUPPORTED', 'ended'],
    ['SOMETHING_NEW', 'unknown'],
    [undefined, 'unknown'],
  ])('%s: %s', (versionStatus, status) => {
    expect(supportOf({ ...dates, versionStatus }, '2027-03-01')).toEqual({ status });
  });
});
