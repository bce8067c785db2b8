/** Opens the files of one state together, and keeps a file that cannot be walked from stopping the rest. */
import type { Fact } from '../model/fact.ts';
import type { Problem } from '../model/finding.ts';
import type { SourceText } from '../model/span.ts';
import type { Project, Reading } from './reader.ts';
import { Program } from './syntax/program.ts';
import { tooDeep, type ts } from './syntax/typescript.ts';

/** What a framework reads of a program, file by file. */
export interface FrameworkReader {
  /** Called for every file before any is read: what others may refer to. */
  readonly declare: (file: ts.SourceFile) => void;
  readonly read: (file: ts.SourceFile) => readonly Fact[];
}

/** Parses the files and reads each; nesting too deep to walk is a problem of that file alone. */
export function readPrograms(files: readonly SourceText[], project: Project, open: (program: Program) => FrameworkReader): Reading {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const program = new Program({ paths: project.paths, text: (path) => texts.get(path) ?? project.text(path) });
  const reader = open(program);
  const problems: Problem[] = [];
  const written = files.filter(({ path }) => !isCompiled(path, project));
  const trees = written.map(({ path }) => program.file(path)).filter((tree) => tree !== undefined);
  const declared = trees.filter((tree) => attempt(tree, problems, () => reader.declare(tree)));
  const facts: Fact[] = [];
  for (const tree of declared) attempt(tree, problems, () => facts.push(...reader.read(tree)));
  return { facts, problems: [...program.problems(), ...problems] };
}

function attempt(tree: ts.SourceFile, problems: Problem[], work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(tooDeep(tree.fileName));
    return false;
  }
}

/** JavaScript beside the TypeScript of the same name is what the compiler made of it: nobody mends it there. */
function isCompiled(path: string, project: Project): boolean {
  const sources = [path.replace(/js(?<x>x?)$/, 'ts$<x>'), path.replace(/jsx?$/, 'tsx')];
  return /jsx?$/.test(path) && sources.some((source) => project.text(source) !== undefined);
}
