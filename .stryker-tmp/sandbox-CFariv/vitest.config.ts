// @ts-nocheck
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^contentmark$/, replacement: at('src/index.ts') },
      { find: /^contentmark\/(.*)$/, replacement: at('src/entries/$1.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // They need a browser, and a build of the shop: `npm run test:browser`.
    exclude: ['**/node_modules/**', 'test/browser/**'],
    testTimeout: 60_000,
    // Every core: left to itself the runner keeps one free, which is half of a machine with two.
    maxWorkers: '100%',
  },
});
