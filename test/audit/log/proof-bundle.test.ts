/** What a page loads with `contentmark/audit-proof`: nothing of Node, no writer, no store. */
import { expect, test } from 'vitest';
import { bundle } from '../../fixtures/bundle.ts';

test('contentmark/audit-proof is bundled for a browser, without a store, a writer or cbor-x', async () => {
  // A module of Node's would not be found.
  const { inputs } = await bundle(
    "import * as proof from 'contentmark/audit-proof'; globalThis.proof = proof;",
    { format: 'esm' },
  );
  expect(inputs).toContain('src/audit/log/verify-proof.ts');
  expect(
    inputs.filter((path) => /src\/(?:stores|sign|records|cli)\/|cbor-(?:x|write)/.test(path)),
  ).toEqual([]);
});
