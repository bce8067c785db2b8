/** Which file of the repository a nested stack is made from. */
import { folderOf, isWithin, joinPath } from '../model/path.ts';
import { callAt, partsOf } from './cloudformation-calls.ts';
import type { Resource, Template } from './cloudformation-template.ts';
import { at, itemsOf, type Reached, stringAt } from './syntax/yaml-tree.ts';

/**
 * The property that names the template, by the type of the resource:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html and
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
const LOCATIONS: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);
const REMOTE = /^(?:https?|s3):\/\//i;

/** Whether a text may have nested stacks. */
export function hasNestedStacks(text: string): boolean {
  return [...LOCATIONS.keys()].some((type) => text.includes(type));
}

export function isNestedStack({ type }: Resource): boolean {
  return LOCATIONS.has(type);
}

/** Finds files by the ends of their paths. */
export class TemplateFiles {
  readonly #paths: ReadonlySet<string>;
  readonly #byName: ReadonlyMap<string, readonly string[]>;

  constructor(paths: readonly string[]) {
    this.#paths = new Set(paths);
    const byName = new Map<string, string[]>();
    for (const path of paths) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      byName.set(name, [...(byName.get(name) ?? []), path]);
    }
    this.#byName = byName;
  }

  /**
   * The file that `aws cloudformation package` uploads, or the one whose path ends like the address of an upload.
   * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
   */
  calledBy(resource: Resource, { path }: Template): string | undefined {
    const place = at(resource.properties, LOCATIONS.get(resource.type) ?? '');
    const text = stringAt(place);
    if (text !== undefined && !REMOTE.test(text)) return this.#local(joinPath(folderOf(path), text), text);
    const end = place && endOf(place);
    return end === undefined
      ? undefined
      : this.#endingLike(
          end.split('/').filter((part) => part !== ''),
          folderOf(path),
        );
  }

  #local(path: string | undefined, text: string): string | undefined {
    return path !== undefined && !text.startsWith('/') && this.#paths.has(path) ? path : undefined;
  }

  /** The folder counts where it is written. Of several such files the one that lies where the caller does is meant. */
  #endingLike(parts: readonly string[], folder: string): string | undefined {
    const candidates = (this.#byName.get(parts.at(-1) ?? '') ?? []).map((path) => ({ path, shared: sharedEnd(path.split('/'), parts) }));
    const most = Math.max(0, ...candidates.map(({ shared }) => shared));
    if (most < Math.min(2, parts.length)) return undefined;
    const alike = candidates.filter(({ shared }) => shared === most);
    const around = alike.filter(({ path }) => isWithin(folder, path.split('/').slice(0, -most).join('/')));
    const nearest = around.toSorted((a, b) => b.path.length - a.path.length);
    return alike.length === 1 ? alike[0]?.path : nearest[0]?.path;
  }
}

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}

/** What is certain at the end of an address: the text behind its last variable, or behind the bucket. */
function endOf(place: Reached): string | undefined {
  const call = callAt(place);
  if (!call) return withoutBucket(stringAt(place) ?? '');
  const [first, second] = itemsOf(call.argument);
  if (call.name === 'Sub') return lastLiteral(stringAt(first ?? call.argument) ?? '');
  if (call.name !== 'Join' || !second) return undefined;
  const parts = itemsOf(second).map((item) => stringAt(item));
  const open = parts.lastIndexOf(undefined);
  const end = withoutQuery(parts.slice(open + 1).join(stringAt(first) ?? ''));
  return open === -1 ? withoutBucket(end) : withoutHost(end);
}

function lastLiteral(template: string): string | undefined {
  const parts = partsOf(template);
  const last = parts.at(-1);
  if (typeof last !== 'string') return undefined;
  return parts.length === 1 ? withoutBucket(last) : withoutHost(withoutQuery(last));
}

/** `.s3.amazonaws.com/eks.yaml`, behind the variable for a bucket. */
function withoutHost(end: string): string {
  const [first = '', ...others] = end.split('/');
  return first.includes('.') && others.length > 0 ? others.join('/') : end;
}

/** `https://bucket.s3.amazonaws.com/key`, `https://s3.amazonaws.com/bucket/key` */
function withoutBucket(address: string): string {
  const [host = '', ...parts] = address.replace(REMOTE, '').split('/');
  return withoutQuery((/^s3[.-]/.test(host) ? parts.slice(1) : parts).join('/'));
}

function withoutQuery(address: string): string {
  return address.replace(/\?.*$/s, '');
}
