/** Links of the documentation lead to files and headings that exist. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const DOCUMENTS = [...globSync('*.md'), ...globSync('docs/**/*.md'), '__tests__/scenarios/README.md'];
const FENCED = /^(?<fence>`{3,})[\s\S]*?^\k<fence>$/gm;
const LINK = /\]\((?<target>[^)\s]+)\)/g;

function linksOf(document: string): readonly string[] {
  const text = readFileSync(document, 'utf8').replaceAll(FENCED, '');
  return [...text.matchAll(LINK)].map(({ groups }) => groups?.['target'] ?? '');
}

/** As GitHub names the anchors of headings. */
function anchorsOf(document: string): readonly string[] {
  const headings = readFileSync(document, 'utf8')
    .replaceAll(FENCED, '')
    .matchAll(/^#+ (?<heading>.+)$/gm);
  return [...headings].map(({ groups }) =>
    (groups?.['heading'] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function problemOf(document: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return link.startsWith('https://') ? undefined : `${link} is not https`;
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? document : normalize(join(dirname(document), file));
  if (!existsSync(path)) return `${link}: no such file`;
  return anchor === undefined || anchorsOf(path).includes(anchor) ? undefined : `${link}: no such heading`;
}

describe.each(DOCUMENTS)('%s', (document) => {
  test('has no dead link', () => {
    expect(linksOf(document).flatMap((link) => problemOf(document, link) ?? [])).toEqual([]);
  });
});

test('a dead link would be seen', () => {
  expect(problemOf('README.md', 'docs/nowhere.md')).toBe('docs/nowhere.md: no such file');
  expect(problemOf('README.md', 'docs/architecture.md#no-such-thing')).toContain('no such heading');
  expect(problemOf('docs/architecture.md', '../LICENSE')).toBeUndefined();
});
