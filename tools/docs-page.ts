/** The page of a rule: its parts, and the output of its example written anew. */

export interface RulePage {
  readonly id: string;
  /** The sentence under the heading, without its full stop. */
  readonly title: string;
  readonly severity: string;
  readonly fix: string;
  /** The files of the example, by path. */
  readonly example: Readonly<Record<string, string>>;
  /** What the page says that `check` prints for them. */
  readonly output: string;
  /** Second-level headings, in order. */
  readonly headings: readonly string[];
  readonly sources: readonly string[];
}

const HEAD = /^# (?<id>[a-z0-9-]+)\n\n(?<title>[^\n]+)\.\n\n\| severity \| fix \|\n\|---\|---\|\n\| (?<severity>\w+) \| (?<fix>\w+) \|\n/;
const TITLED_BLOCK = /^(?<fence>`{3,})\w+ title="(?<title>[^"]+)"\n(?<body>[\s\S]*?)^\k<fence>$/gm;
const OUTPUT = 'eks-lockstep check';
const HEADING = /^## (?<heading>.+)$/gm;
const SOURCE = /^- <(?<url>https:\/\/[^>]+)>$/gm;

/** @throws where the head of the page or the output of its example is missing */
export function readPage(text: string): RulePage {
  const head = HEAD.exec(text)?.groups;
  if (!head) throw new Error(`the page does not begin with heading, sentence and table: ${JSON.stringify(text.slice(0, 80))}`);
  const blocks = [...text.matchAll(TITLED_BLOCK)].map(({ groups }) => [groups?.['title'] ?? '', groups?.['body'] ?? ''] as const);
  const output = blocks.find(([title]) => title === OUTPUT)?.[1];
  if (output === undefined) throw new Error(`${head['id']}: the page has no block with title="${OUTPUT}"`);
  return {
    id: head['id'] ?? '',
    title: head['title'] ?? '',
    severity: head['severity'] ?? '',
    fix: head['fix'] ?? '',
    example: Object.fromEntries(blocks.filter(([title]) => title !== OUTPUT)),
    output,
    headings: [...text.matchAll(HEADING)].map(({ groups }) => groups?.['heading'] ?? ''),
    sources: [...text.matchAll(SOURCE)].map(({ groups }) => groups?.['url'] ?? ''),
  };
}

/** The page with another output of its example. */
export function withOutput(text: string, output: string): string {
  return text.replace(TITLED_BLOCK, (block: string, fence: string, title: string, body: string) =>
    title === OUTPUT ? block.replace(`\n${body}${fence}`, () => `\n${output}${fence}`) : block,
  );
}
