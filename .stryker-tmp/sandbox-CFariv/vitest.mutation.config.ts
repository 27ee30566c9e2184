// @ts-nocheck
import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

const FOLDERS = ['bytes', 'crypto', 'envelope', 'verify', 'compact', 'policy', 'guards'];

/** The tests that `npm run test:mutation` runs: of the folders it mutates, without those that take long. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: FOLDERS.map((folder) => `test/${folder}/**/*.test.ts`),
    exclude: [
      '**/node_modules/**',
      'test/verify/endurance.test.ts',
      'test/verify/bit-flips.test.ts',
      'test/compact/agreement.test.ts',
    ],
  },
});
