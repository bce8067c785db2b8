/** Which AMI type aws-cdk-lib writes for the instance types of a node group that names none. */
import type { Value } from '../model/value.ts';
import { knowns, unknowns } from '../model/value.ts';
import { eksName } from './cdk-names.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import type { Qualified } from './syntax/imports.ts';
import type { Place } from './syntax/places.ts';
import { ts } from './syntax/typescript.ts';
import type { Arguments } from './typescript-objects.ts';

type Kind = 'x86_64' | 'arm64' | 'gpu';

/** https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-eks/lib/managed-nodegroup.ts */
const AMI_TYPES: Readonly<Record<Kind, string>> = { x86_64: 'AL2_x86_64', arm64: 'AL2_ARM_64', gpu: 'AL2_x86_64_GPU' };
const MAX_TYPES = 40;
/** Members in words for processors that are no accelerators. */
const WORDS =
  /^(?:BURSTABLE|STANDARD|COMPUTE|MEMORY|MEMORY_INTENSIVE_|HIGH_COMPUTE_MEMORY|STORAGE|IO)\d(?:_(?:AMD|INTEL|GRAVITON\d?|XTZ?|BASE|FLEX|NVME|DENSE|DRIVE|EXTENDED|ENHANCED|EBS|OPTIMIZED|STORAGE|HIGH|PERFORMANCE|COMPUTE|NETWORK|BANDWID?TH))*$/;

/** `m5.large`; the letters behind the generation tell the processor. */
const INSTANCE_TYPE = /^(?<family>[a-z]+)\d{1,2}(?<capabilities>[a-z-]*)\.[a-z0-9-]+$/;
/** Those that CDK takes for GPUs, ever since it offers an AMI type for them that lasts; what older versions write ends with the same Kubernetes version. */
const GPU = /^(?:p3|p3dn|p4d|p4de|g3|g3s|g4dn|g5|g6|g6e)\./;
/** Of these it depends on the version of CDK, or on more than their name. */
const ACCELERATED = /^(?:p|g|gr|inf|trn|dl|vt|f)\d/;

/** The type of an image for some instance types; `undefined` where that is not certain. */
export function amiTypeFor(instanceTypes: readonly string[]): string | undefined {
  const kinds = new Set(instanceTypes.map(kindOf));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? AMI_TYPES[kind] : undefined;
}

function kindOf(instanceType: string): Kind | undefined {
  const groups = INSTANCE_TYPE.exec(instanceType)?.groups;
  if (!groups) return undefined;
  if (ACCELERATED.test(instanceType)) return GPU.test(instanceType) ? 'gpu' : undefined;
  return groups['family'] === 'a' || groups['capabilities']?.includes('g') === true ? 'arm64' : 'x86_64';
}

/** The instance types of a list; `undefined` where one of them is not certain, or none is there. */
export function instanceTypesAt(options: Arguments, path: string): readonly string[] | undefined {
  const found: string[] = [];
  for (let index = 0; index <= MAX_TYPES; index += 1) {
    const item = options.text(`${path}.${index}`);
    if (item === undefined) return found.length > 0 ? found : undefined;
    const types = certain(item);
    if (types === undefined) return undefined;
    found.push(...types);
  }
  return undefined;
}

/** The instance types that a field may be. */
export function certain(value: Value<string>): readonly string[] | undefined {
  return unknowns(value).length > 0 ? undefined : knowns(value).map((known) => known.value);
}

/** `new ec2.InstanceType('m5.large')` is its argument. */
export function instanceTypeOf(node: ts.NewExpression, at: Evaluator): Place | undefined {
  const [argument] = node.arguments ?? [];
  return argument && ec2Path(at.qualify(node.expression)) === 'InstanceType' ? at.place(argument) : undefined;
}

/** `ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.LARGE)`, as a text of the same processor. */
export function instanceTypeOfCall(node: ts.CallExpression, at: Evaluator): string | undefined {
  const [of] = node.arguments;
  if (!of || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'of') return undefined;
  if (ec2Path(at.qualify(node.expression.expression)) !== 'InstanceType') return undefined;
  const member = /^InstanceClass\.(?<name>\w+)$/.exec(ec2Path(at.qualify(of)) ?? '')?.groups?.['name'];
  const family = member === undefined ? undefined : familyOf(member);
  return family === undefined ? undefined : `${family}.large`;
}

/** Most members are families in capitals; some have a name in words: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.InstanceClass.html */
function familyOf(member: string): string | undefined {
  if (member === 'ARM1') return 'a1';
  if (/^[A-Z]{1,3}\d{1,2}[A-Z]*(?:_FLEX)?$/.test(member)) return member.toLowerCase().replace('_', '-');
  if (!WORDS.test(member)) return undefined;
  return member.includes('GRAVITON') ? 'm7g' : 'm7i';
}

/** `InstanceType` of `aws-ec2`, however it is imported. */
export function ec2Path(of: Qualified | undefined): string | undefined {
  if (!of || eksName(of)) return undefined;
  const isModule = /^(?:aws-cdk-lib|@aws-cdk)\/aws-ec2(?:\/|$)/.test(of.module);
  if (isModule) return of.path.join('.');
  const [namespace, ...path] = of.path;
  return of.module === 'aws-cdk-lib' && namespace === 'aws_ec2' ? path.join('.') : undefined;
}
