/** docs/report.md: its example and commands run, and its tables are the code's. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  CONTENT_KINDS,
  createGapReport,
  formatGapReport,
  GAP_STATUSES,
  ROLES,
  readFacts,
} from 'contentmark/report';
import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import { contentmark, createWorkspace } from '../cli/harness.ts';
import { blocksOf } from './code-blocks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}/docs/report.md`, 'utf8');
const workspace = createWorkspace();

it('has an example that runs', () => {
  const [example = ''] = blocksOf(page, 'ts');
  const said: unknown[] = [];
  const scope = {
    createGapReport,
    formatGapReport,
    readFacts,
    console: { log: (...all: unknown[]) => said.push(...all) },
  };
  new Function(...Object.keys(scope), example.replace(/^import .*$/gm, ''))(
    ...Object.values(scope),
  );
  expect(said).toEqual([0, expect.stringMatching(/^# Gap report: /)]);
});

it('has commands that run, and facts that are read', async () => {
  const [commands = ''] = blocksOf(page, 'sh');
  for (const line of commands.trim().split('\n')) {
    const args = line.split(/\s+/).slice(1);
    const placed = args.map((arg) =>
      arg.startsWith('examples/')
        ? `${root}/${arg}`
        : arg === 'report.html'
          ? workspace.at(arg)
          : arg,
    );
    expect((await contentmark(placed)).code, line).toBe(1);
  }
  expect(workspace.text('report.html').includes('<h1>2 gaps')).toBe(true);
  const [facts = ''] = blocksOf(page, 'toml');
  expect(readFacts(parse(facts)).contents).toHaveLength(1);
});

it('names every status, kind, role and option', async () => {
  for (const word of [...GAP_STATUSES, ...CONTENT_KINDS, ...ROLES])
    expect(page).toContain(`\`${word}\``);
  const { stdout } = await contentmark(['report', '--help']);
  for (const [option] of page.replaceAll('scan --json', '').matchAll(/--[a-z][a-z-]+/g))
    expect(stdout).toContain(option);
  expect(page.split(/\s+/).length).toBeLessThan(2000);
});
