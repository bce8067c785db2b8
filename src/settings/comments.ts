/** What the comments of one file say: what to ignore, what to assume, and what in them cannot be understood. */
import { codeSpan } from '../model/markdown.ts';
import type { SourceText } from '../model/span.ts';
import type { Known } from '../model/value.ts';
import { isDay } from './day.ts';
import { type Directive, directivesOf } from './directives.ts';
import { assumedVersion } from './fields.ts';
import type { Flaw } from './problem.ts';
import { didYouMean, nearestOf } from './suggest.ts';
import type { Written } from './yaml-values.ts';

/** Lines, 0-based and both included, that a comment speaks of: its own and, where that holds no code, up to the next that does. */
export interface Lines {
  readonly from: number;
  readonly through: number;
}

export interface IgnoreComment extends Lines {
  readonly rules: readonly Written[];
  /** ISO date of the last day on which it hides. */
  readonly until?: string;
}

export interface AssumeComment extends Lines {
  readonly clusterVersion: Known<string>;
}

export interface Comments {
  readonly ignores: readonly IgnoreComment[];
  readonly assumes: readonly AssumeComment[];
  /** Save rules that do not exist: which do is for others to say. */
  readonly flaws: readonly Flaw[];
}

/** More than that in one file is no longer a person's. */
const MOST_DIRECTIVES = 200;

/** Reads the comments of a file. Total: never throws for what they say. */
export function commentsOf(source: SourceText): Comments {
  const ignores: IgnoreComment[] = [];
  const assumes: AssumeComment[] = [];
  const flaws: Flaw[] = [];
  const directives = directivesOf(source);
  for (const directive of directives.slice(0, MOST_DIRECTIVES)) {
    const lines = { from: directive.line, through: directive.through };
    if (directive.word === 'ignore') {
      const ignore = readIgnore(directive, source, flaws);
      if (ignore) ignores.push({ ...ignore, ...lines });
    } else if (directive.word === 'assume') {
      const clusterVersion = readAssume(directive, source, flaws);
      if (clusterVersion) assumes.push({ clusterVersion, ...lines });
    } else if (isMisspelt(directive.word)) {
      flaws.push({ offset: directive.offset, message: unknownWord(directive.word) });
    }
  }
  const last = directives[MOST_DIRECTIVES];
  if (last) flaws.push({ offset: last.offset, message: `only the first ${MOST_DIRECTIVES} comments to eks-lockstep in a file are read` });
  return { ignores, assumes, flaws };
}

/** Other words may be anything: names of files, of steps, of this program's own parts. */
function isMisspelt(word: string): boolean {
  return /^(?:ignore|assume|disable)/.test(word) || nearestOf(word, ['ignore', 'assume']) !== undefined;
}

function unknownWord(word: string): string {
  const meant = nearestOf(word, ['ignore', 'assume']) ?? (word.startsWith('assume') ? 'assume' : 'ignore');
  return `there is no ${codeSpan(`eks-lockstep-${word}`)}; did you mean \`eks-lockstep-${meant}\`?`;
}

/** The words of a directive up to `reason:`, each with its place. */
function wordsOf({ text, textOffset }: Directive, { path }: SourceText): readonly Written[] {
  const reason = /(?:^|[\s,])reason:/i.exec(text)?.index ?? text.length;
  return [...text.slice(0, reason).matchAll(/[^\s,]+/g)]
    .filter(([word]) => word !== ':')
    .map(({ 0: value, index }) => ({ value, span: { path, start: textOffset + index, end: textOffset + index + value.length } }));
}

function readIgnore(directive: Directive, source: SourceText, flaws: Flaw[]): Omit<IgnoreComment, keyof Lines> | undefined {
  const words = wordsOf(directive, source);
  const until = words.find(({ value }) => value.startsWith('until'));
  const rules = words.filter((word) => word !== until);
  const day = until && /^until=(?<day>.*)$/.exec(until.value)?.groups?.['day'];
  if (until && (day === undefined || !isDay(day))) {
    flaws.push({ offset: until.span.start, message: `${codeSpan(until.value)} is no day; write \`until=2027-01-31\`` });
    return undefined;
  }
  if (rules.length === 0 || rules.some(({ value }) => value === '*')) {
    flaws.push({ offset: directive.offset, message: 'a comment names the rules that it ignores; all at once cannot be ignored' });
    return undefined;
  }
  return { rules, ...(day === undefined ? {} : { until: day }) };
}

const ASSUMED = ['cluster-version'];

function readAssume(directive: Directive, source: SourceText, flaws: Flaw[]): Known<string> | undefined {
  const [word] = wordsOf(directive, source);
  const {
    key = '',
    quote = '',
    value = '',
  } = /^(?<key>[^=]*)=(?<quote>["']?)(?<value>.*?)\k<quote>$/.exec(word?.value ?? '')?.groups ?? {};
  if (word === undefined || value === '' || !ASSUMED.includes(key)) {
    const suggestion = ASSUMED.includes(key) ? '' : didYouMean(key, ASSUMED);
    flaws.push({
      offset: word?.span.start ?? directive.offset,
      message: `a comment assumes a cluster version${suggestion || '; write `cluster-version=1.34`'}`,
    });
    return undefined;
  }
  const start = word.span.start + key.length + 1 + quote.length;
  return assumedVersion({ value, span: { ...word.span, start, end: start + value.length } }, { source, flaws });
}

/** The rules that comments name and that do not exist. A word that looks like none belongs to a reason without its `reason:`. */
export function unknownRules({ ignores }: Comments, knownRules: ReadonlySet<string>): readonly Flaw[] {
  return ignores.flatMap(({ rules }) => {
    const unknown = rules.find(({ value }) => !knownRules.has(value));
    return unknown ? [{ offset: unknown.span.start, message: unknownRule(unknown, knownRules) }] : [];
  });
}

function unknownRule({ value }: Written, knownRules: ReadonlySet<string>): string {
  const suggestion = didYouMean(value, [...knownRules]);
  const isProse = suggestion === '' && !/^[\w*]+(?:-[\w*]+)+$/.test(value);
  return `there is no rule ${codeSpan(value)}${isProse ? '; an explanation begins with `reason:`' : suggestion}`;
}
