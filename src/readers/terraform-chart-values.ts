/** The values that a Helm release gives to its chart: `set` blocks or lists, and documents of YAML. */
import type { Span } from '../model/span.ts';
import { yamlItems } from './terraform-yaml.ts';
import { taken } from './syntax/hcl-access.ts';
import { knownKey } from './syntax/hcl-objects.ts';
import { forced, type Item, reached, unknown } from './syntax/hcl-values.ts';
import type { Fields } from './terraform-fields.ts';

/** What a value may be, by its path; `undefined` where nothing gives it. */
export type ChartValues = (path: string) => readonly Item[] | undefined;

/** `set` counts more than `values`, and a later document more than an earlier one. */
export function chartValues(fields: Fields): ChartValues {
  return (path) => inSets(fields, path) ?? inDocuments(fields.items('values') ?? [], path.split('.'), fields.span);
}

/** Of the `set` blocks and lists alone. */
export function inSets(fields: Fields, path: string): readonly Item[] | undefined {
  let unnamed: Item | undefined;
  let found: readonly Item[] | undefined;
  for (const set of [...fields.blocks('set'), ...fields.blocks('set_sensitive')]) {
    const name = knownKey(set.items('name') ?? []);
    if ('reason' in name) unnamed = unknown(set.span, name.reason);
    else if (name.known.value === path) found = set.items('value');
  }
  return found ?? (unnamed && isLikelyTag(path) ? [unnamed] : undefined);
}

function isLikelyTag(path: string): boolean {
  return path === 'image.tag';
}

/** A document that cannot be read may give anything. */
function inDocuments(items: readonly Item[], path: readonly string[], span: Span): readonly Item[] | undefined {
  const documents = forced(items).flatMap((item) => {
    if (item.value.kind !== 'list') return [[item]];
    return item.value.elements.map((element) => reached(element(), item));
  });
  for (const document of documents.toReversed()) {
    const given = document.flatMap((item) => inDocument(item, path, span) ?? []);
    if (given.length > 0) return given;
  }
  return undefined;
}

function inDocument(item: Item, path: readonly string[], span: Span): readonly Item[] | undefined {
  const content = item.value.kind === 'encoded' ? reached(item.value.value(), item) : yamlItems(item);
  const found = path.reduce((current, name) => forced(taken(current, name, span)), forced(content));
  const isMissing = found.every(({ value }) => value.kind === 'null' || (value.kind === 'unknown' && value.says === 'error'));
  return isMissing ? undefined : found;
}
