/** `${name.property[0]}` in texts of a program. */

export interface Reference {
  readonly name: string;
  readonly keys: readonly string[];
}

const INTERPOLATION = /(?<interpolation>\$\$\{|\$\{[^}$]*\})/;
const NAME = /^(?<name>[\w:-]+)(?<rest>[^]*)$/;
const KEY = /^(?:\.(?<plain>[\w-]+)|\[(?:"(?<quoted>[^"]*)"|(?<index>\d+))\])/;

/** Literal text and references, in their order; `undefined` stands for what is written in another way. */
export function partsOf(text: string): readonly (string | Reference | undefined)[] {
  return text.split(INTERPOLATION).map((part) => {
    if (part === '$${') return '${';
    return part.startsWith('${') && part.endsWith('}') ? referenceIn(part.slice(2, -1).trim()) : part;
  });
}

function referenceIn(inside: string): Reference | undefined {
  const groups = NAME.exec(inside)?.groups;
  const keys: string[] = [];
  let rest = groups?.['rest'] ?? '';
  while (rest !== '') {
    const key = KEY.exec(rest);
    if (!key) return undefined;
    keys.push(key.groups?.['plain'] ?? key.groups?.['quoted'] ?? key.groups?.['index'] ?? '');
    rest = rest.slice(key[0].length);
  }
  return groups ? { name: groups['name'] ?? '', keys } : undefined;
}
