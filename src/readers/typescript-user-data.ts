/** User data in programs in TypeScript that is made for Amazon Linux 2. */
import type { NodeGroupFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { bootstrapIn } from './bootstrap-script.ts';
import type { Evaluator, Subject } from './syntax/evaluator.ts';
import { beside, type Place } from './syntax/places.ts';
import { descendants, spanOf, ts } from './syntax/typescript.ts';
import { onlyPlace } from './typescript-objects.ts';

/** `multipart.addUserDataPart(userData)`, `Fn.base64(userData.render())`, `Buffer.from(userData).toString('base64')`. */
const MAX_DEPTH = 4;

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
