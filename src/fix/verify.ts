/** A fix that is shown is a fix that works: made in memory, its finding is gone and nothing worse came. */
import { type Finding, type Fix, identityOf } from '../model/finding.ts';
import { fitTogether } from './apply.ts';
import { cameUp, countIdentities } from '../model/matching.ts';
import { type Checkable, converge, type Converged, type Outcome } from './converge.ts';

/**
 * The findings with their fixes verified. A fix that brings up other findings carries their fixes too; one that does not remove
 * its finding, leaves an error or a warning that was not there, or makes a value unreadable, is taken away.
 */
export async function verifyFixes(state: Checkable, findings: readonly Finding[]): Promise<readonly Finding[]> {
  const verified = new Map<Finding, Fix | undefined>();
  for (const batch of batchesOf(findings)) {
    for (const [finding, fix] of await verifyBatch(state, findings, batch)) verified.set(finding, fix);
  }
  return findings.map((finding) => {
    const { fix: unproved, ...rest } = finding;
    const fix = unproved && verified.get(finding);
    return fix ? { ...rest, fix } : rest;
  });
}

/** Findings whose fixes can be made together. */
function batchesOf(findings: readonly Finding[]): readonly Finding[][] {
  const batches: Finding[][] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (!fix || fix.edits.length === 0) continue;
    const batch = batches.find((others) => others.every((other) => fitTogether(fix.edits, other.fix?.edits ?? [])));
    if (batch) batch.push(finding);
    else batches.push([finding]);
  }
  return batches;
}

type Proved = readonly (readonly [Finding, Fix | undefined])[];

/** Many at once where all is well together; else half by half, down to the one that brings something up. */
async function verifyBatch(state: Checkable, all: readonly Finding[], batch: readonly Finding[]): Promise<Proved> {
  const chosen = new Set(batch);
  if (batch.length > 1) {
    const converged = await converge(state, all, (finding, round) => round === 0 && chosen.has(finding));
    const { after } = converged;
    const isClean = !worsens(state, all, converged) && cameUp(all, after.findings).length === 0;
    if (isClean && areGone(batch, all, after)) return batch.map((finding) => [finding, finding.fix]);
    const middle = Math.ceil(batch.length / 2);
    return [...(await verifyBatch(state, all, batch.slice(0, middle))), ...(await verifyBatch(state, all, batch.slice(middle)))];
  }
  const [finding] = batch;
  return finding ? [[finding, await verifyOne(state, all, finding)]] : [];
}

async function verifyOne(state: Checkable, all: readonly Finding[], finding: Finding): Promise<Fix | undefined> {
  const known = countIdentities(all);
  const converged = await converge(state, all, (other, round) => (round === 0 ? other === finding : !known.has(identityOf(other))));
  if (!finding.fix || !areGone([finding], all, converged.after) || worsens(state, all, converged)) return undefined;
  const { plan } = converged;
  const isSafe = plan.steps.every((step) => step.finding.fix?.disposition === 'safe');
  return { ...finding.fix, disposition: isSafe ? 'safe' : 'unsafe', edits: plan.edits };
}

/** Of each kind fewer than before, as many as the batch holds. */
function areGone(batch: readonly Finding[], before: readonly Finding[], after: Outcome): boolean {
  const [had, has] = [countIdentities(before), countIdentities(after.findings)];
  return [...countIdentities(batch)].every(([key, meant]) => (has.get(key) ?? 0) <= (had.get(key) ?? 0) - meant);
}

/** Whether the result has an error or a warning that was not there, or lost the sight of a value. */
export function worsens({ readable }: Checkable, before: readonly Finding[], { after }: Converged): boolean {
  return after.readable < readable || cameUp(before, after.findings).some(({ severity }) => severity !== 'notice');
}
