import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Folders and files of tests, from scripts/mutation.ts. */
const folders = (process.env['MUTATION_TESTS'] ?? 'format/bytes').split(' ');

// The projects say which tests run together; here the folders do.
const { projects: _projects, ...shared } = base.test ?? {};

/** The tests that `npm run test:mutation` runs, without those that take long. */
export default defineConfig({
  ...base,
  test: {
    ...shared,
    include: folders.flatMap((one) => [`test/${one}/**/*.test.ts`, `test/${one}.test.ts`]),
    exclude: [
      '**/node_modules/**',
      'test/decide/guards/law/**',
      'test/verify/endurance.test.ts',
      'test/verify/bit-flips.test.ts',
      // They measure milliseconds, of which instrumented code takes more.
      'test/format/bytes/cbor-hostile.test.ts',
      'test/decide/guards/switches-work.test.ts',
    ],
  },
});
