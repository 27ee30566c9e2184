/** Go's packages for notes and tiles read a log of ours. Where Go is not installed, this is skipped and says so. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolder, ORIGIN, writeLog } from '../../fixtures/audit-log.ts';

/** Where Debian puts the sources of golang-golang-x-mod-dev. */
const GOPATH = '/usr/share/gocode';
const isInstalled = existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog'));
const program = fileURLToPath(new URL('go/main.go', import.meta.url));

const read = (folder: string, key: string) =>
  spawnSync('go', ['run', program, folder, key], {
    encoding: 'utf8',
    env: { ...process.env, GO111MODULE: 'off', GOPATH, GOFLAGS: '' },
  });

test.skipIf(!isInstalled)(
  'Go reads and verifies a log, and sees a changed entry (skipped without golang-go and golang-golang-x-mod-dev)',
  async () => {
    const folder = await makeFolder();
    const key = await writeLog(folder, 700);
    expect(read(folder, key)).toMatchObject({ stdout: `${ORIGIN} 700 verified\n`, status: 0 });
    const bundle = join(folder, 'tile/entries/001');
    const bytes = readFileSync(bundle);
    bytes[40] = (bytes[40] as number) ^ 1;
    writeFileSync(bundle, bytes);
    expect(read(folder, key).stderr).toContain('entry 256 is not the one in the tree');
  },
  180_000,
);
