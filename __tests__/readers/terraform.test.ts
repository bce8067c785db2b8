/** Terraform in one folder: how clusters are spelled, and the places that decide their fields. */
import { expect, test } from 'vitest';
import type { Notation } from '../../src/model/notation.ts';
import { terraform as reader } from '../../src/readers/terraform.ts';
import { expectDecidedAt, factOf, type Files, readFiles, shown, textAt } from './support.ts';

function cluster(body: string): string {
  return `resource "aws_eks_cluster" "main" {\n  ${body}\n}\n`;
}

function eks(body: string): string {
  return `module "eks" {\n  source = "terraform-aws-modules/eks/aws"\n  ${body}\n}\n`;
}

function read(text: string | Files) {
  return readFiles(reader, typeof text === 'string' ? { 'main.tf': text } : text);
}

test.each([
  ['main.tf', true],
  ['main.tofu', true],
  ['main.tf.json', true],
  ['env/dev.tfvars', true],
  ['terraform.tfvars.json', true],
  ['x.auto.tfvars', true],
  ['live/terragrunt.hcl', true],
  ['live/env.hcl', true],
  ['main.tf.example', false],
  ['terraform.tfstate', false],
  ['values.yaml', true],
  ['values.yaml.tpl', true],
  ['templates/user-data.tftpl', true],
  ['chart/templates/_helpers.tpl', false],
  ['values.json', false],
])('%s is wanted: %s', (path, wanted) => {
  expect(reader.wantsPath(path)).toBe(wanted);
});

test.each([
  [cluster('version = "1.34"'), true],
  [eks('cluster_version = "1.34"'), true],
  ['resource "helm_release" "ca" { chart = "cluster-autoscaler" }', true],
  ['locals { weeks = 3\n seeks = 2 }', false],
  ['resource "aws_vpc" "main" {}', false],
])('a first look at %j: %s', (text, wanted) => {
  expect(reader.accepts({ path: 'main.tf', text })).toBe(wanted);
});

type Spelling = readonly [name: string, files: string | Files, value: string, notation: Notation];

const VERSIONS: readonly Spelling[] = [
  ['a literal', cluster('version = "«1.34»"'), '1.34', 'text'],
  ['a local', `${cluster('version = local.v')}locals {\n  v = "«1.34»"\n}\n`, '1.34', 'text'],
  ['a local of a local', `${cluster('version = local.v')}locals {\n  v = local.w\n  w = "«1.34»"\n}\n`, '1.34', 'text'],
  ['a local object', `${cluster('version = local.versions.k8s')}locals {\n  versions = { k8s = "«1.34»", x = "1.2" }\n}\n`, '1.34', 'text'],
  ['an index', `${cluster('version = local.versions["k8s"]')}locals {\n  versions = { "k8s" : "«1.34»" }\n}\n`, '1.34', 'text'],
  ['a list', `${cluster('version = local.versions[1]')}locals {\n  versions = ["1.33", "«1.34»"]\n}\n`, '1.34', 'text'],
  ['a variable', `${cluster('version = var.v')}variable "v" {\n  type    = string\n  default = "«1.34»"\n}\n`, '1.34', 'text'],
  [
    'a variable of another file',
    { 'main.tf': cluster('version = var.v'), 'variables.tf': 'variable "v" {\n  default = "«1.34»"\n}\n' },
    '1.34',
    'text',
  ],
  [
    'an object of a variable',
    `${cluster('version = var.eks.version')}variable "eks" {\n  default = { version = "«1.34»" }\n}\n`,
    '1.34',
    'text',
  ],
  [
    'the default of an attribute of a type',
    `${cluster('version = var.eks.version')}variable "eks" {\n  type = object({ version = optional(string, "«1.34»") })\n  default = {}\n}\n`,
    '1.34',
    'text',
  ],
  ['an interpolation alone', `${cluster('version = "${local.v}"')}locals {\n  v = "«1.34»"\n}\n`, '1.34', 'text'],
  ['a template', `${cluster('version = "«1.${local.minor}»"')}locals {\n  minor = 34\n}\n`, '1.34', 'composed'],
  ['tostring', cluster('version = tostring("«1.34»")'), '1.34', 'text'],
  ['format', cluster('version = «format("1.%d", 34)»'), '1.34', 'composed'],
  ['trimprefix', `${cluster('version = trimprefix(local.v, "v")')}locals {\n  v = "v«1.34»"\n}\n`, '1.34', 'text'],
  ['replace', cluster('version = «replace("v1.34", "v", "")»'), '1.34', 'composed'],
  ['join', cluster('version = «join(".", ["1", "34"])»'), '1.34', 'composed'],
  ['split', cluster('version = «split("-", "1.34-eks")»[0]'), '1.34', 'composed'],
  ['coalesce', cluster('version = coalesce(null, "", "«1.34»")'), '1.34', 'text'],
  ['try', `${cluster('version = try(local.o.missing, "«1.34»")')}locals {\n  o = {}\n}\n`, '1.34', 'text'],
  ['lookup', `${cluster('version = lookup(local.m, "prod", "1.30")')}locals {\n  m = { prod = "«1.34»" }\n}\n`, '1.34', 'text'],
  [
    'the default of lookup',
    `${cluster('version = lookup(local.m, "dev", "«1.34»")')}locals {\n  m = { prod = "1.30" }\n}\n`,
    '1.34',
    'text',
  ],
  ['element', cluster('version = element(["1.33", "«1.34»"], 1)'), '1.34', 'text'],
  ['merge', cluster('version = merge({ v = "1.30" }, { v = "«1.34»" }).v'), '1.34', 'text'],
  ['a condition that holds', cluster('version = 1 < 2 ? "«1.34»" : "1.30"'), '1.34', 'text'],
  [
    'a condition that does not',
    `${cluster('version = local.old == "yes" ? "1.30" : "«1.34»"')}locals {\n  old = "no"\n}\n`,
    '1.34',
    'text',
  ],
  ['a chain of conditions', cluster('version = false ? "1.30" : true ? "«1.34»" : "1.31"'), '1.34', 'text'],
  ['a for expression', cluster('version = [for v in ["«1.34»"] : v][0]'), '1.34', 'text'],
  ['a map by a for expression', cluster('version = { for k, v in { a = "«1.34»" } : upper(k) => v }["A"]'), '1.34', 'text'],
  ['parentheses', cluster('version = ("«1.34»")'), '1.34', 'text'],
  ['a regular expression', cluster('version = «regex("^(\\\\d+\\\\.\\\\d+)", "1.34.1")»[0]'), '1.34', 'composed'],
  ['an argument of another resource', `${cluster('version = "«1.34»"')}locals {\n  v = aws_eks_cluster.main.version\n}\n`, '1.34', 'text'],
  ['CRLF', cluster('version = "«1.34»"').replaceAll('\n', '\r\n'), '1.34', 'text'],
  ['a byte order mark', `\uFEFF${cluster('version = "«1.34»"')}`, '1.34', 'text'],
  ['text beyond the basic plane', `# 𝕏 ü\n${cluster('name = "ü𝕏"\n  version = "«1.34»"')}`, '1.34', 'text'],
  ['comments around it', cluster('# version = "1.28"\n  version = "«1.34»" # not 1.29\n  /* version = "1.27" */'), '1.34', 'text'],
  ['the module up to version 20', eks('cluster_version = "«1.34»"'), '1.34', 'text'],
  ['the module from version 21 on', eks('kubernetes_version = "«1.34»"'), '1.34', 'text'],
  [
    'the module from git',
    'module "eks" {\n  source = "git::https://github.com/terraform-aws-modules/terraform-aws-eks.git?ref=v20.0.0"\n  cluster_version = "«1.34»"\n}\n',
    '1.34',
    'text',
  ],
  [
    'the module by ssh',
    'module "eks" {\n  source = "git@github.com:terraform-aws-modules/terraform-aws-eks.git"\n  cluster_version = "«1.34»"\n}\n',
    '1.34',
    'text',
  ],
  [
    'a copy in a private registry',
    'module "eks" {\n  source = "app.terraform.io/acme/eks/aws"\n  cluster_version = "«1.34»"\n}\n',
    '1.34',
    'text',
  ],
  [
    'a folder of a repository of modules',
    'module "k" {\n  source = "git::ssh://git@example.com/infra.git//modules/eks?ref=v1"\n  cluster_version = "«1.34»"\n}\n',
    '1.34',
    'text',
  ],
];

test.each(VERSIONS)('the version by %s', async (_name, files, value, notation) => {
  const reading = await read(files);
  const { version } = factOf(reading, 'cluster');
  expect(reading.problems).toEqual([]);
  expectDecidedAt(reading, version, value, notation);
});

test.each([
  ['a number', cluster('version = 1.30'), '1.3', '1.30'],
  ['a number by tostring', cluster('version = tostring(1.30)'), '1.3', '1.30'],
  ['a number in a variable', `${cluster('version = var.v')}variable "v" {\n  type = number\n  default = 1.30\n}\n`, '1.3', '1.30'],
  ['a number in an interpolation', cluster('version = "${1.30}"'), '1.3', '1.30'],
])('%s loses its zero', async (_name, text, value, written) => {
  const files = [{ path: 'main.tf', text }];
  const { facts } = await reader.read(files, { text: () => text, paths: ['main.tf'] });
  const [fact] = facts;
  const start = text.indexOf(written);
  const span = { path: 'main.tf', start, end: start + written.length };
  expect(fact).toMatchObject({ version: { kind: 'known', value, notation: 'number', span } });
});

test('two decimals bring the zero back', async () => {
  expect(shown(factOf(await read(cluster('version = format("%.2f", 1.30)')), 'cluster').version)).toBe('1.30');
});

test.each([
  ['is absent', cluster('name = "x"')],
  ['is null', cluster('version = null')],
  ['is empty', cluster('version = ""')],
  ['is null in the module', eks('cluster_version = null')],
  ['is only a comment', cluster('# version = "1.28"')],
])('the version that %s', async (_name, text) => {
  expect(factOf(await read(text), 'cluster').version).toBeUndefined();
});

test.each([
  [
    'a variable without a default',
    `${cluster('version = var.v')}variable "v" {}\n`,
    '`var.v` has no default, and no file of the repository gives it a value',
  ],
  ['a variable that is not declared', cluster('version = var.v'), 'there is no `var.v`'],
  [
    'a data source',
    `${cluster('version = data.aws_ssm_parameter.v.value')}data "aws_ssm_parameter" "v" {}\n`,
    '`data.aws_ssm_parameter.v.value` is looked up when it runs',
  ],
  ['a resource', `${cluster('version = random_id.v.hex')}resource "random_id" "v" {}\n`, '`random_id.v.hex` is known when it runs'],
  ['a function of a file', cluster('version = file("version.txt")'), 'the file `version.txt` is not among those that are read'],
  ['a circle', `${cluster('version = local.a')}locals {\n  a = local.b\n  b = local.a\n}\n`, '`local.a` leads back to itself'],
  ['another tool', cluster('version = "{{ cookiecutter.version }}"'), 'another tool fills it in, or it has a syntax error'],
  ['a part that is not known', cluster('version = "1.${var.minor}"'), 'there is no `var.minor`'],
  ['the workspace', cluster('version = terraform.workspace'), 'the workspace is chosen when it runs'],
  ['a function that is not followed', cluster('version = formatdate("DD", timestamp())'), '`formatdate()` is computed when it runs'],
  ['two attributes of that name', cluster('version = "1.33"\n  version = "1.34"'), '`version` is written more than once'],
  ['an object', cluster('version = {}'), 'it is no plain value of its kind'],
  ['a later object that is not known', cluster('version = merge({ v = "1.34" }, var.more).v'), 'there is no `var.more`'],
])('no version is guessed from %s', async (_name, text, reason) => {
  const { version } = factOf(await read(text), 'cluster');
  expect(version).toMatchObject({ kind: 'unknown', reason });
});

test.each([
  [
    'a condition',
    `${cluster('version = var.new ? "«1.34»" : "«1.33»"')}variable "new" {}\n`,
    ['1.34', '1.33'],
    ['when var.new', 'unless var.new'],
  ],
  [
    'the workspace',
    `${cluster('version = local.v[terraform.workspace]')}locals {\n  v = { dev = "«1.34»", prod = "«1.33»" }\n}\n`,
    ['1.34', '1.33'],
    ['dev', 'prod'],
  ],
  [
    'the workspace with a default',
    `${cluster('version = lookup(local.v, terraform.workspace, "«1.32»")')}locals {\n  v = { prod = "«1.33»" }\n}\n`,
    ['1.33', '1.32'],
    ['prod', 'any other terraform.workspace'],
  ],
  [
    'an environment',
    `${cluster('version = local.v[var.env]')}variable "env" {}\nlocals {\n  v = { dev = "«1.34»", prod = "«1.33»" }\n}\n`,
    ['1.34', '1.33'],
    ['dev', 'prod'],
  ],
  ['a part', `${cluster('version = "1.${var.new ? 34 : 33}"')}variable "new" {}\n`, ['1.34', '1.33'], ['when var.new', 'unless var.new']],
])('alternatives by %s', async (_name, text, values, whens) => {
  const { version } = factOf(await read(text), 'cluster');
  expect(shown(version)).toEqual(values);
  expect(version?.kind === 'one-of' && version.alternatives.map(({ when }) => when)).toEqual(whens);
});

test('what a condition gives only sometimes keeps its condition', async () => {
  const text = `${cluster('version = var.pin ? "1.34" : null')}variable "pin" {}\n`;
  expect(factOf(await read(text), 'cluster').version).toMatchObject({ kind: 'known', value: '1.34', when: 'when var.pin' });
});

test('the same choice never meets itself the other way', async () => {
  const text = `${cluster('version = "${var.new ? "1" : "2"}.${var.new ? 34 : 20}"')}variable "new" {}\n`;
  expect(shown(factOf(await read(text), 'cluster').version)).toEqual(['1.34', '2.20']);
});

test('more than sixteen alternatives are cut, and it is said', async () => {
  const entries = Array.from({ length: 20 }, (_, index) => `e${index} = "1.${index + 10}"`).join('\n');
  const { version } = factOf(
    await read(`${cluster('version = local.v[var.env]')}variable "env" {}\nlocals {\n  v = {\n${entries}\n}\n}\n`),
    'cluster',
  );
  expect(version).toMatchObject({ kind: 'one-of', unread: [{ reason: 'it has more than 16 alternatives' }] });
  expect(version?.kind === 'one-of' && version.alternatives).toHaveLength(16);
});

test('a value tells the places it travelled through', async () => {
  const reading = await read({
    'main.tf': eks('cluster_version = local.version'),
    'locals.tf': 'locals {\n  version = var.kubernetes_version\n}\n',
    'variables.tf': 'variable "kubernetes_version" {\n  default = "1.34"\n}\n',
  });
  const { version } = factOf(reading, 'cluster');
  expect(version?.kind === 'known' && version.via.map(({ note, span }) => [note, span.path, textAt(reading, span)])).toEqual([
    ['var.kubernetes_version', 'locals.tf', 'var.kubernetes_version'],
    ['local.version', 'main.tf', 'local.version'],
  ]);
});
