/** Regular expressions that a repository writes: only those that cannot run for long are run. */

/** Characters, classes, groups and single repetitions, spelled the same in HCL and here. */
const SIMPLE = /^(?:[\w .:^$/@,=-]|\\[dws.+*?()[\]/-]|\[\^?[\w .-]+\]|[(){}]|[+*?]|\(\?:|\{\d(?:,\d)?\})*$/;
const REPEATED_GROUP = /\)[+*{]/;
const MAX_TEXT = 256;
const MAX_REPETITIONS = 3;

function safePattern(pattern: string, text: string): RegExp | undefined {
  const repetitions = pattern.match(/[+*]/g)?.length ?? 0;
  if (text.length > MAX_TEXT || repetitions > MAX_REPETITIONS || REPEATED_GROUP.test(pattern) || !SIMPLE.test(pattern)) return undefined;
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

/** `regex(pattern, text)`: the whole match, or the list of its groups. */
export function firstGroups(pattern: string, text: string): string | readonly string[] | undefined {
  const found = safePattern(pattern, text)?.exec(text);
  if (!found || found.some((group) => group === undefined)) return undefined;
  return found.length === 1 ? found[0] : found.slice(1);
}

/** `replace(text, "/pattern/", to)`; a replacement that names groups is not followed. */
export function matched(pattern: string, text: string, to: string): string | undefined {
  const found = to.includes('$') ? undefined : safePattern(pattern, text);
  return found && text.replaceAll(new RegExp(found.source, 'g'), () => to);
}
