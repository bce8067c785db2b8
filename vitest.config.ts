/** How the tests run: in processes of their own, with a closing line for readers of logs who do not know vitest. */
import { defineConfig } from 'vitest/config';
import type { Reporter, TestModule } from 'vitest/node';

const closingLine: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of states) counts[state] += 1;
      // a file that breaks outside its tests leaves none failed, only skipped ones or none
      if (module.state() === 'failed' && !states.includes('failed')) counts.failed += 1;
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  },
};

export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: ['__tests__/scenarios/**'],
    pool: 'forks',
    testTimeout: 20_000,
    reporters: ['default', closingLine],
  },
});
