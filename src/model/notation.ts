/** How a value is spelled at the place that decides it: parsing that spelling, and writing another value in it. */
import type { Edit } from './finding.ts';
import type { Known } from './value.ts';

/**
 * - `text`: the span is the value (the inside of quotes, a plain YAML scalar);
 * - `number`, `keyword`: a bare number, `true`, `false`;
 * - `kubernetes-version-member`, `kubernetes-version-key`: `V1_34` of CDK's `KubernetesVersion`, after a dot or as a key;
 * - `kubectl-layer-class`: `KubectlV34Layer`;
 * - `ami-type-member`: `AL2_X86_64` of CDK's `NodegroupAmiType`, the API's `AL2_x86_64`;
 * - `pulumi-ami-type-member`: the same of `AmiType` in `@pulumi/eks`: `AL2X86_64`;
 * - `composed`: a template or concatenation, whose text is not its value; writing replaces the whole.
 */
export type Notation =
  | 'text'
  | 'number'
  | 'keyword'
  | 'kubernetes-version-member'
  | 'kubernetes-version-key'
  | 'kubectl-layer-class'
  | 'ami-type-member'
  | 'pulumi-ami-type-member'
  | 'composed';

const VERSION_MEMBER = /^V(?<major>\d+)_(?<minor>\d+)$/;
const VERSION_OF = /^of\((?<quote>['"`])(?<version>[^'"`]*)\k<quote>\)$/;
const LAYER_CLASS = /^KubectlV(?<minor>\d{2})Layer$/;

/** https://www.pulumi.com/registry/packages/eks/api-docs/managednodegroup/#amitype */
const PULUMI_AMI_TYPES: ReadonlyMap<string, string> = new Map([
  ['AL2X86_64', 'AL2_x86_64'],
  ['AL2X86_64GPU', 'AL2_x86_64_GPU'],
  ['AL2Arm64', 'AL2_ARM_64'],
  ['AL2023X86_64Standard', 'AL2023_x86_64_STANDARD'],
  ['AL2023Arm64Standard', 'AL2023_ARM_64_STANDARD'],
  ['AL2023X86_64Nvidia', 'AL2023_x86_64_NVIDIA'],
  ['BottlerocketArm64', 'BOTTLEROCKET_ARM_64'],
  ['BottlerocketX86_64', 'BOTTLEROCKET_x86_64'],
  ['BottlerocketArm64Nvidia', 'BOTTLEROCKET_ARM_64_NVIDIA'],
  ['BottlerocketX86_64Nvidia', 'BOTTLEROCKET_x86_64_NVIDIA'],
]);

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
    case 'ami-type-member':
      return text.replace('X86_64', 'x86_64');
    case 'pulumi-ami-type-member':
      return PULUMI_AMI_TYPES.get(text);
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
    case 'ami-type-member':
      return value.toUpperCase();
    case 'pulumi-ami-type-member':
      return [...PULUMI_AMI_TYPES].find(([, amiType]) => amiType === value)?.[0] ?? value;
    case 'number':
      return `"${value}"`;
    default:
      return value;
  }
}
