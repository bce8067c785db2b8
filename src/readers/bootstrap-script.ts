/** The script of Amazon Linux 2 images that joins a node to its cluster; those of Amazon Linux 2023 have none. */
import type { Span } from '../model/span.ts';

/** https://docs.aws.amazon.com/eks/latest/userguide/al2023.html */
const SCRIPT = '/etc/eks/bootstrap.sh';

/** Where a part of a file calls it. */
export function bootstrapIn(text: string, { path, start, end }: Span): Span | undefined {
  const found = text.slice(start, end).indexOf(SCRIPT);
  return found === -1 ? undefined : { path, start: start + found, end: start + found + SCRIPT.length };
}
