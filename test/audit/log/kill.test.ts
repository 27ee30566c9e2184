/** Writers that are killed at any point: what was acknowledged is in the log, and the log is whole. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checkLog, createAuditLog, openFileLogStore, openLogReader } from 'contentmark/audit';
import { generateKey, localSigner, unsafeExportPrivateJwk } from 'contentmark/keys';
import { expect, test } from 'vitest';
import { makeFolder, ORIGIN } from '../../fixtures/audit-log.ts';

/** Kills; .ci/run has 50. */
const KILLS = process.env['AUDIT_LOG'] === 'long' ? 50 : 2;
const writer = fileURLToPath(new URL('killed-writer.ts', import.meta.url));

/** Runs a writer, kills it after so many milliseconds of writing. @returns ids of acknowledged entries. */
function runAndKill(args: readonly string[], milliseconds: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', writer, ...args]);
    let printed = '';
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.stdout.on('data', (text) => {
      if (printed === '') setTimeout(() => child.kill('SIGKILL'), milliseconds);
      printed += text;
    });
    child.on('exit', (code) => {
      if (code !== null) reject(new Error(`ended by itself: ${said}`));
      else resolve(printed.slice(0, printed.lastIndexOf('\n')).split('\n'));
    });
  });
}

test(`kill -9 at ${KILLS} random points over append loses nothing that was acknowledged`, async () => {
  const folder = await makeFolder();
  const key = generateKey();
  const store = await openFileLogStore(folder, { mode: 'write' });
  const log = await createAuditLog({ store, signer: localSigner(key), origin: ORIGIN });
  await log.close();
  const jwk = JSON.stringify(unsafeExportPrivateJwk(key));
  const acknowledged: string[] = [];
  for (let i = 0; i < KILLS; i++) {
    acknowledged.push(...(await runAndKill([folder, jwk, ORIGIN], Math.random() * 250)));
    const reading = await openFileLogStore(folder);
    const { findings } = await checkLog(reading, { policy: { key: log.key } });
    expect(findings).toEqual([]);
    const ids = new Set<string | undefined>();
    for await (const { event } of (await openLogReader(reading)).entries()) ids.add(event?.id);
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS);
}, 900_000);
