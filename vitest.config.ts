import { defineConfig } from 'vitest/config';

/**
 * The files of a worker share its modules: each would take longer to load the SDK than to run. Whoever alters something
 * that outlives the file (a mocked client, the environment) puts it back.
 */
const isolate = false;

/** The program's own tests run in groups: what the last one judges, the ones before it have to have seen. */
export default defineConfig({
  test: {
    // The end-to-end tests wait for children and clocks more than they work.
    maxWorkers: 4,
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/support/loopback-only.ts', 'test/support/seed.ts'],
          // What is generated takes its time on a machine that has other work.
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'e2e',
          isolate,
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/iam.test.ts'],
          setupFiles: ['test/support/loopback-only.ts', 'test/support/seed.ts'],
          globalSetup: ['test/support/built-program.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { name: 'iam', include: ['test/e2e/iam.test.ts'], sequence: { groupOrder: 1 } },
      },
    ],
  },
});
