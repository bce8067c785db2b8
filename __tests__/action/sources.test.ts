/** The built Action, and where it finds base, head and the lines between them. */
import { describe, expect, test } from 'vitest';
import { brokenPrograms, checkout, NEW_PROXY, OLD_PROXY, program, pullRequestEvent, sha, startStage } from './stage.ts';

const GOOD = { 'index.ts': program() };
const BROKEN = { 'index.ts': program({ proxy: OLD_PROXY }) };
/** Notes that no reader wants. */
function notes(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`notes/${String(index).padStart(4, '0')}.md`, `${index}\n`]));
}

function readsOf(requests: readonly string[]) {
  return {
    trees: requests.filter((request) => request.includes('/git/trees/')).length,
    contents: requests.filter((request) => request.includes('graphql object') || request.includes('/git/blobs/')).length,
    lists: requests.filter((request) => request.includes('/pulls/1/files')).length,
    comparisons: requests.filter((request) => request.includes('/compare/')).length,
  };
}

describe.concurrent('the checkout', () => {
  test('without one, everything comes through the API', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, requests } = await stage.run();
    expect(status).toBe(1);
    expect(readsOf(requests)).toEqual({ trees: 2, contents: 1, lists: 0, comparisons: 1 });
  });

  test('at the merge commit, as checkout makes it, has nearly all contents', async () => {
    const stage = await startStage({
      base: { ...GOOD, 'other.ts': program({ name: 'other' }) },
      head: { 'index.ts': `// new\n${program({ proxy: OLD_PROXY })}` },
    });
    const { status, requests } = await stage.run({ workspace: checkout(stage.git) });
    expect(status).toBe(1);
    expect(readsOf(requests)).toEqual({ trees: 2, contents: 1, lists: 0, comparisons: 1 });
    expect(stage.github.contents).toEqual([stage.git.git('rev-parse', 'main:index.ts').trim()]);
    expect(stage.github.state.reviewComments).toEqual([expect.objectContaining({ path: 'index.ts', line: 13 })]);
  });

  test('at the merge commit of a pull request that only adds files, has them all', async () => {
    const stage = await startStage({ base: GOOD, head: { 'new.ts': program({ name: 'new', proxy: OLD_PROXY }) } });
    const { status, requests } = await stage.run({ workspace: checkout(stage.git) });
    expect(status).toBe(1);
    expect(readsOf(requests)).toEqual({ trees: 2, contents: 0, lists: 0, comparisons: 1 });
  });

  test('at the head alone lacks the base', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, requests } = await stage.run({ workspace: checkout(stage.git, { revision: 'feature' }) });
    expect(status).toBe(1);
    expect(readsOf(requests)).toEqual({ trees: 1, contents: 1, lists: 0, comparisons: 1 });
  });

  test('with the whole history needs nobody to read from', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, requests } = await stage.run({ workspace: checkout(stage.git, { depth: 0 }) });
    expect(status).toBe(1);
    expect(readsOf(requests)).toEqual({ trees: 0, contents: 0, lists: 0, comparisons: 0 });
    expect(requests).toHaveLength(6);
  });

  test('is not fetched where an application changes and no package of it is about infrastructure', async () => {
    const modules = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`src/m${index}.ts`, `export const m = ${index};\n`]));
    const stage = await startStage({
      base: { 'package.json': '{ "dependencies": { "express": "5.1.0" } }', ...modules },
      head: { 'src/m0.ts': 'export const m = 100;\n' },
    });
    const { status, requests } = await stage.run();
    expect(status).toBe(0);
    expect(readsOf(requests)).toEqual({ trees: 1, contents: 1, lists: 0, comparisons: 1 });
    expect(stage.github.contents).toEqual([stage.git.git('rev-parse', 'main:package.json').trim()]);
  });

  test('with the whole history and nothing to read: three requests', async () => {
    const stage = await startStage({ base: BROKEN, head: notes(3) });
    const { status, requests } = await stage.run({ workspace: checkout(stage.git, { depth: 0 }) });
    expect(status).toBe(0);
    expect(requests).toHaveLength(3);
  });

  test.each([0, 1])(
    'where the event names an older base than the head has, what the base brought since is not new (depth %i)',
    async (depth) => {
      const stage = await startStage({ base: GOOD, head: { 'notes.md': 'a\n' } });
      const event = pullRequestEvent(stage.git);
      stage.git.git('checkout', '-q', 'main');
      stage.git.commit({ 'theirs.ts': program({ name: 'theirs', proxy: OLD_PROXY }) }, 'Theirs');
      stage.git.git('checkout', '-q', 'feature');
      stage.git.git('merge', '-q', '--no-edit', 'main');
      stage.push({ 'index.ts': `// ours\n${program()}` });
      const head = { ...event.pull_request.head, sha: sha(stage.git, 'feature') };
      const { status, outputs } = await stage.run({
        event: { ...event, pull_request: { ...event.pull_request, head } },
        workspace: checkout(stage.git, { depth }),
      });
      expect({ status, outputs }).toMatchObject({ status: 0, outputs: { 'findings-count': '1', 'new-findings-count': '0' } });
    },
  );

  test('whose work tree says something else is not asked', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const workspace = checkout(stage.git, { depth: 0 });
    stage.git.git('-C', workspace, 'checkout', '-q', '--detach', 'origin/main');
    const { status } = await stage.run({ workspace });
    expect(status).toBe(1);
  });
});

describe.concurrent('the changed files', () => {
  test('of a pull request with more than a hundred come with one request', async () => {
    const stage = await startStage({ base: GOOD, head: { ...notes(120), 'zzz.ts': program({ name: 'z', proxy: OLD_PROXY }) } });
    const { requests } = await stage.run();
    expect(readsOf(requests)).toMatchObject({ lists: 0, comparisons: 1 });
    expect(stage.github.state.reviewComments).toEqual([expect.objectContaining({ path: 'zzz.ts', line: 12 })]);
  });

  test('of one with more than three hundred are listed page by page', async () => {
    const stage = await startStage({ base: GOOD, head: { ...notes(305), 'zzz.ts': program({ name: 'z', proxy: OLD_PROXY }) } });
    const { requests } = await stage.run();
    expect(readsOf(requests)).toMatchObject({ lists: 4, comparisons: 1 });
    expect(stage.github.state.reviewComments).toEqual([expect.objectContaining({ path: 'zzz.ts', line: 12 })]);
  });

  test('that come without a patch are told of without guessing at lines', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN, withoutPatch: ['index.ts'] });
    const { status } = await stage.run();
    expect(status).toBe(1);
    expect(stage.github.state.reviews).toEqual([]);
    expect(
      [...stage.github.state.reviewComments, ...stage.github.state.issueComments].some(({ body }) => body.includes('kube-proxy')),
    ).toBe(true);
    expect(stage.github.state.checkRuns[0]?.output.annotations).toHaveLength(1);
  });

  test('that are renamed keep their findings, and are read for their old names', async () => {
    const stage = await startStage({
      base: { 'old.ts': BROKEN['index.ts'] },
      head: { 'old.ts': null, 'infra/new.ts': BROKEN['index.ts'] },
    });
    const { status, outputs } = await stage.run();
    expect({ status, outputs }).toMatchObject({ status: 0, outputs: { 'findings-count': '1', 'new-findings-count': '0' } });
  });

  test('that are deleted take their findings along', async () => {
    const stage = await startStage({ base: { ...BROKEN, ...brokenPrograms(1) }, head: { 'index.ts': null } });
    const { status, report } = await stage.run();
    expect(status).toBe(0);
    expect(report).toMatchObject({ findings: [{ status: 'existing' }, { status: 'fixed' }] });
  });

  test('that are binary, or no text, are problems and no crash', async () => {
    const binary = { 'bin.ts': Uint8Array.from([0x61, 0, 0x62]), 'latin.ts': Uint8Array.from([0xff, 0xfe, 0x61, 0]) };
    const stage = await startStage({ base: GOOD, head: { ...BROKEN, ...binary } });
    const { status, report } = await stage.run();
    expect(status).toBe(1);
    expect(report).toMatchObject({ problems: [{ path: 'bin.ts' }, { path: 'latin.ts' }], counts: { error: 1 } });
  });

  test('with CRLF get suggestions with CRLF', async () => {
    const crlf = program({ proxy: OLD_PROXY }).replaceAll('\n', '\r\n');
    const stage = await startStage({ base: { 'index.ts': program().replaceAll('\n', '\r\n') }, head: { 'index.ts': crlf } });
    await stage.run();
    expect(stage.github.state.reviewComments[0]?.body).toContain(`  addonVersion: '${NEW_PROXY}',\r\n`);
  });

  test('a cause in the diff carries what it breaks elsewhere', async () => {
    const rest = program({ proxy: OLD_PROXY })
      .replace("'1.36'", 'KUBERNETES')
      .replace('\n\n', "\nimport { KUBERNETES } from './versions';\n\n");
    const base = { 'versions.ts': "export const KUBERNETES = '1.35';\n", 'index.ts': rest };
    const stage = await startStage({ base, head: { 'versions.ts': "export const KUBERNETES = '1.36';\n" } });
    const { status } = await stage.run();
    expect(status).toBe(1);
    expect(stage.github.state.reviewComments).toEqual([expect.objectContaining({ path: 'versions.ts', line: 1 })]);
    expect(stage.github.state.reviewComments[0]?.body).toContain('index.ts:13');
  });
});

describe.concurrent('the configuration', () => {
  const OFF = 'rules:\n  addon-incompatible: off\n';

  test('is that of the base, so that a change cannot switch off what judges it', async () => {
    const stage = await startStage({ base: GOOD, head: { ...BROKEN, '.github/eks-lockstep.yml': OFF } });
    const { status } = await stage.run();
    expect(status).toBe(1);
  });

  test('counts where it is on the base', async () => {
    const stage = await startStage({
      base: { ...GOOD, '.github/eks-lockstep.yml': OFF },
      head: { ...BROKEN, '.github/eks-lockstep.yml': null },
    });
    const { status, outputs } = await stage.run();
    expect({ status, outputs }).toMatchObject({ status: 0, outputs: { conclusion: 'success', 'findings-count': '0' } });
  });

  test('that says something wrong on the base fails the run in one line', async () => {
    const stage = await startStage({ base: { ...GOOD, '.github/eks-lockstep.yml': 'fail-on: sometimes\n' }, head: BROKEN });
    const { status, outputs, commands } = await stage.run();
    expect({ status, outputs }).toEqual({ status: 1, outputs: {} });
    expect(commands).toEqual([expect.objectContaining({ name: 'error', message: expect.stringContaining('.github/eks-lockstep.yml') })]);
  });

  test('that is named and not there fails the run in one line', async () => {
    const stage = await startStage({ base: GOOD, head: BROKEN });
    const { status, commands } = await stage.run({ inputs: { config: 'ci/lockstep.yml' } });
    expect(status).toBe(1);
    expect(commands).toEqual([expect.objectContaining({ name: 'error', message: expect.stringContaining('ci/lockstep.yml') })]);
  });

  test('alone is enough of a change to look', async () => {
    const stage = await startStage({ base: BROKEN, head: { '.github/eks-lockstep.yml': OFF } });
    const { requests, outputs } = await stage.run();
    expect(readsOf(requests)).toMatchObject({ trees: 2 });
    expect(outputs['findings-count']).toBe('1');
  });
});

describe.concurrent('what a repository says', () => {
  const EVIL = '@octo/admins <img src=x onerror=y> ``` </details> [x](javascript:y) ##[error]z';

  test('has no effect in our comments, our summary or the log', async () => {
    const name = EVIL.replaceAll("'", '');
    const hostile = program({ name, proxy: OLD_PROXY }).replace(
      'import * as',
      '::error::first\n::set-output name=conclusion::success\nimport * as',
    );
    const stage = await startStage({
      head: { 'a\n::error::b.ts': program({ name: 'plain', proxy: OLD_PROXY }), '@octocat <b>.ts': hostile },
    });
    const { stdout, outputs, summary } = await stage.run({ inputs: { comment: 'review' } });
    const { reviewComments, issueComments, checkRuns, reviews } = stage.github.state;
    const texts = [...reviewComments, ...issueComments, ...reviews].map(({ body }) => body);
    expect(outputs['conclusion']).toBe('failure');
    expect(stdout).not.toMatch(/^\s*::/m);
    expect(summary).toContain('@octo/admins');
    for (const text of [...texts, summary, ...checkRuns.map(({ output }) => output.summary)]) {
      const prose = text.replaceAll(/<!-- eks-lockstep:\S+[ 0-9a-f]* -->/g, '').replaceAll(/(?<fence>`+)[^`].*?\k<fence>/gs, '');
      expect(prose).not.toMatch(/@octo|<img|<b>|javascript:|##\[/);
      expect((prose.match(/<details>/g) ?? []).length).toBe((prose.match(/<\/details>/g) ?? []).length);
    }
  });

  test('has no effect in the log where nothing else carries the findings', async () => {
    const stage = await startStage({
      head: { 'a\n::error::b.ts': program({ name: EVIL, proxy: OLD_PROXY }) },
      permissions: { checks: 'read' },
    });
    const { commands, stdout } = await stage.run();
    expect(commands.map(({ name }) => name)).toEqual(['warning', 'error']);
    expect(commands.at(-1)?.properties['file']).toBe('a\n::error::b.ts');
    expect(stdout).not.toContain('##[');
  });
});
