/** Values of Pulumi's configuration: what each stack file of the project says, else the project file's own default. */
import type { ConfigKey, ConfigNode, PulumiProjectFact, PulumiStackFact } from '../model/fact.ts';
import { folderOf, isWithin, joinPath } from '../model/path.ts';
import type { Span } from '../model/span.ts';
import type { Known, Unknown } from '../model/value.ts';
import { scalarOf, valueAt } from './config-nodes.ts';
import { readPulumiFile } from './pulumi-project-files.ts';
import type { Project } from './reader.ts';

/** What one stack says of a key; `absent` is what `get` gives where nobody has set it. */
export type ConfigAnswer = Known<string | number | boolean> | Unknown | { readonly kind: 'absent'; readonly when?: string };

/** A key as the program asks for it: without namespace it is the project's own. */
export interface ConfigQuestion {
  readonly namespace: string | undefined;
  /** The key, then those of the objects inside its value. */
  readonly keys: readonly string[];
  /** The file that asks. */
  readonly path: string;
  /** Where the program asks, for what cannot be read. */
  readonly span: Span;
  /** `require` fails where nothing is set. */
  readonly isRequired: boolean;
}

const PROJECT_FILE = /(?:^|\/)Pulumi\.(?:ya?ml|json)$/;
const MAX_STACKS = 16;

interface PulumiProject {
  readonly fact: PulumiProjectFact;
  readonly stacks: readonly PulumiStackFact[];
}

/** The configuration of every Pulumi project of a repository. */
export class PulumiConfig {
  readonly #project: Project;
  #projects: readonly PulumiProject[] | undefined;

  constructor(project: Project) {
    this.#project = project;
  }

  /** One answer a stack; where no stack file is in the repository, what the project file says. Empty: the program has no project file. */
  answers(question: ConfigQuestion): readonly ConfigAnswer[] {
    this.#projects ??= projectsOf(this.#project);
    const around = this.#projects.filter(({ fact }) => isWithin(question.path, folderOf(fact.path)));
    const nearest = around.toSorted((a, b) => b.fact.path.length - a.fact.path.length)[0];
    if (!nearest) return [];
    const { fact, stacks } = nearest;
    if (stacks.length > MAX_STACKS) return [unknown(question, `the project has more than ${MAX_STACKS} stacks`)];
    if (stacks.length === 0) return [fromProject(fact, question) ?? unknown(question, 'no stack file is in the repository')];
    return stacks.map((stack) => fromStack(stack, fact, question));
  }
}

function projectsOf(project: Project): readonly PulumiProject[] {
  const facts = project.paths.filter((path) => PROJECT_FILE.test(path)).flatMap((path) => factsOf(project, path));
  return facts.flatMap((fact) => (fact.kind === 'pulumi-project' ? [{ fact, stacks: stacksOf(fact, project) }] : []));
}

function factsOf(project: Project, path: string): ReturnType<typeof readPulumiFile>['facts'] {
  const text = project.text(path);
  return text === undefined ? [] : readPulumiFile({ path, text }).facts;
}

function stacksOf(fact: PulumiProjectFact, project: Project): readonly PulumiStackFact[] {
  const directory = (fact.stackConfigDir ?? fact.configDirectory)?.value ?? '';
  const folder = joinPath(folderOf(fact.path), directory);
  if (folder === undefined) return [];
  const inside = project.paths.filter((path) => folderOf(path) === folder && /(?:^|\/)Pulumi\.[^/]+\.(?:ya?ml|json)$/.test(path));
  return inside.flatMap((path) => factsOf(project, path)).filter((stack) => stack.kind === 'pulumi-stack');
}

function fromStack(stack: PulumiStackFact, project: PulumiProjectFact, question: ConfigQuestion): ConfigAnswer {
  const when = `stack ${stack.stack}`;
  const written = find(stack.config, project, question);
  if (written) return answerInside(written.value, question, when);
  if (stack.hasEnvironment) return unknown(question, `stack ${stack.stack} imports an environment that is not in the repository`);
  if (stack.isIncomplete === true) return unknown(question, `the file of stack ${stack.stack} could not be read whole`);
  const inherited = fromProject(project, question);
  if (inherited) return inherited.kind === 'known' ? { ...inherited, when } : inherited;
  return question.isRequired ? unknown(question, `stack ${stack.stack} has no value for it`) : { kind: 'absent', when };
}

/** `k8sVersion: "1.34"`, or its `value` or `default`. */
function fromProject(project: PulumiProjectFact, question: ConfigQuestion): Known<string | number | boolean> | Unknown | undefined {
  const node = find(project.config, project, question)?.value;
  if (!node) return undefined;
  const value =
    node.kind === 'map' ? ['value', 'default'].map((key) => valueAt(node, key)).find((inner) => scalarOf(inner) !== null && inner) : node;
  const found = value && answerInside(value, question);
  return found?.kind === 'absent' ? undefined : found;
}

function find(
  config: readonly ConfigKey[],
  project: PulumiProjectFact,
  { namespace, keys: [key = ''] }: ConfigQuestion,
): ConfigKey | undefined {
  const name = project.name?.kind === 'known' ? project.name.value : undefined;
  const isOwn = namespace === undefined || namespace === name;
  const names = new Set([`${namespace ?? name ?? ''}:${key}`, `${namespace ?? name ?? ''}:config:${key}`, ...(isOwn ? [key] : [])]);
  return config.find((entry) => names.has(entry.key.value));
}

/** What stands at the keys inside a value; an object that does not have them says nothing. */
function answerInside(node: ConfigNode, { keys }: ConfigQuestion, when?: string): ConfigAnswer {
  const [, ...rest] = keys;
  const found = rest.length === 0 || isSecret(node) ? node : valueAt(node, ...rest);
  return found ? answer(found, when) : { kind: 'absent', ...(when === undefined ? {} : { when }) };
}

function answer(node: ConfigNode, when?: string): Known<string | number | boolean> | Unknown {
  if (node.kind === 'unknown') return node;
  if (node.kind !== 'scalar')
    return { kind: 'unknown', reason: isSecret(node) ? 'it is encrypted' : 'it is no plain value', span: node.span };
  const { value, span, source } = node;
  if (value === null) return { kind: 'unknown', reason: 'it is empty', span };
  const notation = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'keyword' : value === source ? 'text' : 'composed';
  return { kind: 'known', value, span, notation, via: [], ...(when === undefined ? {} : { when }) };
}

function isSecret(node: ConfigNode): boolean {
  return valueAt(node, 'secure') !== undefined;
}

function unknown({ span }: ConfigQuestion, reason: string): Unknown {
  return { kind: 'unknown', reason, span };
}
