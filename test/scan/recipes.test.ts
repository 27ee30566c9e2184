/** What CI runs: the script of action.yml and the hook of pre-commit, with the command as it is built. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtCommand } from '../fixtures/built-package.ts';
import { createFolders } from './workspace.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readYaml = (name: string) => parse(readFileSync(join(root, name), 'utf8'));
const folderOf = createFolders();

/** Runs the step of the action as a runner would, in a folder, with inputs over its defaults. */
function runAction(folder: string, given: Readonly<Record<string, string>>) {
  const { inputs, runs } = readYaml('action.yml');
  const [{ run, env }] = runs.steps;
  const bin = folderOf({
    // Of `npx --yes contentmark@… scan …` all but the command itself is npx's.
    npx: `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${builtCommand()}" "$@"\n`,
  });
  chmodSync(join(bin, 'npx'), 0o755);
  const values = Object.entries<string>(env).map(([name, value]) => {
    const input = /inputs\.([\w-]+)/.exec(value)?.[1] as string;
    return [name, given[input] ?? inputs[input].default];
  });
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', run], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...Object.fromEntries(values),
      PATH: `${bin}:${process.env.PATH}`,
    },
  });
}

it('the action annotates a leak and fails, and passes once it is gone', { timeout: 60_000 }, () => {
  const bad = folderOf({ 'exports/a b.csv': 'Email\na@example.com\n' });
  const stopped = runAction(bad, { paths: 'exports/a b.csv\n' });
  expect(stopped.stdout).toContain('::error file=exports/a b.csv,line=2,title=domain.example::');
  expect(stopped.status).toBe(1);
  const good = folderOf({ 'exports/a.csv': 'Email\na@shop-of-jo.eu\n' });
  expect(runAction(good, { paths: '; exit 7\nexports' }).status).not.toBe(7);
  expect(runAction(good, {}).status).toBe(0);
});

it('the hook of pre-commit names files that scan reads', () => {
  const [hook] = readYaml('.pre-commit-hooks.yaml');
  expect(hook).toMatchObject({ entry: 'contentmark scan', language: 'node' });
  const files = new RegExp(hook.files);
  for (const name of ['a.csv', 'b/c.jsonl.gz', 'x.liquid', '.env'])
    expect(files.test(name)).toBe(true);
  expect(files.test('a.png')).toBe(false);
});
