/** The TypeScript files of one state of a repository, parsed when somebody asks for them. */
import type { Problem } from '../../model/finding.ts';
import type { Project } from '../reader.ts';
import { parseTypeScript, type ts } from './typescript.ts';

/** One state of the program: base and head have one each, and share the trees of unchanged files. */
export class Program {
  readonly project: Project;
  readonly #problems = new Map<string, readonly Problem[]>();

  constructor(project: Project) {
    this.project = project;
  }

  /** The tree of a file; `undefined` where the project has no such text, or it is nested too deeply to walk. */
  file(path: string): ts.SourceFile | undefined {
    const text = this.project.text(path);
    if (text === undefined) return undefined;
    const parsed = parseTypeScript({ path, text });
    this.#problems.set(path, parsed.ok ? parsed.problems : [parsed.problem]);
    return parsed.ok ? parsed.file : undefined;
  }

  /** What could not be parsed of the files that were asked for. */
  problems(): readonly Problem[] {
    return [...this.#problems.values()].flat();
  }
}
