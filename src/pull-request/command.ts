/** Orders given in a comment: `/lockstep apply`. */

export type Command =
  | { readonly kind: 'apply' }
  | { readonly kind: 'recheck' }
  | {
      readonly kind: 'plan';
      /** `1.33`. */
      readonly to: string;
    }
  /** Meant for us, but none of these. */
  | { readonly kind: 'unknown' };

const COMMAND = /^\/lockstep[ \t]+(?:(?<word>apply|recheck)|plan[ \t]+(?<to>1\.\d{1,3}))$/;

/** The order that is the whole comment, blanks around it aside; `undefined` where the comment is talk. */
export function readCommand(body: string): Command | undefined {
  const line = body.trim();
  if (!/^\/lockstep(?:[ \t].*)?$/.test(line)) return undefined;
  const { word, to } = COMMAND.exec(line)?.groups ?? {};
  if (to !== undefined) return { kind: 'plan', to };
  return word === 'apply' || word === 'recheck' ? { kind: word } : { kind: 'unknown' };
}
