/** The ends of the program: what a crash looks like from outside. */
import { afterEach, expect, test, vi } from 'vitest';
import { cli } from '../src/entry.ts';

const runCli = vi.hoisted(() => vi.fn<(argv: readonly string[]) => Promise<number>>());
vi.mock('../src/cli.ts', () => ({ runCli }));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function watchStderr() {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  return written;
}

test('the status of the command is handed on', async () => {
  runCli.mockResolvedValue(1);
  expect(await cli(['check', 'infra'])).toBe(1);
  expect(runCli).toHaveBeenCalledWith(['check', 'infra']);
});

test('a crash is status 2 and one line, whatever its message', async () => {
  const written = watchStderr();
  runCli.mockRejectedValue(new Error('rule addon-incompatible broke: no such thing\nand a second line'));
  expect(await cli([])).toBe(2);
  expect(written).toEqual(['eks-lockstep: rule addon-incompatible broke: no such thing\n']);
});

test('the stack is shown where somebody looks for it', async () => {
  const written = watchStderr();
  vi.stubEnv('EKS_LOCKSTEP_DEBUG', '1');
  runCli.mockRejectedValue(new TypeError('x is undefined'));
  expect(await cli([])).toBe(2);
  expect(written.join('')).toMatch(/^eks-lockstep: TypeError: x is undefined\n\s+at /);
});
