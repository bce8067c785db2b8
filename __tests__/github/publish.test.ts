/** Publishing to a pull request: once, again, and beside others. */
import { describe, expect, test } from 'vitest';
import { ACTIONS_BOT, OCTOCAT } from '../support/fake-github-state.ts';
import { findingsMarker } from '../../src/report/marker.ts';
import { check, fileComment, fingerprint, lineComment, review, run, startStage, summary } from '../support/publishing.ts';

const everything = {
  ...review([lineComment(10, 'a'), lineComment(41, 'b', 39)], [fileComment('index.ts', 'c')]),
  summary: summary('Three findings.'),
  check: check(3),
};
const findings = ['a', 'b', 'c'];

describe('the first run', () => {
  test('posts one review on the judged commit, the file comments, the summary and the check run', async () => {
    const stage = await startStage();
    const result = await run(stage, everything, { findings });
    expect(result).toMatchObject({ posted: 3, skipped: 0, unposted: [], summary: 'created', check: 'created', refused: [], missing: [] });
    const { state } = stage.github;
    expect(state.reviews).toEqual([
      expect.objectContaining({ body: 'A review.', commit_id: stage.target.headSha, comments: [expect.anything(), expect.anything()] }),
    ]);
    expect(state.reviewComments.map(({ path, line, start_line: start, subject_type: type }) => ({ path, line, start, type }))).toEqual([
      { path: 'index.ts', line: 10, start: undefined, type: undefined },
      { path: 'index.ts', line: 41, start: 39, type: undefined },
      { path: 'index.ts', line: undefined, start: undefined, type: 'file' },
    ]);
    expect(state.issueComments.map(({ body }) => body)).toEqual([everything.summary.body]);
    expect(state.checkRuns).toEqual([
      expect.objectContaining({ head_sha: stage.target.headSha, conclusion: 'failure', status: 'completed', external_id: 'digest 1' }),
    ]);
  });

  test('says nothing where there is nothing to say', async () => {
    const stage = await startStage();
    const result = await run(stage, { ...review([]), summary: summary('Nothing.', true) });
    expect(result).toMatchObject({ posted: 0, unposted: [], summary: 'none', check: 'none', refused: [] });
    const { state, requests } = stage.github;
    expect([state.reviews, state.reviewComments, state.issueComments, state.checkRuns].flat()).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test('sends fifty annotations with a request', async () => {
    const stage = await startStage();
    expect(await run(stage, { check: check(120) })).toMatchObject({ check: 'created' });
    expect(stage.github.state.checkRuns.map(({ output }) => output.annotations.length)).toEqual([120]);
    expect(stage.github.requests.filter((request) => request.includes('check-runs')).map((request) => request.split(' ')[0])).toEqual([
      'get',
      'post',
      'patch',
      'patch',
    ]);
  });
});

describe('another run', () => {
  test('with the same payload changes nothing, in two requests', async () => {
    const stage = await startStage();
    await run(stage, everything, { findings });
    const posted = JSON.stringify([stage.github.state.reviewComments, stage.github.state.issueComments, stage.github.state.checkRuns]);
    const again = await run(stage, { ...everything, ...review([]) }, { findings });
    expect(again).toMatchObject({ posted: 0, summary: 'unchanged', check: 'unchanged', refused: [] });
    expect(again.requests).toHaveLength(2);
    const naive = await run(stage, everything, { findings });
    expect(naive).toMatchObject({ posted: 0, skipped: 3, unposted: [], refused: [] });
    expect(JSON.stringify([stage.github.state.reviewComments, stage.github.state.issueComments, stage.github.state.checkRuns])).toBe(
      posted,
    );
  });

  test('says only what was not said, and edits the summary in place', async () => {
    const stage = await startStage();
    await run(stage, { ...review([lineComment(10, 'a')]), summary: summary('One finding.') }, { findings: ['a'] });
    const more = review([lineComment(10, 'a'), lineComment(40, 'b')], [fileComment('new.ts', 'c')]);
    const result = await run(stage, { ...more, summary: summary('Three.') }, { findings });
    expect(result).toMatchObject({ posted: 2, skipped: 1, summary: 'edited' });
    expect(stage.github.state.reviews.map(({ comments }) => comments.length)).toEqual([1, 1]);
    expect(stage.github.state.issueComments.map(({ body }) => body)).toEqual([summary('Three.').body]);
  });

  test('says again what shares a comment with something new', async () => {
    const stage = await startStage();
    stage.github.state.comment(ACTIONS_BOT, lineComment(10, 'a').body);
    const fingerprints = ['a', 'b'].map(fingerprint);
    const both = { ...lineComment(10, 'a'), body: `Two findings.\n\n${findingsMarker(fingerprints)}`, fingerprints };
    expect(await run(stage, review([both]), { findings: ['a', 'b'] })).toMatchObject({ posted: 1, skipped: 0 });
    expect(await run(stage, review([both, lineComment(10, 'b')]), { findings: ['a', 'b'] })).toMatchObject({ posted: 0, skipped: 2 });
  });

  test('clears the summary when there is nothing left to say', async () => {
    const stage = await startStage();
    await run(stage, { summary: summary('One finding.') });
    expect(await run(stage, { summary: summary('Nothing.', true) })).toMatchObject({ summary: 'edited' });
  });

  test('makes a check run anew when the verdict differs', async () => {
    const stage = await startStage();
    await run(stage, { check: check(1) });
    expect(await run(stage, { check: check(1, 'digest 2') })).toMatchObject({ check: 'created' });
  });

  test('that another run overtook does not repeat what that one posted', async () => {
    let isDone = false;
    const stage = await startStage({
      meanwhile(operation, state) {
        if (isDone || !operation.includes('check-runs')) return;
        isDone = true;
        state.comment(ACTIONS_BOT, lineComment(10, 'a').body);
      },
    });
    const result = await run(stage, { ...review([lineComment(10, 'a'), lineComment(40, 'b')]), check: check() }, { findings });
    expect(result).toMatchObject({ posted: 1, skipped: 1 });
    expect(stage.github.state.reviewComments).toHaveLength(2);
  });

  test('finds its comments among hundreds of others', async () => {
    const stage = await startStage();
    for (let index = 0; index < 240; index++) stage.github.state.comment(OCTOCAT, `Remark ${index}`);
    stage.github.state.comment(ACTIONS_BOT, lineComment(10, 'a').body);
    for (let index = 0; index < 130; index++) stage.github.state.issueComments.push({ id: 9_000 + index, body: 'Hm.', user: OCTOCAT });
    stage.github.state.issueComments.push({ id: 9_999, body: summary('Old.').body, user: ACTIONS_BOT });
    const result = await run(stage, { ...review([lineComment(10, 'a')]), summary: summary('New.') }, { findings: ['a'] });
    expect(result).toMatchObject({ posted: 0, skipped: 1, summary: 'edited' });
    expect(result.state.threads).toHaveLength(241);
  });
});

describe('what others wrote', () => {
  test('is not ours, even with our markers inside', async () => {
    const stage = await startStage();
    stage.github.state.comment(OCTOCAT, lineComment(10, 'a').body);
    stage.github.state.issueComments.push({ id: 9_999, body: summary('Mine!').body, user: OCTOCAT });
    const result = await run(stage, { ...review([lineComment(10, 'a')]), summary: summary('Ours.') }, { findings: ['a'] });
    expect(result).toMatchObject({ posted: 1, summary: 'created' });
    expect(stage.github.state.issueComments.map(({ body }) => body)).toEqual([summary('Mine!').body, summary('Ours.').body]);
  });

  test('stays as it is, where ours comes behind it', async () => {
    const stage = await startStage();
    stage.github.state.issueComments.push({ id: 9_998, body: summary('Mine!').body, user: OCTOCAT });
    stage.github.state.issueComments.push({ id: 9_999, body: summary('Old.').body, user: ACTIONS_BOT });
    expect(await run(stage, { summary: summary('New.') })).toMatchObject({ summary: 'edited' });
    expect(stage.github.state.issueComments.map(({ body }) => body)).toEqual([summary('Mine!').body, summary('New.').body]);
  });

  test('does not count when a program with our account quotes it', async () => {
    const stage = await startStage();
    const quote = `> ${lineComment(10, 'a').body.replaceAll('\n', '\n> ')}\n\nThat is what somebody wrote.`;
    stage.github.state.comment(ACTIONS_BOT, quote);
    stage.github.state.issueComments.push({ id: 9_999, body: `> ${summary('Ours.').body}`, user: ACTIONS_BOT });
    const result = await run(stage, { ...review([lineComment(10, 'a')]), summary: summary('Ours.') }, { findings: ['a'] });
    expect(result).toMatchObject({ posted: 1, summary: 'created' });
  });
});
