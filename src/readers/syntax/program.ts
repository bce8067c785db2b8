/** The TypeScript files of one state of a repository, parsed when somebody asks for them. */
import type { Problem } from '../../model/finding.ts';
import type { Project } from '../reader.ts';
import { locateModule } from './modules.ts';
import { parseTypeScript, type ts } from './typescript.ts';

const SCRIPT = /\.[cm]?[jt]sx?$/;
const NO_SOURCE = /(?:^|\/)node_modules\/|\.d\.[cm]?ts$/;
/** Tests and examples call code with values that are not deployed. */
const TEST = /(?:^|\/)(?:__fixtures__|__mocks__|__tests__|e2e|examples|fixtures|test|testdata|tests)\/|\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** One state of the program: base and head have one each, and share the trees of unchanged files. */
export class Program {
  readonly project: Project;
  readonly #files = new Map<string, ts.SourceFile | undefined>();
  readonly #problems = new Map<string, readonly Problem[]>();
  readonly #modules = new Map<string, string | undefined>();
  readonly #mentions = new Map<string, readonly string[]>();

  constructor(project: Project) {
    this.project = project;
  }

  /** The tree of a file; `undefined` where the project has no such text, or it is nested too deeply to walk. */
  file(path: string): ts.SourceFile | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const text = this.project.text(path);
    const parsed = text === undefined ? undefined : parseTypeScript({ path, text });
    const file = parsed?.ok === true ? parsed.file : undefined;
    this.#files.set(path, file);
    if (parsed) this.#problems.set(path, parsed.ok ? parsed.problems : [parsed.problem]);
    return file;
  }

  /** What could not be parsed of the files that were asked for. */
  problems(): readonly Problem[] {
    return [...this.#problems.values()].flat();
  }

  /** The file of the project that `specifier` means in a file; `undefined` for packages from elsewhere and for files that are not there. */
  locate(specifier: string, from: string): string | undefined {
    const key = `${from.slice(0, from.lastIndexOf('/') + 1)}\n${specifier}`;
    if (!this.#modules.has(key)) this.#modules.set(key, locateModule(this.project, specifier, from));
    return this.#modules.get(key);
  }

  /** The program files whose text holds a word somewhere, in the order of their paths; tests only where a test asks. */
  mentions(word: string, from: string): readonly string[] {
    const found = this.#mentions.get(word) ?? this.#mentioning(word);
    this.#mentions.set(word, found);
    return TEST.test(from) ? found : found.filter((path) => !TEST.test(path));
  }

  #mentioning(word: string): readonly string[] {
    const { paths } = this.project;
    return paths.filter((path) => SCRIPT.test(path) && !NO_SOURCE.test(path) && this.project.text(path)?.includes(word) === true);
  }
}
