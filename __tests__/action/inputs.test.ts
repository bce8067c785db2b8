/** The inputs of the Action, as workflows write them. */
import { expect, test } from 'vitest';
import { type ActionInputs, configPath, namedIn, readInputs } from '../../src/action/inputs.ts';

function inputs(written: Readonly<Record<string, string>>): ActionInputs {
  const all: Readonly<Record<string, string>> = { 'github-token': 'ghs_test', ...written };
  return readInputs((name) => all[name] ?? '');
}

test.each([
  ['', []],
  ['.', []],
  ['./infra//eks/', ['infra/eks']],
])('working-directory %j', (written, named) => {
  expect(namedIn(inputs({ 'working-directory': written }))).toEqual(named);
});

test.each([
  ['', '.github/eks-lockstep.yml'],
  ['./ci/eks.yml', 'ci/eks.yml'],
])('config %j', (written, path) => {
  expect(configPath(inputs({ config: written }))).toBe(path);
});

test.each([
  [{ 'working-directory': '../other' }, 'the input working-directory is a folder of the repository, such as infra/eks'],
  [{ config: '/etc/passwd' }, 'the input config is a path below the root of the repository, such as .github/eks-lockstep.yml'],
  [{ live: 'yes' }, 'the input live is one of auto, true, false, not "yes"'],
  [{ 'github-token': '' }, 'the input github-token is empty; its default is the token of the job'],
])('%j is refused', (written, message) => {
  expect(() => inputs(written)).toThrow(message);
});
