/** Pulumi project and stack files in, findings out: for tests of the rules over them. Each fix is applied and read again. */
import { expect } from 'vitest';
import { snapshotCatalog } from '../../src/catalog/snapshot.ts';
import { buildInventory } from '../../src/inventory/build.ts';
import { type Finding, identityOf } from '../../src/model/finding.ts';
import { pulumiProject } from '../../src/readers/pulumi-project.ts';
import type { Reading } from '../../src/readers/reader.ts';
import { type Rule, runRules } from '../../src/rules/rule.ts';
import { edited } from '../readers/support.ts';

export type ConfigFiles = Readonly<Record<string, string>>;

export interface ConfigFinding extends Finding {
  /** The text that the finding sits on. */
  readonly place: string;
  /** The files after its fix, where it has one. */
  readonly fixed?: ConfigFiles;
}

/**
 * What a rule says of files. A fix must leave files that can be read, without the finding and with no other of this rule; what it
 * does not name stays as it is, because edits are places and texts.
 */
export async function configFindings(rule: Rule, files: ConfigFiles): Promise<readonly ConfigFinding[]> {
  const findings = run(rule, await read(files));
  return await Promise.all(findings.map((finding) => withFix(rule, files, findings.length, finding)));
}

/** The one thing that a rule says. */
export async function configFinding(rule: Rule, files: ConfigFiles): Promise<ConfigFinding> {
  const findings = await configFindings(rule, files);
  const [finding] = findings;
  if (!finding || findings.length > 1) throw new Error(`${rule.meta.id} says ${findings.length} things`);
  return finding;
}

/** A project named `tap` with this `config:`, whose lines are given without the first two spaces. */
export function projectWith(config: string, stacks: Readonly<Record<string, string>> = {}): ConfigFiles {
  const files = Object.entries(stacks).map(([name, text]) => [`Pulumi.${name}.yaml`, `config:\n${indented(text)}`]);
  return { 'Pulumi.yaml': `name: tap\nruntime: nodejs\nconfig:\n${indented(config)}`, ...Object.fromEntries(files) };
}

/** The lines below `config:` of a project or stack file, as {@link projectWith} takes them. */
export function configIn(text: string | undefined): string | undefined {
  return text?.slice(text.indexOf('config:\n') + 'config:\n'.length).replaceAll(/^ {2}/gm, '');
}

function indented(lines: string): string {
  return lines.replaceAll(/^(?=.)/gm, '  ');
}

async function read(files: ConfigFiles): Promise<Reading> {
  const sources = Object.entries(files)
    .map(([path, text]) => ({ path, text }))
    .filter((file) => pulumiProject.wantsPath(file.path) && pulumiProject.accepts(file));
  return await pulumiProject.read(sources, { text: (path) => files[path], paths: Object.keys(files).toSorted() });
}

function run(rule: Rule, { facts }: Reading): readonly Finding[] {
  const catalog = snapshotCatalog();
  return runRules([rule], { ...buildInventory(facts), catalog, today: '2026-11-26', existingClusters: new Set() });
}

async function withFix(rule: Rule, files: ConfigFiles, count: number, finding: Finding): Promise<ConfigFinding> {
  const place = files[finding.span.path]?.slice(finding.span.start, finding.span.end) ?? '';
  if (!finding.fix) return { ...finding, place };
  const fixed: ConfigFiles = Object.fromEntries(edited(new Map(Object.entries(files)), finding.fix.edits));
  const reading = await read(fixed);
  const left = run(rule, reading);
  expect(reading.problems).toEqual([]);
  expect(left).toHaveLength(count - 1);
  expect(left.map(identityOf)).not.toContain(identityOf(finding));
  return { ...finding, place, fixed };
}
