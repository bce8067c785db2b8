/** Runs the main program of an Action as actions/runner does: inputs as variables, command files, no shell. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

export interface ActionRun {
  readonly inputs?: Readonly<Record<string, string>>;
  /** The payload; a text is written as it is. */
  readonly event: unknown;
  readonly eventName?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The workspace; without one, an empty folder. */
  readonly workspace?: string;
}

export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface ActionOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The Markdown of the job summary. */
  readonly summary: string;
  /** The JSON report, where one was left. */
  readonly report: unknown;
  /** `::warning file=a.ts::...`, read as the runner reads them. */
  readonly commands: readonly WorkflowCommand[];
}

interface Metadata {
  readonly inputs?: Readonly<Record<string, { readonly default?: string | number | boolean; readonly required?: boolean }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const LONGEST_RUN = 60_000;
const REPORT = 'eks-lockstep-report.json';

/**
 * Runs an Action to its end.
 *
 * @param root the folder with `action.yml`
 */
export async function runAction(root: string, run: ActionRun): Promise<ActionOutcome> {
  const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Metadata;
  if (metadata.runs.using !== 'node24') throw new Error(`runs.using is ${metadata.runs.using}`);
  const home = mkdtempSync(join(tmpdir(), 'eks-lockstep-runner-'));
  try {
    const env = environment(home, run, metadata);
    const ended = await waitFor(resolve(root, metadata.runs.main), env, env['GITHUB_WORKSPACE'] ?? home);
    return {
      ...ended,
      outputs: readOutputs(readFileSync(join(home, 'output'), 'utf8')),
      summary: readFileSync(join(home, 'summary'), 'utf8'),
      report: existsSync(join(home, REPORT)) ? (JSON.parse(readFileSync(join(home, REPORT), 'utf8')) as unknown) : undefined,
      commands: readCommands(ended.stdout),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function environment(home: string, run: ActionRun, metadata: Metadata): Record<string, string> {
  function file(name: string, content = ''): string {
    writeFileSync(join(home, name), content);
    return join(home, name);
  }
  function folder(name: string): string {
    mkdirSync(join(home, name));
    return join(home, name);
  }
  const token = run.env?.['GITHUB_TOKEN'] ?? 'ghs_ofTheRunner';
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_TEMP: home,
    RUNNER_TOOL_CACHE: home,
    GITHUB_EVENT_NAME: run.eventName ?? 'pull_request',
    GITHUB_EVENT_PATH: file('event.json', typeof run.event === 'string' ? run.event : JSON.stringify(run.event)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_WORKSPACE: run.workspace ?? folder('workspace'),
    ...inputsOf(run, metadata, token),
    ...run.env,
  };
}

function inputsOf({ inputs = {} }: ActionRun, metadata: Metadata, token: string): Record<string, string> {
  const declared = metadata.inputs ?? {};
  const unknown = Object.keys(inputs).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
  const values = Object.entries(declared).map(([name, { default: byDefault = '' }]) => {
    const value = inputs[name] ?? String(byDefault).replace(/\$\{\{\s*github\.token\s*\}\}/, token);
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value] as const;
  });
  return Object.fromEntries(values);
}

function waitFor(main: string, env: Record<string, string>, cwd: string): Promise<Pick<ActionOutcome, 'status' | 'stdout' | 'stderr'>> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [main], { env, cwd, timeout: LONGEST_RUN, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
    child.on('error', reject);
    child.on('close', (status) => settle({ status, ...printed }));
  });
}

/** `name=value`, or `name<<delimiter`, the value, and the delimiter again. */
function readOutputs(text: string): Record<string, string> {
  const entries = text.matchAll(/^(?<name>[^=\n]+?)(?:=(?<line>.*)|<<(?<end>.+)\n(?<block>[\s\S]*?)\n?\k<end>)$/gm);
  return Object.fromEntries([...entries].map(({ groups = {} }) => [groups['name'] ?? '', groups['line'] ?? groups['block'] ?? '']));
}

function readCommands(stdout: string): WorkflowCommand[] {
  return [...stdout.matchAll(/^::(?<name>[a-z-]+)(?: (?<properties>.*?))?::(?<message>.*)$/gm)].map(({ groups = {} }) => ({
    name: groups['name'] ?? '',
    properties: Object.fromEntries((groups['properties'] ?? '').split(',').filter(Boolean).map(readProperty)),
    message: unescape(groups['message'] ?? ''),
  }));
}

function readProperty(property: string): readonly [string, string] {
  const [name = '', ...value] = property.split('=');
  return [name, unescape(value.join('=')).replaceAll('%3A', ':').replaceAll('%2C', ',')];
}

function unescape(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
