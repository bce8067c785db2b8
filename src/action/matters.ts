/** Whether a change may matter at all, found out before a repository is fetched. */
import { isWanted } from '../reading.ts';
import type { Tree } from '../sources/tree.ts';
import type { Ends } from './ends.ts';

/** `false` where no file that the change has, or had under another name, is one that would be read. */
export async function mayMatter({ changes, head }: Pick<Ends, 'changes' | 'head'>, config: string): Promise<boolean> {
  if (!changes.isComplete) return true;
  const paths = changes.files.flatMap(({ path, previousPath }) => [path, ...(previousPath === undefined ? [] : [previousPath])]);
  const wanted = paths.filter((path) => isWanted(path) || path === config);
  return wanted.length > 0 && (!wanted.every(isProgramFile) || (await mayHavePrograms(head)));
}

function isProgramFile(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

/** What a manifest names where Pulumi or CDK programs are. */
const PROGRAM_PACKAGES = /@pulumi\/|aws-cdk|@aws-cdk\//;

/** Not where there are manifests and none names such a package; an application has thousands of files that nobody needs to fetch. */
async function mayHavePrograms(tree: Tree): Promise<boolean> {
  const paths = [...(await tree.paths()), ...(await tree.leftOut())];
  const manifests = paths.filter((path) => /(?:^|\/)(?:package|deno)\.jsonc?$/.test(path));
  if (manifests.length === 0) return true;
  const { texts, problems } = await tree.read(manifests);
  return problems.length > 0 || [...texts.values()].some((text) => PROGRAM_PACKAGES.test(text));
}
