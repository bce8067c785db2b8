/** Where an ignore comment counts, in the languages of a repository. The finding sits on the one `v1` of each text. */
import { describe, expect, test } from 'vitest';
import { apply, finding, placeOf } from './support.ts';

const IGNORE = 'eks-lockstep-ignore addon-incompatible';

function isIgnored(path: string, text: string): boolean {
  const files = { [path]: text };
  return apply(files, [finding(placeOf(files, path, 'v1'))]).ignored === 1;
}

describe.each<[string, string, readonly (readonly [string, string])[]]>([
  [
    'TypeScript',
    'infra/cluster.ts',
    [
      ['at the end of the line', `const version = 'v1'; // ${IGNORE}\n`],
      ['in a block at the end of the line', `const version = 'v1'; /* ${IGNORE} */\n`],
      ['in a block before the value', `const version = /* ${IGNORE} */ 'v1';\n`],
      ['on the line above', `// ${IGNORE}\nconst version = 'v1';\n`],
      ['with the first line of the file', `// ${IGNORE}\n'v1'`],
      ['behind a byte order mark', `\uFEFF// ${IGNORE}\n'v1'`],
      ['without a blank', `//${IGNORE}\n'v1'`],
      ['above other comments', `// ${IGNORE}\n// it is on purpose\n/* and so\n   on */\n'v1'`],
      ['below other comments', `// it is on purpose\n// ${IGNORE}\n'v1'`],
      ['above a blank line', `// ${IGNORE}\n\n  \n'v1'`],
      ['in a block of several lines', `/**\n * ${IGNORE}\n */\n'v1'`],
      ['in a block without stars', `/*\n  why\n  ${IGNORE}\n*/\n'v1'`],
      ['in a block that ends on the line', `/* ${IGNORE}\n*/ 'v1'`],
      ['in JSX', `<p>\n  {/* ${IGNORE} */}\n  <Cluster version="v1" />\n</p>`],
      ['in JSX behind an element', `<Cluster version="v1"/>{/* ${IGNORE} */}`],
      ['with Windows line ends', `a\r\n// ${IGNORE}\r\n'v1'\r\n`],
      ['behind an apostrophe in a regular expression', `const quote = /'/.exec('v1'); // ${IGNORE}`],
      ['behind a string with an escaped quote', `const a = 'it\\'s v1'; // ${IGNORE}`],
      ['behind a string that looks like a comment', `const a = 'https://x', b = 'v1'; // ${IGNORE}`],
      ['below a path that looks like a block', `const a = ['src/**/x', /[/*]/];\n// ${IGNORE}\n'v1'`],
      ['behind the words of another tool', `'v1'; // eslint-disable-line some-rule // ${IGNORE}`],
      ['with a colon', `'v1'; // eks-lockstep-ignore: addon-incompatible`],
      ['with a tab', `'v1'; //\teks-lockstep-ignore\taddon-incompatible`],
      ['among several rules', `'v1'; // eks-lockstep-ignore k8s-version-unsupported, addon-incompatible addon-behind-default`],
      ['with a reason', `'v1'; // ${IGNORE} reason: see k8s-version-unsupported`],
      ['with a reason right behind the comma', `'v1'; // ${IGNORE},reason: x`],
      ['with a day that is not over', `'v1'; // ${IGNORE} until=2026-11-24`],
      ['as the last line of the file', `a\n'v1' // ${IGNORE}`],
    ],
  ],
  [
    'YAML',
    'Pulumi.dev.yaml',
    [
      ['at the end of the line', `config:\n  a: v1 # ${IGNORE}\n`],
      ['on the line above', `config:\n  # ${IGNORE}\n  a: v1\n`],
      ['on the line above, not indented alike', `config:\n# ${IGNORE}\n  a: v1\n`],
      ['at the start of the file', `# ${IGNORE}\na: v1`],
      ['behind an apostrophe', `a: it's v1 # ${IGNORE}`],
      ['between apostrophes', `a: it's v1 # ${IGNORE} reason: it's old`],
      ['behind a quoted text', `a: 'it''s # v1' # ${IGNORE}`],
      ['behind a hash in a word', `a: v1#x # ${IGNORE}`],
      ['with Windows line ends', `b: 1\r\n# ${IGNORE}\r\na: v1\r\n`],
      ['below a path with stars', `b: /*\nc: '*/5'\n# ${IGNORE}\na: v1`],
      ['in a comment of a template', `{{/* ${IGNORE} */}}\na: v1`],
      ['in a comment of a template that trims', `{{- /* ${IGNORE} */ -}}\na: v1`],
      ['behind the words of another tool', `a: v1 # yamllint disable-line # ${IGNORE}`],
    ],
  ],
  [
    'HCL',
    'eks/main.tf',
    [
      ['behind #', `version = "v1" # ${IGNORE}\n`],
      ['behind //', `version = "v1" // ${IGNORE}\n`],
      ['in a block', `version = "v1" /* ${IGNORE} */\n`],
      ['on the line above', `locals {\n  # ${IGNORE}\n  a = "v1"\n}`],
      ['in a block above', `/* ${IGNORE} */\na = "v1"`],
      ['behind a nested template', `a = "\${lookup(b, "v1")}" # ${IGNORE}`],
      ['behind an apostrophe', `a = "it's v1" # ${IGNORE}`],
      ['behind an escaped quote', `a = "\\"# v1" # ${IGNORE}`],
    ],
  ],
  [
    'Markdown and XML',
    'cluster.xml',
    [
      ['at the end of the line', `<a>v1</a> <!-- ${IGNORE} -->`],
      ['on the line above', `<!-- ${IGNORE} -->\n<a>v1</a>`],
      ['in several lines', `<!--\n${IGNORE}\n-->\n<a>v1</a>`],
    ],
  ],
  [
    'a language that is not known',
    'cluster.unknown',
    [
      ['behind #', `a v1 # ${IGNORE}`],
      ['behind //', `a v1 // ${IGNORE}`],
      ['in a block', `/* ${IGNORE} */\na v1`],
      ['in markup', `<!-- ${IGNORE} -->\na v1`],
    ],
  ],
])('in %s an ignore counts', (_, path, cases) => {
  test.each(cases)('%s', (_name, text) => {
    expect(isIgnored(path, text)).toBe(true);
  });
});

describe.each<[string, string, readonly (readonly [string, string])[]]>([
  [
    'TypeScript',
    'infra/cluster.ts',
    [
      ['for another rule', `'v1'; // eks-lockstep-ignore k8s-version-unsupported`],
      ['for a longer rule', `'v1'; // eks-lockstep-ignore addon-incompatible-with-all`],
      ['two lines of code above', `// ${IGNORE}\nconst a = 1;\n'v1'`],
      ['at the end of the line above', `const a = 1; // ${IGNORE}\n'v1'`],
      ['on the line below', `'v1'\n// ${IGNORE}\n`],
      ['in a string', `const a = 'v1', b = '// ${IGNORE} ';`],
      ['in a double-quoted string', `const a = 'v1', b = " // ${IGNORE} ";`],
      ['in a template', `const a = \`v1 // ${IGNORE} \`;`],
      ['in a template that goes on below', `const a = \`v1 // ${IGNORE}\n\`;`],
      ['in a string with an escaped quote', `const a = 'it\\'s v1 // ${IGNORE} ';`],
      ['behind #, which is no comment', `'v1' # ${IGNORE}`],
      ['in no comment', `'v1' ${IGNORE}`],
      ['in the middle of a sentence', `'v1' // see ${IGNORE}`],
      ['for every rule', `'v1' // eks-lockstep-ignore *`],
      ['for every rule and one', `'v1' // eks-lockstep-ignore addon-incompatible *`],
      ['for no rule', `'v1' // eks-lockstep-ignore`],
      ['named in the reason alone', `'v1' // eks-lockstep-ignore k8s-version-unsupported reason: addon-incompatible`],
      ['with another word', `'v1' // eks-lockstep-ignore-next-line addon-incompatible`],
      ['with no day', `'v1' // ${IGNORE} until=soon`],
      ['with a day without an equals sign', `'v1' // ${IGNORE} until 2027-01-01`],
      ['with a day that is over', `'v1' // ${IGNORE} until=2026-11-23`],
      ['behind a block that is closed', `/* a */ ${IGNORE}\n'v1'`],
    ],
  ],
  [
    'YAML',
    'values.yaml',
    [
      ['in a quoted text', `a: "v1 # ${IGNORE} "`],
      ['in a single-quoted text', `a: 'v1 # ${IGNORE} '`],
      ['behind //', `a: v1 // ${IGNORE}`],
      ['without a blank before #', `a: v1# ${IGNORE}`],
    ],
  ],
  [
    'HCL',
    'main.tf',
    [
      ['in a string with an escaped quote', `a = "\\"v1 # ${IGNORE} "`],
      ['in a string', `a = "v1 # ${IGNORE} "`],
    ],
  ],
])('in %s an ignore does not count', (_, path, cases) => {
  test.each(cases)('%s', (_name, text) => {
    expect(isIgnored(path, text)).toBe(false);
  });
});
