/** Object literals of configuration files in JavaScript, read without a JavaScript parser: anything that is not literal is refused. */
import type { ConfigEntry, ConfigNode } from '../model/fact.ts';
import type { SourceText } from '../model/span.ts';
import { parseYaml } from './syntax/yaml.ts';

const COMMENT_OR_TEXT = /\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[^])*`/g;

/** The text with every comment as spaces, at the same offsets. */
export function withoutComments(text: string): string {
  return text.replaceAll(COMMENT_OR_TEXT, (token) => (token.startsWith('/') ? token.replaceAll(/[^\r\n]/g, ' ') : token));
}

/** The object that `module.exports` is, where it is written down as literals alone and nothing follows. */
export function literalObject({ path, text }: SourceText): ConfigNode | undefined {
  const code = withoutComments(text);
  const start = /\bmodule\.exports\s*=\s*(?=\{)/.exec(code);
  if (!start) return undefined;
  const object = code.slice(start.index + start[0].length).trimEnd();
  const node = literalNode(object.endsWith(';') ? object.slice(0, -1) : object, path);
  return node?.kind === 'map' ? node : undefined;
}

/** A literal as a node, whose places are those of `text` alone. Its syntax is nearly that of YAML's flow style. */
export function literalNode(text: string, path: string): ConfigNode | undefined {
  if (text.includes('`') || text.includes('#')) return undefined;
  const { root, problem } = parseYaml({ path, text: text.replaceAll('\t', ' ') });
  return problem || !root ? undefined : onlyLiterals(root);
}

/** What YAML takes for text and JavaScript for a name becomes unknown. */
function onlyLiterals(node: ConfigNode): ConfigNode {
  switch (node.kind) {
    case 'list':
      return { ...node, items: node.items.map(onlyLiterals) };
    case 'map': {
      if (node.entries.some(isSpread)) return { kind: 'unknown', span: node.span, reason: 'it spreads another object' };
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: onlyLiterals(entry.value) })) };
    }
    case 'scalar':
      return typeof node.value === 'string' && !node.quoted ? { kind: 'unknown', span: node.span, reason: 'it is no literal' } : node;
    case 'unknown':
      return node;
  }
}

function isSpread({ key }: ConfigEntry): boolean {
  return !/^[\w$@/ .-]+$/.test(key.value) || key.value.startsWith('...');
}
