import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Folders of what everything else stands on: `npm run test:fast` runs these, without LONG and ALONE. */
const CORE = ['architecture', 'format', 'sign', 'verify', 'carry', 'trust', 'decide'];

/** Tests of these folders that take seconds each: they generate, or start processes. */
const LONG: readonly string[] = [];

/**
 * Tests that change what the sources find when they are loaded, or measure time: each in a process of its
 * own. All others share the sources, loaded once a worker, so they leave globals as they found them.
 */
const ALONE = ['test/format/crypto/default-backend.test.ts', 'test/linear-work/*.test.ts'];

const EXCLUDED = ['**/node_modules/**', 'test/browser/**'];
const core = CORE.map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  resolve: {
    alias: [
      { find: /^contentmark$/, replacement: at('src/index.ts') },
      { find: /^contentmark\/(.*)$/, replacement: at('src/entries/$1.ts') },
    ],
  },
  test: {
    testTimeout: 60_000,
    // Every core: left to itself the runner keeps one free, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: [...ALONE] },
      },
      {
        extends: true,
        test: {
          name: 'core',
          include: core,
          exclude: [...EXCLUDED, ...LONG, ...ALONE],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          globalSetup: ['test/fixtures/build-package.ts'],
          include: ['test/**/*.test.ts'],
          // They need a browser, and a build of the shop: `npm run test:browser`.
          exclude: [...EXCLUDED, ...core, ...ALONE],
          isolate: false,
        },
      },
    ],
  },
});
