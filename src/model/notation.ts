/** How a value is spelled at the place that decides it: parsing that spelling, and writing another value in it. */
import type { Edit } from './finding.ts';
import type { Known } from './value.ts';

/**
 * - `text`: the span is the value (the inside of quotes, a plain YAML scalar);
 * - `number`, `keyword`: a bare number, `true`, `false`;
 * - `kubernetes-version-member`, `kubernetes-version-key`: `V1_34` of CDK's `KubernetesVersion`, after a dot or as a key;
 * - `kubectl-layer-class`: `KubectlV34Layer`;
 * - `composed`: a template or concatenation, whose text is not its value; writing replaces the whole.
 */
export type Notation =
  | 'text'
  | 'number'
  | 'keyword'
  | 'kubernetes-version-member'
  | 'kubernetes-version-key'
  | 'kubectl-layer-class'
  | 'composed';

const VERSION_MEMBER = /^V(?<major>\d+)_(?<minor>\d+)$/;
const VERSION_OF = /^of\((?<quote>['"`])(?<version>[^'"`]*)\k<quote>\)$/;
const LAYER_CLASS = /^KubectlV(?<minor>\d{2})Layer$/;

/** The value that a spelling stands for; `undefined` where the text is none of that notation, or is `composed`. */
export function parseNotation(notation: Notation, text: string): string | number | boolean | undefined {
  switch (notation) {
    case 'text':
      return text;
    case 'number':
      return Number(text.replaceAll('_', ''));
    case 'keyword':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'kubernetes-version-key':
    case 'kubernetes-version-member': {
      const member = VERSION_MEMBER.exec(text)?.groups;
      return member ? `${member['major']}.${member['minor']}` : VERSION_OF.exec(text)?.groups?.['version'];
    }
    case 'kubectl-layer-class': {
      const minor = LAYER_CLASS.exec(text)?.groups?.['minor'];
      return minor === undefined ? undefined : `1.${Number(minor)}`;
    }
    case 'composed':
      return undefined;
  }
}

/** The same field with another value, spelled as its author spelled it. A number becomes a string in double quotes,
 * which every dialect has: `1.30` would be 1.3. */
export function respell(known: Known<unknown>, next: string): Edit {
  return { span: known.span, newText: spelling(known.notation, next) };
}

function spelling(notation: Notation, value: string): string {
  switch (notation) {
    case 'kubernetes-version-key':
    case 'kubernetes-version-member':
      return `V${value.replace('.', '_')}`;
    case 'kubectl-layer-class':
      return `KubectlV${value.split('.')[1] ?? ''}Layer`;
    case 'number':
      return `"${value}"`;
    default:
      return value;
  }
}
