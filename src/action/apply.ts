/** Commits the safe fixes to the branch of a pull request, and judges what that makes of it. */
import { planSafeFixes, type Scope } from '../applying.ts';
import type { Plan } from '../fix/plan.ts';
import { commitFiles } from '../github/commit.ts';
import { withoutBot } from '../github/ours.ts';
import type { ChangedFile, ChangeSet } from '../pull-request/change-set.ts';
import type { Person } from '../pull-request/event.ts';
import type { PublishPayload } from '../report/payload.ts';
import { compareTrees } from '../run.ts';
import { overlayTree } from '../sources/overlay.ts';
import type { Tree } from '../sources/tree.ts';
import { fixList } from './answers.ts';
import { commitMessage } from './commit-message.ts';
import { namedIn } from './inputs.ts';
import type { JudgedChange } from './judge.ts';
import { type Told, toldOfChange } from './outputs.ts';
import { type Posted, postReview, type Request, targetOf } from './post.ts';

/** What became of an order to commit; `why` is a sentence. */
export type Applied =
  | { readonly kind: 'committed'; readonly plan: Plan; readonly note: string; readonly told: Told }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly why: string };

/** After the review of a pull request: what it brought is fixed where that is safe. Never on a fork, nor on a head that moved. */
export async function applyAfterReview(change: JudgedChange, request: Request, { published }: Posted, told: Told): Promise<Told> {
  if (request.event.isFork || !change.isRead || published.summary === 'left') return told;
  const applied = await applySafeFixes(change, request, { scope: 'brought' });
  if (applied.kind === 'nothing') return told;
  if (applied.kind === 'refused') return { ...told, sentences: distinct([...told.sentences, applied.why]) };
  return { ...applied.told, sentences: distinct([...told.sentences, ...applied.told.sentences]) };
}

export interface Order {
  readonly scope: Scope;
  readonly asker?: Person;
}

/** Plans, proves, commits on top of the judged head, and publishes what the new head comes to. */
export async function applySafeFixes(change: JudgedChange, request: Request, { scope, asker }: Order): Promise<Applied> {
  const plan = await planFor(change, change.ends.head, scope, request);
  if (plan.texts.size === 0) return { kind: 'nothing' };
  const head = overlayTree(change.ends.head, plan.texts);
  const left = await planFor(change, head, scope, request);
  if (left.texts.size > 0) return { kind: 'refused', why: 'Nothing was committed: the fixes bring up ever more of their kind.' };
  const { event, around } = request;
  const committed = await commitFiles(around.client, around.repository, {
    branch: event.head.ref,
    expectedHead: event.head.sha,
    isFork: event.isFork,
    ...commitMessage(plan, asker),
    files: plan.texts,
  });
  if (committed.kind !== 'committed') return { kind: 'refused', why: committed.why };
  return publishCommit(change, request, plan, { head, sha: committed.sha });
}

function planFor({ comparison, settings }: JudgedChange, head: Tree, scope: Scope, { inputs }: Request): Promise<Plan> {
  return planSafeFixes(head, comparison.base, scope, settings, namedIn(inputs));
}

interface Commit {
  readonly head: Tree;
  readonly sha: string;
}

/** Nobody else may ever judge that commit, so this run does. */
async function publishCommit(change: JudgedChange, request: Request, plan: Plan, { head, sha }: Commit): Promise<Applied> {
  const { ends, settings } = change;
  const { event, inputs } = request;
  const changed: JudgedChange = {
    ...change,
    ends: { ...ends, head, changes: withCommit(ends.changes, sha, plan) },
    comparison: await compareTrees(ends.base, head, settings, namedIn(inputs)),
  };
  function noteFor(ownLogin: string | undefined): string {
    return noteOf(sha, isTokenOfWorkflow(inputs.token, ownLogin));
  }
  const target = { ...targetOf(request), headSha: sha, madeOn: event.head.sha };
  const posted = await postReview(changed, request, target, (payload, ownLogin) => withNote(payload, noteFor(ownLogin)));
  const told = toldOfChange(changed, posted);
  const note = noteFor(posted.ownLogin);
  return { kind: 'committed', plan, note, told: { ...told, appliedCommit: sha, jobSummary: [...told.jobSummary, note, fixList(plan)] } };
}

/** Where the lines of the new head stand in its diff nobody said yet. */
function withCommit(changes: ChangeSet, head: string, { texts }: Plan): ChangeSet {
  const files = changes.files.map((file): ChangedFile => (texts.has(file.path) ? { ...file, hunks: 'unknown' } : file));
  const known = new Set(files.map(({ path }) => path));
  const others = [...texts.keys()].filter((path) => !known.has(path));
  return { ...changes, head, files: [...files, ...others.map((path) => ({ path, status: 'modified', hunks: 'unknown' }) as const)] };
}

/** https://docs.github.com/en/actions/how-tos/writing-workflows/choosing-when-your-workflow-runs/triggering-a-workflow */
function noteOf(sha: string, isOfWorkflow: boolean): string {
  const made = `The safe fixes were committed as ${sha}.`;
  if (!isOfWorkflow) return made;
  return `${made} A commit by the token of a workflow starts no workflow: the check run on it is the verdict of this run, and other required checks wait for the next push.`;
}

function isTokenOfWorkflow(token: string, ownLogin: string | undefined): boolean {
  return ownLogin === undefined ? token.startsWith('ghs_') : withoutBot(ownLogin) === 'github-actions';
}

/** In characters; GitHub takes one less for a check run than for a comment. */
const LONGEST = 65_535;

/** The line comments are not of this head; what is said in summary gets one sentence more. */
function withNote({ summary, check }: PublishPayload, note: string): PublishPayload {
  const noted = summary && `${summary.body.slice(0, -summary.marker.length)}${note}\n\n${summary.marker}`;
  const told = check && `${check.summary}\n\n${note}`;
  return {
    ...(summary ? { summary: noted && noted.length <= LONGEST ? { ...summary, body: noted } : summary } : {}),
    ...(check ? { check: told && told.length <= LONGEST ? { ...check, summary: told } : check } : {}),
  };
}

function distinct(sentences: readonly string[]): readonly string[] {
  return [...new Set(sentences)];
}
