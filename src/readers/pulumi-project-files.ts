/** One Pulumi project or stack file, as facts. */
import type { ConfigEntry, ConfigNode, PulumiProjectFact, PulumiStackFact } from '../model/fact.ts';
import { editDistance } from '../model/edit-distance.ts';
import type { SourceText, Span } from '../model/span.ts';
import type { Unknown } from '../model/value.ts';
import { entriesOf, entryOf, scalarOf, textOf, valueAt } from './config-nodes.ts';
import type { Reading } from './reader.ts';
import { parseJson } from './syntax/json.ts';
import { type ParsedConfig, parseYaml } from './syntax/yaml.ts';

const STACK_FILE = /(?:^|\/)Pulumi\.(?<stack>[^/]+)\.(?:yaml|yml|json)$/;
/** Stacks that are there to be copied: `Pulumi.README.yaml`, `Pulumi.dev.example.yaml`. */
const EXAMPLE = /(?:^|[._-])(?:readme|example|sample|template|tmpl|dist)$/i;
/** What tools that write projects put where a value belongs: `${PROJECT}`, `{{ name }}`, `{% if %}`, `<%= name %>`. */
const PLACEHOLDER = /\$\{|\{\{|\{%|<%/;
/** Those of them that no YAML parser understands. */
const TEMPLATE = /\{\{|\{%|<%/;
/** How far the CLI looks for the key that was meant (`maxValidationAttributeDistance`, sdk/go/common/workspace/project.go). */
const MAX_DISTANCE = 2;

/** Reads one file. Templates of files, which no YAML parser understands, say nothing and are no problem. */
export function readPulumiFile(source: SourceText): Reading {
  const stack = STACK_FILE.exec(source.path)?.groups?.['stack'];
  if (stack !== undefined && EXAMPLE.test(stack)) return { facts: [], problems: [] };
  const { root, problem } = parse(source);
  if (problem && TEMPLATE.test(source.text)) return { facts: [], problems: [] };
  const problems = problem ? [problem] : [];
  if (!root) return { facts: [], problems };
  if (root.kind !== 'map') {
    if (problem || root.kind === 'unknown') return { facts: [], problems };
    return { facts: [], problems: [{ path: source.path, offset: root.span.start, message: 'is no Pulumi file: it holds no mapping' }] };
  }
  const fact = stack === undefined ? projectOf(root, source.path) : stackOf(root, source.path, stack);
  const isIncomplete = problem !== undefined || isOpaque(valueAt(root, 'config'));
  return { facts: [isIncomplete ? { ...fact, isIncomplete } : fact], problems };
}

function parse(source: SourceText): ParsedConfig {
  return source.path.endsWith('.json') ? parseJson(source, 'strict') : parseYaml(source);
}

/** A section of configuration whose keys are not all there to be seen. */
function isOpaque(config: ConfigNode | undefined): boolean {
  return config?.kind === 'unknown' || config?.kind === 'list';
}

function stackOf(root: ConfigNode, path: string, stack: string): PulumiStackFact {
  const environments = ['environment', 'mainEnvironment'].map((key) => valueAt(root, key));
  const config = valueAt(root, 'config');
  return {
    kind: 'pulumi-stack',
    dialect: 'pulumi-project',
    span: startOf(root),
    resource: `Pulumi stack ${stack}`,
    path,
    stack,
    config: entriesOf(config),
    hasEnvironment: environments.some((node) => node !== undefined && scalarOf(node) !== null),
  };
}

function projectOf(root: ConfigNode, path: string): PulumiProjectFact {
  const { name, ...naming } = nameOf(root);
  const config = entryOf(root, 'config');
  const configDirectory = textOf(config?.value);
  const stackConfigDir = textOf(valueAt(root, 'stackConfigDir'));
  return {
    kind: 'pulumi-project',
    dialect: 'pulumi-project',
    span: startOf(root),
    resource: name?.kind === 'known' ? `Pulumi project ${name.value}` : 'Pulumi project',
    path,
    name,
    ...naming,
    config: entriesOf(config?.value),
    ...(configDirectory ? { configDirectory } : {}),
    ...(configDirectory && config?.removal ? { configDirectoryRemoval: config.removal } : {}),
    ...(stackConfigDir ? { stackConfigDir } : {}),
  };
}

function startOf(root: ConfigNode): Span {
  return entriesOf(root)[0]?.key.span ?? root.span;
}

/** The name, or in the words of the CLI what is wrong with it. */
function nameOf(root: ConfigNode): Pick<PulumiProjectFact, 'name' | 'nameProblem' | 'misspeltName'> {
  const node = valueAt(root, 'name');
  if (!node) return { name: undefined, ...nearestToName(root) };
  if (node.kind === 'unknown') return { name: unreadable(node.span, node.reason) };
  const text = textOf(node);
  if (text && PLACEHOLDER.test(text.value)) return { name: unreadable(node.span, 'it is a placeholder of a template') };
  if (text && text.value !== '') return { name: text };
  return {
    name: unreadable(node.span, 'it is no text'),
    nameProblem: "project is missing a non-empty string 'name' attribute",
  };
}

function unreadable(span: Span, reason: string): Unknown {
  return { kind: 'unknown', reason, span };
}

function nearestToName(root: ConfigNode): Pick<PulumiProjectFact, 'nameProblem' | 'misspeltName'> {
  const missing = "project is missing a 'name' attribute";
  let nearest: { readonly entry: ConfigEntry; readonly distance: number } | undefined;
  for (const entry of entriesOf(root).toSorted((a, b) => (a.key.value < b.key.value ? -1 : 1))) {
    const distance = editDistance('name', entry.key.value.toLowerCase(), MAX_DISTANCE);
    if (distance < (nearest?.distance ?? MAX_DISTANCE + 1)) nearest = { entry, distance };
  }
  if (!nearest) return { nameProblem: missing };
  const { key, value } = nearest.entry;
  const nameProblem = `${missing}; found '${key.value}' instead`;
  return textOf(value)?.value ? { nameProblem, misspeltName: key } : { nameProblem };
}
