/** Which paths a pattern means. Every pattern is matched in one walk over the path: nothing in it can make that walk longer. */

/**
 * A pattern of whole paths from the root of the repository. One token a character: `?` is any character but a slash, `*` any
 * number of them, `**` anything, and `**` with a slash behind it any number of folders, none too.
 */
export interface Glob {
  readonly source: string;
  /** What its braces come to. */
  readonly forms: readonly (readonly string[])[];
}

const LONGEST = 256;
const MOST_FORMS = 64;

/** Reads a pattern. A fault completes the sentence "the pattern ...". */
export function parseGlob(source: string): Glob | { readonly fault: string } {
  const fault = faultOf(source);
  if (fault !== undefined) return { fault };
  const expanded = expandBraces(source);
  return typeof expanded === 'string' ? { fault: expanded } : { source, forms: expanded.map(tokensOf) };
}

/** @param path relative to the root, with `/` */
export function matchesGlob({ forms }: Glob, path: string): boolean {
  const characters = Array.from(path);
  return forms.some((tokens) => matches(tokens, characters));
}

const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'is empty'],
  [/\\/, 'has a backslash; folders are separated by `/`'],
  [/^!/, 'begins with `!`; what is not meant goes to `exclude`'],
  [/\[/, 'has a `[`, which is not supported; `?` stands for any one character, `{a,b}` for one of several texts'],
  [/^\//, 'begins with `/`; patterns are relative to the root of the repository as they are'],
  [/(?:^|\/)\.{1,2}(?:\/|$)/, 'has a folder `.` or `..`; patterns are relative to the root of the repository as they are'],
  [/\/\//, 'has an empty folder name'],
];

function faultOf(source: string): string | undefined {
  if (source.length > LONGEST) return `is longer than ${LONGEST} characters`;
  return FAULTS.find(([fault]) => fault.test(source))?.[1];
}

interface Branch {
  /** The forms up to the brace. */
  readonly before: readonly string[];
  /** The forms of the alternatives that are closed. */
  readonly closed: readonly string[];
}

/** Every text that the braces stand for, or a fault. */
function expandBraces(source: string): readonly string[] | string {
  const branches: Branch[] = [];
  let forms: readonly string[] = [''];
  for (const character of source) {
    const branch = branches.at(-1);
    if (character === '{') {
      branches.push({ before: forms, closed: [] });
      forms = [''];
    } else if (character === ',' && branch) {
      branches[branches.length - 1] = { ...branch, closed: [...branch.closed, ...forms] };
      forms = [''];
    } else if (character === '}') {
      if (!branch) return 'closes a brace that is not open';
      branches.pop();
      const inside = [...branch.closed, ...forms];
      if (inside.length * branch.before.length > MOST_FORMS) return `stands for more than ${MOST_FORMS} patterns`;
      forms = branch.before.flatMap((before) => inside.map((text) => before + text));
    } else {
      forms = forms.map((form) => form + character);
    }
  }
  return branches.length > 0 ? 'does not close a brace' : forms;
}

function tokensOf(form: string): readonly string[] {
  // a folder is what lies in it
  const whole = form.endsWith('/') ? `${form}**` : form;
  const tokens: string[] = [];
  for (const [piece] of whole.matchAll(/\*+\/?|[^*]/gu)) {
    const last = tokens.at(-1);
    const atFolderStart = last === undefined || last === '/' || last === '**/';
    if (!piece.startsWith('*')) tokens.push(piece);
    else if (piece.startsWith('**') && piece.endsWith('/') && atFolderStart) tokens.push('**/');
    else tokens.push(piece.startsWith('**') ? '**' : '*', ...(piece.endsWith('/') ? ['/'] : []));
  }
  return tokens;
}

/** All places in the pattern that the path read so far can lead to, step by step. */
function matches(tokens: readonly string[], characters: readonly string[]): boolean {
  let places = new Set<number>();
  enter(tokens, 0, places);
  for (const character of characters) {
    const next = new Set<number>();
    for (const place of places) step(tokens, place, character, next);
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(tokens.length);
}

/** A token that may stand for nothing can be passed at once. */
function enter(tokens: readonly string[], place: number, places: Set<number>): void {
  places.add(place);
  const token = tokens[place];
  if (token === '*' || token === '**' || token === '**/') enter(tokens, place + 1, places);
}

function step(tokens: readonly string[], place: number, character: string, next: Set<number>): void {
  const token = tokens[place];
  if (token === '**/') {
    next.add(place);
    if (character === '/') enter(tokens, place + 1, next);
  } else if (token === '**' || (token === '*' && character !== '/')) {
    enter(tokens, place, next);
  } else if (token === character || (token === '?' && character !== '/')) {
    enter(tokens, place + 1, next);
  }
}
