/** The example of a gate, with git: a bad commit is stopped by the hook and by CI, and a good one passes both. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtCommand } from '../fixtures/built-package.ts';
import { createFolders } from './workspace.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folderOf = createFolders();
let repository: string;
let bin: string;

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = { cwd: repository, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  return { status, said: stdout + stderr };
}

const git = (...args: readonly string[]) =>
  run('git', ['-c', 'user.name=Shop', '-c', 'user.email=shop@shop-of-jo.eu', ...args]);

/** What GitLab runs: the script of the job that the example extends, with its variables. */
function runJob() {
  const own = parse(readFileSync(join(repository, '.gitlab-ci.yml'), 'utf8'))['contentmark-scan'];
  const template = parse(readFileSync(join(repository, 'contentmark-scan.yml'), 'utf8'));
  const base = template[own.extends];
  return run('sh', ['-ec', base.script.join('\n')], {
    ...base.variables,
    ...own.variables,
    PATH: `${bin}:${process.env['PATH']}`,
  });
}

beforeAll(() => {
  repository = folderOf({});
  cpSync(join(root, 'examples/gate'), repository, { recursive: true });
  copyFileSync(
    join(root, 'templates/gitlab/contentmark-scan.yml'),
    join(repository, 'contentmark-scan.yml'),
  );
  const command = `exec "${process.execPath}" "${builtCommand()}" "$@"\n`;
  // Of `npx --yes contentmark@… scan …` all but the command itself is npx's.
  bin = folderOf({ npx: `#!/bin/sh\nshift 2\n${command}` });
  chmodSync(join(bin, 'npx'), 0o755);
  mkdirSync(join(repository, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(repository, 'node_modules/.bin/contentmark'), `#!/bin/sh\n${command}`);
  chmodSync(join(repository, 'node_modules/.bin/contentmark'), 0o755);
  writeFileSync(join(repository, '.gitignore'), 'node_modules/\ncodequality.json\n');
  git('init', '--quiet');
  git('config', 'core.hooksPath', 'hooks');
});

it('lets a clean commit pass', () => {
  git('add', '.');
  expect(git('commit', '--quiet', '-m', 'Add exports').status).toBe(0);
  expect(runJob().status).toBe(0);
});

it('stops a commit with test data, by what is staged and not by what the file holds now', () => {
  const file = join(repository, 'exports/products.csv');
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace('orders@shop-of-jo.eu', 'jo@example.com'));
  git('add', '.');
  writeFileSync(file, good);
  const stopped = git('commit', '--quiet', '-m', 'Add a leak');
  expect(stopped.status).not.toBe(0);
  expect(stopped.said).toMatch(/STOP for production: 1 block[\s\S]*domain\.example/);
  expect(git('log', '--format=%s').said).toBe('Add exports\n');
});

it('stops in CI what was committed past the hook, and lets the mended commit pass', () => {
  const file = join(repository, 'exports/products.csv');
  git('checkout', '--quiet', '--', 'exports');
  expect(git('commit', '--quiet', '--no-verify', '-m', 'Add a leak').status).toBe(0);
  expect(runJob().status).toBe(1);
  const [entry] = JSON.parse(readFileSync(join(repository, 'codequality.json'), 'utf8'));
  expect(entry).toMatchObject({
    check_name: 'domain.example',
    location: { path: 'exports/products.csv', lines: { begin: 2 } },
  });
  writeFileSync(file, readFileSync(file, 'utf8').replace('jo@example.com', 'orders@shop-of-jo.eu'));
  git('add', '.');
  expect(git('commit', '--quiet', '-m', 'Remove the leak').status).toBe(0);
  expect(runJob().status).toBe(0);
});

it('names the version of this package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const template = readFileSync(join(root, 'templates/gitlab/contentmark-scan.yml'), 'utf8');
  expect(template).toContain(`npx --yes contentmark@${version} scan`);
});
