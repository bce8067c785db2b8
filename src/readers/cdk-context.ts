/** The context flag of CDK that decides which AMI type aws-cdk-lib picks. */
import { folderOf, joinPath } from '../model/path.ts';
import type { Project } from './reader.ts';
import { isProgramPath } from './typescript-paths.ts';

/** https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/FEATURE_FLAGS.md, also by the name of its constant */
const FLAG = /defaultToAL2023|\bEKS_DEFAULT_AL2023\b/;
/** Everything but `false` turns a flag on, texts too. */
const FALSE = /"@aws-cdk\/aws-eks:defaultToAL2023"\s*:\s*false\b/;
/** https://docs.aws.amazon.com/cdk/v2/guide/context.html */
const CONTEXT = /(?:^|\/)cdk(?:\.context)?\.json$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;

/** The files of contexts, with the flags of programs. */
export function isContextPath(path: string): boolean {
  return CONTEXT.test(path);
}

/** One look at all texts for each state of a repository. */
const speaking = new WeakMap<Project, readonly string[]>();

function filesSpeaking(project: Project): readonly string[] {
  const known = speaking.get(project);
  if (known) return known;
  const found = project.paths.filter((path) => (isProgramPath(path) || !SCRIPT.test(path)) && FLAG.test(project.text(path) ?? ''));
  speaking.set(project, found);
  return found;
}

/** Whether the flag is certainly off, as it is by default: a program or a script that speaks of it may set it anywhere. */
export function flagIsOff(path: string, project: Project): boolean {
  const files = filesSpeaking(project);
  if (files.length === 0) return true;
  if (files.some((file) => !isContextPath(file))) return false;
  const folder = contextFolderAbove(path, project);
  // the program of a library without a context has that of those who use it
  if (folder === undefined) return files.every((file) => isOff(project.text(file)));
  return ['cdk.json', 'cdk.context.json'].every((name) => isOff(project.text(joinPath(folder, name) ?? '')));
}

function isOff(context: string | undefined): boolean {
  return context === undefined || !FLAG.test(context) || FALSE.test(context);
}

function contextFolderAbove(path: string, project: Project): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (project.text(joinPath(folder, 'cdk.json') ?? '') !== undefined) return folder;
    if (folder === '') return undefined;
  }
}
