/** User data of CDK node groups that is made for Amazon Linux 2. */
import type { NodeGroupFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { bootstrapIn } from './bootstrap-script.ts';
import { ec2Path } from './cdk-instance-types.ts';
import type { Evaluator, Subject } from './syntax/evaluator.ts';
import { beside, type Place } from './syntax/places.ts';
import { descendants, spanOf, ts } from './syntax/typescript.ts';
import { argumentsOf, type Arguments, onlyPlace, subjectOf } from './typescript-objects.ts';

/** Where a launch template has its user data: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.LaunchTemplate.html */
const USER_DATA: ReadonlyMap<string, string> = new Map([
  ['LaunchTemplate', 'userData'],
  ['CfnLaunchTemplate', 'launchTemplateData.userData'],
]);
/** `multipart.addUserDataPart(userData)`, `Fn.base64(userData.render())`. */
const MAX_DEPTH = 4;

/** The script in the launch template of this program that a node group refers to by its id or name. */
export function launchTemplateScript(options: Arguments, property: string, evaluator: Evaluator): Pick<NodeGroupFact, 'bootstrapScript'> {
  const reference = subjectOf(options.field(`${property}.id`)) ?? subjectOf(options.field(`${property}.launchTemplateName`));
  const origin = reference && evaluator.origin(reference);
  const path = origin && USER_DATA.get(ec2Path(evaluator.qualify(origin.expression)) ?? '');
  const data = path === undefined ? undefined : subjectOf(argumentsOf(evaluator, origin?.arguments?.[2]).field(path));
  return scriptBehind(data, evaluator);
}

/** The script in user data, whatever it is wrapped in. */
export function scriptBehind(subject: Subject | undefined, evaluator: Evaluator): Pick<NodeGroupFact, 'bootstrapScript'> {
  const script = subject && scriptAt(subject, evaluator, 0);
  return script ? { bootstrapScript: script } : {};
}

function scriptAt(subject: Subject, evaluator: Evaluator, depth: number): Span | undefined {
  const place = onlyPlace(evaluator, subject);
  if (!place || depth > MAX_DEPTH) return undefined;
  const own = bootstrapIn(place.node.getSourceFile().text, spanOf(place.node));
  const { node } = place;
  if (own || !(ts.isCallExpression(node) || ts.isNewExpression(node))) return own;
  const parts = [node, ...callsOn(place, evaluator)].flatMap((call) => [...(call.arguments ?? []), ...receiverOf(call, node)]);
  for (const part of parts) {
    const script = bootstrapIn(part.getSourceFile().text, spanOf(part)) ?? scriptAt(beside(place, part), evaluator, depth + 1);
    if (script) return script;
  }
  return undefined;
}

/** What a value is taken from: `userData.render()`. */
function receiverOf(call: ts.CallExpression | ts.NewExpression, made: ts.Expression): readonly ts.Expression[] {
  return call === made && ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) ? [call.expression.expression] : [];
}

/** `userData.addCommands(...)`, in the file where the user data is made. */
function callsOn(made: Place, evaluator: Evaluator): readonly ts.CallExpression[] {
  return [...descendants(made.node.getSourceFile())].filter((node): node is ts.CallExpression => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
    if (!/^add[A-Z]/.test(node.expression.name.text)) return false;
    return onlyPlace(evaluator, node.expression.expression)?.node === made.node;
  });
}
