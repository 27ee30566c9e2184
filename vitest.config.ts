import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Folders of what everything else stands on: `npm run test:fast` runs these, without LONG and ALONE. */
const CORE = ['architecture', 'format', 'sign', 'verify', 'carry', 'trust', 'decide'];

/** Tests of these folders that take many seconds each: they try many cases, or as much as can be signed. */
const LONG = [
  'test/decide/guards/law/*.test.ts',
  'test/format/content/html/{hostile,sanitizers}.test.ts',
  'test/format/crypto/ed25519-vectors.test.ts',
  'test/verify/{bit-flips,endurance}.test.ts',
  'test/verify/compact/agreement.test.ts',
];

/**
 * Tests that change what the sources find when they are loaded, or measure time: each in a process of its
 * own. All others share the sources, loaded once a worker, so they leave globals as they found them.
 */
const ALONE = ['test/format/crypto/default-backend.test.ts', 'test/linear-work/*.test.ts'];

// They need a browser, and a build of the shop: `npm run test:browser`.
const NEVER = ['**/node_modules/**', 'test/browser/**'];

const core = CORE.map((folder) => `test/${folder}/**/*.test.ts`);
const rest = ['test/*.test.ts', `test/!(${CORE.join('|')})/**/*.test.ts`];

const resolve = {
  alias: [
    { find: /^contentmark$/, replacement: at('src/index.ts') },
    { find: /^contentmark\/(.*)$/, replacement: at('src/entries/$1.ts') },
  ],
};

function project(
  name: string,
  options: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return { resolve, test: { name, testTimeout: 60_000, ...options } };
}

export default defineConfig({
  resolve,
  test: {
    testTimeout: 60_000,
    // Every core: left to itself the runner keeps one free, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      project('alone', { include: ALONE }),
      project('core', { include: core, exclude: [...NEVER, ...ALONE, ...LONG], isolate: false }),
      project('rest', {
        include: [...rest, ...LONG],
        exclude: [...NEVER, ...ALONE],
        globalSetup: ['test/fixtures/build-package.ts'],
        isolate: false,
      }),
    ],
  },
});
