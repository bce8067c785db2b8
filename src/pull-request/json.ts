/** Narrow steps into JSON of unknown shape, with the way to a value in every complaint. */

/** One line: what a payload should have held where. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
}

/** A value inside a payload and the way to it. */
export interface Node {
  readonly value: unknown;
  readonly at: string;
}

/** The member of an object; `undefined` and not an error where the node is no object. */
export function member({ value, at }: Node, name: string): Node {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return { value: isObject ? Reflect.get(value, name) : undefined, at: `${at}.${name}` };
}

/** A value a few members deep. */
export function dig(node: Node, ...names: readonly string[]): Node {
  return names.reduce(member, node);
}

/** @throws PayloadError */
export function text({ value, at }: Node): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new PayloadError(`${at} is not a text`);
}

/** A full commit id, SHA-1 or SHA-256. @throws PayloadError */
export function commitId({ value, at }: Node): string {
  if (typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return value;
  throw new PayloadError(`${at} is not a commit id`);
}

/** @throws PayloadError */
export function positiveInteger({ value, at }: Node): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new PayloadError(`${at} is not a number`);
}

/** `owner/name`. @throws PayloadError */
export function repositoryName({ value, at }: Node): string {
  if (typeof value === 'string' && /^[\w.-]+\/[\w.-]+$/.test(value)) return value;
  throw new PayloadError(`${at} is not a repository`);
}
