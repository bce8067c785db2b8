/** Orders in comments on a pull request: who may give them, and what becomes of them. */
import { postAnswer } from '../github/answer.ts';
import { findWriteAccess } from '../github/permission.ts';
import { fetchPullRequest } from '../github/pull-request.ts';
import { type Command, readCommand } from '../pull-request/command.ts';
import { type CommentEvent, readPullRequest } from '../pull-request/event.ts';
import { configFromTree } from '../configuration.ts';
import { upgradeMarkdown } from '../report/upgrade-report.ts';
import { planUpgrade } from '../upgrade.ts';
import { applied, isClosed, judgedAgain, notAllowed, notDone, nothingToApply, notSwitchedOn, notUnderstood } from './answers.ts';
import { applySafeFixes } from './apply.ts';
import { type Circumstances, settingsFor } from './circumstances.ts';
import { endsOf } from './ends.ts';
import { type ActionInputs, configPath, namedIn } from './inputs.ts';
import { commitsOf, judgeChange } from './judge.ts';
import { type Noted, type Told, toldOfChange } from './outputs.ts';
import { postReview, type Request } from './post.ts';
import { isTheirs } from './theirs.ts';

/** GitHub takes 65,536 characters; a hidden line of ours comes behind. */
const LONGEST_ANSWER = 65_000;

/** What an order came to: the answer, and the verdict where it led to one. */
interface Done {
  readonly answer: string;
  readonly told?: Told;
}

/**
 * Carries out the order that a comment is, and answers it with one comment; `undefined` where it is talk.
 *
 * @throws GitHubError, SourceError, UsageError where nothing could be judged
 */
export async function runComment(event: CommentEvent, inputs: ActionInputs, around: Circumstances): Promise<Told | Noted | undefined> {
  const command = readCommand(event.body);
  if (!command) return undefined;
  const { answer, told } = await carryOut(command, event, inputs, around).catch(async (error: unknown): Promise<never> => {
    if (isTheirs(error)) await answerTo(event, around, notDone(error.message));
    throw error;
  });
  const refused = await answerTo(event, around, answer);
  const { jobSummary = [], sentences = [] } = told ?? {};
  return { ...told, jobSummary: [answer, ...jobSummary], sentences: [...sentences, ...(refused === undefined ? [] : [refused])] };
}

function answerTo({ number, id }: CommentEvent, { client, repository }: Circumstances, body: string): Promise<string | undefined> {
  return postAnswer(client, repository, { number, to: id, body });
}

/** Who asks comes first: nobody else learns anything, and nothing is read for them. */
async function carryOut(command: Command, { author, number }: CommentEvent, inputs: ActionInputs, around: Circumstances): Promise<Done> {
  const { client, repository } = around;
  const access = await findWriteAccess(client, repository, author.login);
  if (!access.mayWrite) return { answer: notAllowed(author.login, access.refused) };
  if (command.kind === 'unknown') return { answer: notUnderstood() };
  if (command.kind === 'apply' && inputs.apply === 'never') return { answer: notSwitchedOn() };
  const pullRequest = readPullRequest(await fetchPullRequest(client, repository, number));
  if (pullRequest.isClosed) return { answer: isClosed() };
  const request: Request = { event: { kind: 'pull-request', trigger: 'issue_comment', ...pullRequest }, inputs, around };
  if (command.kind === 'plan') return { answer: await plan(command.to, request) };
  return command.kind === 'apply' ? apply(request, author) : recheck(request);
}

async function recheck(request: Request): Promise<Done> {
  const change = await judgeChange(commitsOf(request.event), request.inputs, request.around);
  const told = toldOfChange(change, await postReview(change, request));
  return { answer: judgedAgain(request.event.head.sha, told.conclusion, told.newFindings.length), told };
}

/** Everything on the head counts, also where the pull request touches nothing that is read. */
async function apply(request: Request, asker: CommentEvent['author']): Promise<Done> {
  const change = await judgeChange({ ...commitsOf(request.event), isAlwaysRead: true }, request.inputs, request.around);
  const done = await applySafeFixes(change, request, { scope: 'standing', asker });
  if (done.kind === 'nothing') return { answer: nothingToApply() };
  if (done.kind === 'refused') return { answer: done.why };
  return { answer: applied(done.note, done.plan), told: done.told };
}

async function plan(to: string, { event, inputs, around }: Request): Promise<string> {
  const named = namedIn(inputs);
  const ends = await endsOf({ ...commitsOf(event), named, config: configPath(inputs) }, around);
  await ends.load();
  const configuration = await configFromTree(ends.base, inputs.config || undefined);
  const upgrade = await planUpgrade(ends.head, named, to, await settingsFor(configuration, inputs, around));
  return upgradeMarkdown(upgrade, LONGEST_ANSWER);
}
