/** The parts of a program: https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/ */
import type { Span } from '../model/span.ts';
import { at, entriesOf, reach, type Reached, stringAt, type YamlNode } from './syntax/yaml-tree.ts';

export interface Resource {
  /** What the program calls it. */
  readonly id: string;
  readonly type: string;
  /** The text of its `type`. */
  readonly span: Span;
  readonly properties: Reached | undefined;
  readonly options: Reached | undefined;
}

export interface Program {
  readonly path: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly variables: ReadonlyMap<string, Reached>;
  /** Defaults of the old section `configuration:`. */
  readonly defaults: ReadonlyMap<string, Reached>;
}

/** The program of a document; `undefined` where another language runs, or another tool makes the program. */
export function programOf(root: YamlNode, path: string): Program | undefined {
  const document = reach(root);
  const runtime = at(document, 'runtime');
  const name = stringAt(runtime) ?? stringAt(at(runtime, 'name'));
  if ((name ?? 'yaml') !== 'yaml' || at(runtime, 'options', 'compiler')) return undefined;
  const resources = entriesOf(at(document, 'resources')).flatMap(({ key, value }) => resourceOf(key, value));
  const defaults = entriesOf(at(document, 'configuration')).flatMap(({ key, value }) => {
    const written = at(value, 'value') ?? at(value, 'default');
    return written ? [[key, written] as const] : [];
  });
  return {
    path,
    resources: new Map(resources.map((resource) => [resource.id, resource])),
    variables: new Map(entriesOf(at(document, 'variables')).map(({ key, value }) => [key, value])),
    defaults: new Map(defaults),
  };
}

/** With `get` it exists elsewhere, and is only looked at. */
function resourceOf(id: string, value: Reached): readonly Resource[] {
  const type = at(value, 'type');
  const name = stringAt(type);
  if (!type || name === undefined || at(value, 'get')) return [];
  return [{ id, type: name, span: type.node.span, properties: at(value, 'properties'), options: at(value, 'options') }];
}
