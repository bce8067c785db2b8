/** From a tree of files to facts, and again with some files changed in memory. */
import { compareText } from './model/order.ts';
import type { Fact } from './model/fact.ts';
import type { Problem } from './model/finding.ts';
import { folderOf, isWithin } from './model/path.ts';
import { readers } from './readers/index.ts';
import type { Project, Reader, Reading } from './readers/reader.ts';
import { type Config, isIncluded } from './settings/config.ts';
import type { Tree } from './sources/tree.ts';

/** What one state of a repository says. */
export interface ReadState {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** The texts of the files that some reader wants. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many files were not looked at because of their folder. */
  readonly leftOut: number;
  /** The same with other texts for some files; what those do not concern is not read again. */
  with(changed: ReadonlyMap<string, string>): Promise<ReadState>;
}

type Readings = ReadonlyMap<Reader, Reading>;

/** Whether any reader would look at a file of that path. */
export function isWanted(path: string): boolean {
  return readers.some((reader) => reader.wantsPath(path));
}

/**
 * Reads a tree.
 *
 * @param named the paths whose files are asked about, all where there are none; files above them are read for what they say of them
 * @throws SourceError where the tree cannot be listed
 */
export async function readTree(
  tree: Tree,
  named: readonly string[],
  { include, exclude }: Pick<Config, 'include' | 'exclude'>,
): Promise<ReadState> {
  const [usual, aside] = [await tree.paths(), await tree.leftOut()];
  function counts(path: string, byDefault: boolean): boolean {
    return isWanted(path) && isIncluded(path, { include, exclude }, byDefault);
  }
  const brought = aside.filter((path) => counts(path, false));
  const paths = [...usual.filter((path) => counts(path, true)), ...brought].toSorted();
  const { texts, problems } = await tree.read(paths);
  function asked(path: string): boolean {
    return named.length === 0 || named.some((name) => isWithin(path, name) || isWithin(name, folderOf(path)));
  }
  const leftOut = aside.filter((path) => isWanted(path) && asked(path)).length - brought.filter(asked).length;
  return stateOf(texts, new Map(), { problems, leftOut, asked });
}

interface Circumstances {
  readonly problems: readonly Problem[];
  readonly leftOut: number;
  readonly asked: (path: string) => boolean;
}

async function stateOf(texts: ReadonlyMap<string, string>, kept: Readings, around: Circumstances): Promise<ReadState> {
  const project: Project = { text: (path) => texts.get(path), paths: [...texts.keys()].toSorted() };
  const readings = new Map<Reader, Reading>();
  for (const reader of readers) readings.set(reader, kept.get(reader) ?? (await readWith(reader, project, around.asked)));
  const all = [...readings.values()];
  return {
    facts: all.flatMap(({ facts }) => facts),
    problems: distinct([...around.problems, ...all.flatMap(({ problems }) => problems)]),
    texts,
    leftOut: around.leftOut,
    with: (changed) => {
      const unconcerned = [...readings].filter(([reader]) => ![...changed.keys()].some((path) => reader.wantsPath(path)));
      return stateOf(new Map([...texts, ...changed]), new Map(unconcerned), around);
    },
  };
}

async function readWith(reader: Reader, project: Project, asked: (path: string) => boolean): Promise<Reading> {
  const files = project.paths
    .filter((path) => asked(path) && reader.wantsPath(path))
    .map((path) => ({ path, text: project.text(path) ?? '' }));
  const accepted = files.filter((file) => reader.accepts(file));
  if (accepted.length === 0) return { facts: [], problems: [] };
  try {
    return await reader.read(accepted, project);
  } catch (error) {
    throw new Error(`reader ${reader.id} broke: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Two readers may look at the same file. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map(problems.map((problem) => [`${problem.path}\0${problem.message}`, problem]));
  return [...seen.values()].toSorted((a, b) => compareText(a.path, b.path));
}
