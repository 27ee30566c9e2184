// @ts-nocheck
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('the demo verifies every product of the catalogue and stops every leak', () => {
  const printed = execFileSync(
    join(root, 'node_modules', '.bin', 'tsx'),
    ['examples/catalogue/demo.ts'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  expect(printed).toContain('101 of 101 products signed and verified · 6 of 6 leaks stopped');
  for (const reason of [
    'digest-mismatch',
    'subject-mismatch',
    'environment-mismatch',
    'key-revoked',
    'absent',
    'expired',
  ]) {
    expect(printed).toContain(reason);
  }
});
