// @ts-nocheck
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm run test:browser`: the example shop in a real browser. One build and one shop for all files. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^contentmark$/, replacement: at('src/index.ts') },
      { find: /^contentmark\/(.*)$/, replacement: at('src/entries/$1.ts') },
    ],
  },
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/global-setup.ts'],
    // They share a shop, and the machine has few cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
