/** Terraform that is broken, endless or written against us: always facts and problems, never an exception, never a wrong place. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNotation, respell } from '../../src/model/notation.ts';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { edited, factOf, factsOf, type Files, knownsIn, readFiles, shown } from './support.ts';

async function read(files: Files) {
  const texts = new Map(Object.entries(files));
  const all = [...texts].map(([path, text]) => ({ path, text }));
  return reader.read(all, { text: (path) => texts.get(path), paths: [...texts.keys()].toSorted() });
}

test('a file that is broken leaves the others readable', async () => {
  const reading = await readFiles(reader, {
    'main.tf': 'resource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\n',
    'addons.tf': 'resource "aws_eks_addon" "y" {\n  addon_name = "coredns",\n}\n]\n',
  });
  expect(shown(factOf(reading, 'cluster').version)).toBe('1.34');
  expect(reading.problems).toEqual([
    { path: 'addons.tf', offset: expect.any(Number) as number, message: expect.stringContaining('has a syntax error') as string },
  ]);
});

test('both sides of a conflict are no version', async () => {
  const text =
    'resource "aws_eks_cluster" "x" {\n<<<<<<< ours\n  version = "1.33"\n=======\n  version = "1.34"\n>>>>>>> theirs\n  name = "a"\n}\n';
  const reading = await readFiles(reader, { 'main.tf': text });
  expect(factOf(reading, 'cluster')).toMatchObject({ version: { kind: 'unknown' }, name: { value: 'a' } });
  expect(reading.problems).toEqual([
    { path: 'main.tf', offset: text.indexOf('<'), message: 'has markers of a merge conflict; what could be read was read' },
  ]);
});

test('what may stand in a part that could not be read is not taken for absent', async () => {
  const reading = await readFiles(reader, { 'main.tf': 'resource "aws_eks_cluster" "x" {\n  name = "a"\n  ?\n}\n' });
  expect(factOf(reading, 'cluster').version).toMatchObject({ kind: 'unknown', reason: 'its block has a syntax error' });
});

test('an add-on is not bound to the only cluster that could be read', async () => {
  const reading = await readFiles(reader, {
    'main.tf':
      'resource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\nresource "aws_eks_addon" "y" {\n  addon_name = "coredns"\n  cluster_name = aws_eks_cluster.z.name\n}\n',
    'more.tf': 'resource "aws_eks_cluster" {{ name }} ]\n',
  });
  expect(factOf(reading, 'addon').cluster.kind).toBe('unknown');
});

const CLUSTER = 'resource "aws_eks_cluster" "x" {\n  version = local.a0\n}\n';

test.each([
  ['a module that calls itself', { 'main.tf': `module "eks" {\n  source = "./"\n}\n${CLUSTER}` }],
  [
    'a module that calls itself in many ways',
    {
      'main.tf': `${Array.from({ length: 50 }, (_, index) => `module "m${index}" {\n  source = "../eks/"\n  v = var.v\n}\n`).join('')}variable "v" {}\n`,
    },
  ],
  [
    'locals that double',
    {
      'main.tf': `${CLUSTER}locals {\n${Array.from({ length: 60 }, (_, index) => `  a${index} = "\${local.a${index + 1}}\${local.a${index + 1}}"`).join('\n')}\n  a60 = "x"\n}\n`,
    },
  ],
  [
    'objects that double',
    {
      'main.tf': `${CLUSTER}locals {\n${Array.from({ length: 40 }, (_, index) => `  a${index} = merge(local.a${index + 1}, { x${index} = local.a${index + 1} })`).join('\n')}\n  a40 = {}\n}\n`,
    },
  ],
  [
    'loops in loops',
    {
      'main.tf': `${CLUSTER}locals {\n  a0 = join("", flatten([for a in local.l : [for b in local.l : [for c in local.l : "x"]]]))\n  l = [${'1, '.repeat(200)}]\n}\n`,
    },
  ],
  [
    'conditions in conditions',
    {
      'main.tf': `${CLUSTER}locals {\n  a0 = "${Array.from({ length: 30 }, (_, index) => `\${var.v${index} ? "a" : "b"}`).join('')}"\n}\n`,
    },
  ],
  [
    'a for_each of thousands',
    {
      'main.tf': `resource "aws_eks_addon" "x" {\n  for_each = toset([${Array.from({ length: 5_000 }, (_, index) => `"a${index}"`).join(', ')}])\n  addon_name = each.key\n}\n`,
    },
  ],
  ['a count of millions', { 'main.tf': 'resource "aws_eks_cluster" "x" {\n  count = 1000000\n  version = "1.34"\n}\n' }],
  [
    'calls of calls',
    {
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [
          `m${index}/main.tf`,
          `module "a" {\n  source = "../m${index + 1}"\n}\nmodule "b" {\n  source = "../m${index + 1}"\n}\n`,
        ]),
      ),
      'm12/main.tf': 'resource "aws_eks_cluster" "x" {\n  version = "1.34"\n}\n',
    },
  ],
  [
    'names of the prototype',
    { 'main.tf': `${CLUSTER}locals {\n  a0 = local.o.__proto__.constructor\n  o = { __proto__ = { constructor = "1.34" } }\n}\n` },
  ],
  [
    'Terragrunt files that include each other',
    {
      'a/terragrunt.hcl': 'include {\n  path = "../b.hcl"\n}\nterraform {\n  source = "../m"\n}\n',
      'b.hcl': 'include {\n  path = "a/terragrunt.hcl"\n}\n',
      'm/main.tf': 'resource "aws_eks_cluster" "x" {\n  version = var.v\n}\nvariable "v" {}\n',
    },
  ],
  [
    'Terragrunt files that read each other',
    {
      'a/terragrunt.hcl':
        'locals {\n  x = read_terragrunt_config("../b/terragrunt.hcl").locals.x\n}\nterraform {\n  source = "../m"\n}\ninputs = { v = local.x }\n',
      'b/terragrunt.hcl': 'locals {\n  x = read_terragrunt_config("../a/terragrunt.hcl").locals.x\n}\nterraform {\n  source = "../m"\n}\n',
      'm/main.tf': 'resource "aws_eks_cluster" "x" {\n  version = var.v\n}\nvariable "v" {}\n',
    },
  ],
  [
    'units that depend on each other',
    {
      'a/terragrunt.hcl':
        'dependency "b" {\n  config_path = "../b"\n}\nterraform {\n  source = "../m"\n}\ninputs = { v = dependency.b.outputs.v }\n',
      'b/terragrunt.hcl':
        'dependency "a" {\n  config_path = "../a"\n}\nterraform {\n  source = "../m"\n}\ninputs = { v = dependency.a.outputs.v }\n',
      'm/main.tf': 'resource "aws_eks_cluster" "x" {\n  version = var.v\n}\nvariable "v" {}\noutput "v" {\n  value = var.v\n}\n',
    },
  ],
  [
    'a path out of the repository',
    {
      'main.tf':
        'module "x" {\n  source = "../../../../etc"\n}\nmodule "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  cluster_version = module.x.v\n}\n',
    },
  ],
  [
    'templates that fill each other',
    {
      'main.tf': `${CLUSTER}locals {\n${Array.from({ length: 40 }, (_, index) => `  a${index} = templatefile("t.tpl", { a = local.a${index + 1}, b = local.a${index + 1} })`).join('\n')}\n  a40 = "x"\n}\n`,
      't.tpl': '${a}${b}',
    },
  ],
  [
    'a template of tens of thousands of parts',
    { 'main.tf': `${CLUSTER}locals {\n  a0 = templatefile("t.tpl", { x = "1" })\n}\n`, 't.tpl': '${x}'.repeat(30_000) },
  ],
  [
    'a template that opens what it does not close',
    { 'main.tf': `${CLUSTER}locals {\n  a0 = templatefile("t.tpl", { x = "1" })\n}\n`, 't.tpl': '${"{%{"\\'.repeat(15_000) },
  ],
  [
    'a document read hundreds of times',
    {
      'main.tf': `${CLUSTER}locals {\n  a0 = join("", [for i in range(1000) : yamldecode(file("t.yaml")).a])\n}\nresource "helm_release" "x" {\n  count = 900\n  chart = "cluster-autoscaler"\n  values = [file("t.yaml"), yamlencode(yamldecode(file("t.yaml")))]\n}\n`,
      't.yaml': 'a: [{b: [1, 2, {c: d}]}]\n'.repeat(5_000),
    },
  ],
  [
    'a document that decodes itself',
    { 'main.tf': `${CLUSTER}locals {\n  a0 = ${'yamldecode('.repeat(60)}file("t.yaml")${')'.repeat(60)}\n}\n`, 't.yaml': '"\\"a\\""' },
  ],
  ['JSON that is none', { 'main.tf.json': '{ "resource": { "aws_eks_cluster": [1, "x", { "y": [null, { "version": "${" }] }] } }' }],
  ['values that are no values', { 'main.tf': CLUSTER, 'terraform.tfvars': '}}}}eks', 'terraform.tfvars.json': '[1]' }],
])('%s', async (_name, files: Files) => {
  const { facts } = await read(files);
  expect(facts.length).toBeLessThan(400);
});

test('whatever the texts, known values stand where they say', async () => {
  const words = [
    'resource "aws_eks_cluster" "x" {\n',
    'module "eks" {\n',
    '}\n',
    'version = ',
    'source = "terraform-aws-modules/eks/aws"\n',
    '"1.34"\n',
    'local.v\n',
    'var.v\n',
    'locals {\n',
    'variable "v" {\n',
    'default = ',
    'v = ',
    '1.30\n',
    '"${',
    '}"\n',
    'for_each = toset(["a"])\n',
    'each.key\n',
    'count = 1\n',
    '[',
    ']',
    '{',
    '? ',
    ': ',
    '<<EOT\n',
    'EOT\n',
    '𝕏',
    '{{ x }}',
    '"',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...words), { maxLength: 40 }),
      fc.array(fc.constantFrom(...words), { maxLength: 20 }),
      async (a, b) => {
        const texts: Files = { 'a.tf': a.join(''), 'b.tf': b.join(''), 'terraform.tfvars': b.join('').slice(0, 40) };
        const { facts, problems } = await read(texts);
        const misplaced = knownsIn(facts).filter(({ span, notation, value }) => {
          const text = texts[span.path]?.slice(span.start, span.end) ?? '';
          if (notation === 'composed') return span.end > (texts[span.path]?.length ?? -1);
          return String(parseNotation(notation, text)) !== String(value);
        });
        expect(misplaced).toEqual([]);
        for (const { path, offset } of problems) expect(offset ?? 0).toBeLessThanOrEqual(texts[path]?.length ?? -1);
      },
    ),
    { numRuns: 300 },
  );
});

test('an edit leaves alignment, comments and line ends alone', async () => {
  const text =
    '# clusters\r\nresource "aws_eks_cluster" "x" {\r\n  name                 = "a" # name\r\n  version              = "1.33" # was 1.32\r\n}\r\n';
  const reading = await readFiles(reader, { 'main.tf': text });
  const { version } = factOf(reading, 'cluster');
  const edits = version?.kind === 'known' ? [respell(version, '1.34')] : [];
  expect(edited(reading.texts, edits).get('main.tf')).toBe(text.replace('"1.33"', '"1.34"'));
});

test('facts are told of what was asked for, and of what it calls', async () => {
  const texts = new Map([
    ['prod/main.tf', 'module "eks" {\n  source = "../eks"\n}\n'],
    ['dev/main.tf', 'resource "aws_eks_cluster" "dev" {\n  version = "1.34"\n}\n'],
    ['eks/main.tf', 'resource "aws_eks_cluster" "x" {\n  version = "1.33"\n}\n'],
  ]);
  const project = { text: (path: string) => texts.get(path), paths: [...texts.keys()].toSorted() };
  const asked = [{ path: 'prod/main.tf', text: texts.get('prod/main.tf') ?? '' }];
  expect(factsOf(await reader.read(asked, project), 'cluster').map(({ resource }) => resource)).toEqual(['module.eks.aws_eks_cluster.x']);
});
