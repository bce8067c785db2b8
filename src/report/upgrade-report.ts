/** A planned upgrade as text for `git apply`, as Markdown for a conversation, as JSON for programs. */
import { unifiedDiff } from '../fix/unified.ts';
import { codeSpan } from '../model/markdown.ts';
import { clusterMinor } from '../model/version.ts';
import type { Tool } from './json.ts';
import { fenced, ruleLink, sentence } from './markup.ts';
import { type Locate, locateIn } from './regions.ts';
import { entryOf } from './sections.ts';
import { placeText, plain } from './text.ts';
import type { UnwrittenVersion, Upgrade, UpgradeStep } from './upgrade.ts';
import { counted, dataSentence } from './words.ts';

/** The diff of each step behind lines that begin with `#`, which `git apply` passes over. */
export function upgradeText(upgrade: Upgrade): string {
  const steps = upgrade.steps.map((step) => `${lines(aboutStep(step))}${diffOf(step)}`);
  const locate = locateIn(upgrade.texts);
  const rest = [...upgrade.unwritten.map((row) => `Not raised: ${unwrittenText(row, locate)}`), ...closing(upgrade), ...upgrade.degraded];
  return [...steps, lines(rest)].join('');
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `# ${plain(text)}\n`).join('');
}

function aboutStep(step: UpgradeStep): readonly string[] {
  const locate = locateIn(step.texts);
  return [
    headingOf(step),
    ...step.fixes.map(({ resource, title, disposition }) => `- ${title} (${resource}, ${disposition})`),
    ...step.left.map(({ span, severity, message, ruleId }) => {
      return `- out of step at ${placeText(locate(span))}, ${severity}: ${message} [${ruleId}]`;
    }),
  ];
}

function unwrittenText({ span, resource, why }: UnwrittenVersion, locate: Locate): string {
  return `${placeText(locate(span))}: the version of ${resource} ${why}`;
}

/** `1.33 -> 1.34 (standard support until 2027-03-31)`. */
function headingOf({ to, support: { status, endOfStandardSupport, endOfExtendedSupport } }: UpgradeStep): string {
  const until = status === 'standard' ? endOfStandardSupport : endOfExtendedSupport;
  const words = status === 'ended' ? 'out of support since' : `${status} support until`;
  return `1.${(clusterMinor(to) ?? 0) - 1} -> ${to}${until === undefined ? '' : ` (${words} ${until})`}`;
}

function closing({ steps, stopped, to, unwritten }: Upgrade): readonly string[] {
  const isNothing = steps.length === 0 && unwritten.length === 0 && stopped === undefined;
  return [
    ...(isNothing ? [`Nothing to raise: no cluster version below ${to} was found.`] : []),
    ...(steps.some(({ support }) => support.status === 'ended') ? [ENDED] : []),
    ...(stopped === undefined ? [] : [stopped]),
  ];
}

const ENDED = 'EKS offers no version that is out of support, and has moved running clusters on: a step to one only leads to the next.';

function diffOf({ before, after }: UpgradeStep): string {
  return unifiedDiff((path) => before.get(path), after);
}

/** @param longest in characters; diffs that do not fit are left out, and that is said */
export function upgradeMarkdown(upgrade: Upgrade, longest: number): string {
  const { steps, unwritten, texts, to } = upgrade;
  const locate = locateIn(texts);
  const heading = `### ${steps.length === 0 ? `No step to ${to}` : `${counted(steps.length, 'step')} to ${to}`}`;
  const rest = [
    ...unwritten.map((row) => `- ${sentence(`Not raised: ${unwrittenText({ ...row, resource: codeSpan(row.resource) }, locate)}`)}`),
    ...[...closing(upgrade), ...upgrade.degraded].map((said) => `- ${sentence(said)}`),
  ].join('\n');
  const dated = dataSentence(upgrade.origin, steps);
  const fixed = [heading, ...steps.map(stepMarkdown), rest, dated];
  let room = longest - fixed.join('\n\n').length - 100 * (steps.length + 1);
  const blocks = steps.map((step) => {
    const diff = fenced('diff', diffOf(step));
    const shown = diff.length <= room ? diff : `The diff is too long to show here: \`eks-lockstep plan --to ${step.to}\` prints it.`;
    room -= shown.length;
    return `${stepMarkdown(step)}\n\n${shown}`;
  });
  return [heading, ...blocks, rest, dated]
    .filter((part) => part !== '')
    .join('\n\n')
    .slice(0, longest);
}

const MOST_ROWS = 30;

function stepMarkdown(step: UpgradeStep): string {
  const places = { locate: locateIn(step.texts), permalink: undefined };
  const fixes = step.fixes.map(({ ruleId, resource, title }) => {
    return `- ${codeSpan(title)}: ${codeSpan(resource)}${ruleId === undefined ? '' : ` (${ruleLink(ruleId)})`}`;
  });
  const left = step.left.map((finding) => entryOf(finding, places, true));
  return [
    `#### ${headingOf(step)}`,
    shortened(fixes),
    ...(left.length === 0 ? [] : ['Out of step after it, as no edit is known to be right:', shortened(left)]),
  ].join('\n\n');
}

function shortened(rows: readonly string[]): string {
  const more = rows.length - MOST_ROWS;
  return [...rows.slice(0, MOST_ROWS), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** Steps, edits as a diff each, and what keeps the set from being in step. Equal input gives equal bytes. */
export function upgradeJson(upgrade: Upgrade, tool: Tool, isWritten: boolean): string {
  const { to, steps, stopped, unwritten, texts, today, origin, degraded } = upgrade;
  const locate = locateIn(texts);
  const report = {
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    today,
    catalog: { source: origin.source, asOf: origin.asOf },
    to,
    steps: steps.map((step) => stepJson(step)),
    unwritten: unwritten.map(({ span, resource, why }) => ({ path: span.path, line: locate(span).line, resource, why })),
    ...(stopped === undefined ? {} : { stopped }),
    degraded,
    written: isWritten,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function stepJson(step: UpgradeStep) {
  const locate = locateIn(step.texts);
  return {
    from: `1.${(clusterMinor(step.to) ?? 0) - 1}`,
    to: step.to,
    support: step.support,
    fixes: step.fixes,
    left: step.left.map(({ ruleId, severity, message, span }) => {
      const { path, line, column } = locate(span);
      return { ruleId, severity, message, path, line, column };
    }),
    diff: diffOf(step),
  };
}
