/** Which add-on a misspelled name means. */
import { editDistance } from '../../model/edit-distance.ts';

/** What people call it -> what EKS calls it, where neither the prefix nor a slip of the keyboard explains it. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['amazon-vpc-cni-k8s', 'vpc-cni'],
  ['aws-node', 'vpc-cni'],
  ['cni', 'vpc-cni'],
  ['ebs-csi', 'aws-ebs-csi-driver'],
  ['efs-csi', 'aws-efs-csi-driver'],
  ['fsx-csi', 'aws-fsx-csi-driver'],
  ['mountpoint-s3-csi', 'aws-mountpoint-s3-csi-driver'],
]);
const PREFIX = /^(?:amazon|aws|eks)-/;
/** `vendor_product`: the marketplace has more names than any list of ours. */
const MARKETPLACE = '_';
const MAX_SLIPS = 2;
const SHORT_NAME = 6;

/** The one name of the list that this name, which is not in the list, certainly means. */
export function meantName(name: string, known: readonly string[]): string | undefined {
  if (name.includes(MARKETPLACE)) return undefined;
  const alias = ALIASES.get(name) ?? ALIASES.get(name.replace(PREFIX, ''));
  if (alias !== undefined && known.includes(alias)) return alias;
  const candidates = known.filter((item) => !item.includes(MARKETPLACE));
  return onlyOne(candidates.filter((item) => sameBehindPrefix(item, name))) ?? nearest(name, candidates);
}

function sameBehindPrefix(a: string, b: string): boolean {
  return a.replace(PREFIX, '') === b.replace(PREFIX, '');
}

function nearest(name: string, candidates: readonly string[]): string | undefined {
  const allowed = name.length < SHORT_NAME ? 1 : MAX_SLIPS;
  const distances = candidates.map((item) => ({ item, slips: editDistance(name, item, allowed) }));
  const least = Math.min(...distances.map(({ slips }) => slips));
  return least > allowed ? undefined : onlyOne(distances.filter(({ slips }) => slips === least).map(({ item }) => item));
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
