/** A machine without PHP compares nothing. A person may go on without it; CI may not be green. */
// @ts-nocheck

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Loads what every test of the PHP verifier loads, on a machine without PHP. */
function loadWithoutPhp(env: Readonly<Record<string, string>>) {
  const code = "import('./test/fixtures/php.ts').then(({ hasPhp }) => console.log(hasPhp))";
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', code], {
    encoding: 'utf8',
    env: { PATH: '/nonexistent', ...env },
  });
  return { stdout: stdout.trim(), stderr };
}

test('tests that need PHP are left out without it, and fail in CI', { timeout: 60_000 }, () => {
  expect(loadWithoutPhp({})).toEqual({ stdout: 'false', stderr: '' });
  const inCi = loadWithoutPhp({ CI: 'true' });
  expect(inCi.stdout).toBe('');
  expect(inCi.stderr).toContain('CI needs PHP 8.1');
});
