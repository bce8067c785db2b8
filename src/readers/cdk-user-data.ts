/** User data of CDK node groups that is made for Amazon Linux 2. */
import type { NodeGroupFact } from '../model/fact.ts';
import { ec2Path } from './cdk-instance-types.ts';
import type { Evaluator } from './syntax/evaluator.ts';
import { argumentsOf, type Arguments, subjectOf } from './typescript-objects.ts';
import { scriptBehind } from './typescript-user-data.ts';

/** Where a launch template has its user data: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.LaunchTemplate.html */
const USER_DATA: ReadonlyMap<string, string> = new Map([
  ['LaunchTemplate', 'userData'],
  ['CfnLaunchTemplate', 'launchTemplateData.userData'],
]);
/** The script in the launch template of this program that a node group refers to by its id or name. */
export function launchTemplateScript(options: Arguments, property: string, evaluator: Evaluator): Pick<NodeGroupFact, 'bootstrapScript'> {
  const reference = subjectOf(options.field(`${property}.id`)) ?? subjectOf(options.field(`${property}.launchTemplateName`));
  const origin = reference && evaluator.origin(reference);
  const path = origin && USER_DATA.get(ec2Path(evaluator.qualify(origin.expression)) ?? '');
  const data = path === undefined ? undefined : subjectOf(argumentsOf(evaluator, origin?.arguments?.[2]).field(path));
  return scriptBehind(data, evaluator);
}
