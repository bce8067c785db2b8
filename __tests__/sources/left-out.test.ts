/** Which folders do not count. */
import { expect, test } from 'vitest';
import { isLeftOut } from '../../src/sources/left-out.ts';

test.each<readonly [path: string, named: readonly string[], isOut: boolean]>([
  ['index.ts', [], false],
  ['infra/index.ts', [], false],
  ['node_modules/x/index.ts', [], true],
  ['infra/cdk.out/stack.template.json', [], true],
  ['examples/eks/main.tf', [], true],
  ['infra/test/stack.test.ts', [], true],
  ['examples.tf', [], false],
  ['test', [], false],
  ['testing/main.tf', [], false],
  ['examples/eks/main.tf', ['examples'], false],
  ['examples/eks/main.tf', ['examples/eks'], false],
  ['examples/eks/main.tf', ['examples/eks/main.tf'], false],
  ['examples/eks/main.tf', ['examples/ek'], true],
  ['examples/eks/node_modules/x.ts', ['examples'], true],
  ['examples/eks/node_modules/x.ts', ['examples/eks/node_modules'], false],
  ['node_modules/x.ts', [''], true],
])('%s, named %j: left out %s', (path, named, isOut) => {
  expect(isLeftOut(path, named)).toBe(isOut);
});
