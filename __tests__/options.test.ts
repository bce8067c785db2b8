/** Words of the command line in, options or one clear line out. */
import { describe, expect, test } from 'vitest';
import { readOptions, UsageError } from '../src/options.ts';

const TODAY = '2026-11-26';

test('what holds where nothing is said', () => {
  expect(readOptions('check', [], TODAY)).toEqual({
    positionals: [],
    format: 'text',
    failOn: undefined,
    config: undefined,
    rules: [],
    live: false,
    region: undefined,
    catalogFile: undefined,
    today: TODAY,
    quiet: false,
    base: undefined,
    head: undefined,
    unsafe: false,
    write: false,
    kubernetesVersion: undefined,
  });
});

test('every option of a review', () => {
  const words =
    'infra --base main --head feature --format sarif --fail-on notice --config c.yml --rule a --rule b --live --region eu-west-1';
  const options = readOptions('review', [...words.split(' '), '--catalog', 'answer.json', '--today', '2025-01-31', '--quiet'], TODAY);
  expect(options).toMatchObject({
    positionals: ['infra'],
    base: 'main',
    head: 'feature',
    format: 'sarif',
    failOn: 'notice',
    config: 'c.yml',
    rules: ['a', 'b'],
    live: true,
    region: 'eu-west-1',
    catalogFile: 'answer.json',
    today: '2025-01-31',
    quiet: true,
  });
});

describe('one line says what is wrong', () => {
  test.each<[Parameters<typeof readOptions>[0], readonly string[], string]>([
    ['check', ['--fromat', 'json'], "Unknown option '--fromat'"],
    ['check', ['--format', 'xml'], '--format is one of text, json, sarif, rdjson, junit, github, markdown, not "xml"'],
    ['fix', ['--format', 'sarif'], '--format is one of text, json, markdown, not "sarif"'],
    ['check', ['--fail-on', 'info'], '--fail-on is one of error, warning, notice, never, not "info"'],
    ['check', ['--today', '2026-13-01'], '--today is a day such as 2026-11-24, not "2026-13-01"'],
    ['check', ['--today', '2026-02-30'], '--today is a day such as 2026-11-24, not "2026-02-30"'],
    ['check', ['--today', 'tomorrow'], '--today is a day such as 2026-11-24, not "tomorrow"'],
    ['check', ['--config='], '--config needs a value'],
    ['check', ['--base', 'main'], "Unknown option '--base'"],
    ['check', ['--write'], "Unknown option '--write'"],
    ['catalog', ['coredns', '--kubernetes-version', '34'], '--kubernetes-version is a version such as 1.34, not "34"'],
    ['explain', ['--format', 'json'], "Unknown option '--format'"],
  ])('%s %j', (command, words, message) => {
    function read() {
      return readOptions(command, words, TODAY);
    }
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    expect(read).not.toThrow('\n');
  });
});
