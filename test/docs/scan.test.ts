/** docs/scan.md: its example runs, its commands are taken, and its table has every form. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatReport, isStopped, REPORT_FORMATS, scan } from 'contentmark/scan';
import { expect, it } from 'vitest';
import { contentmark } from '../cli/harness.ts';
import { blocksOf } from './code-blocks.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/scan.md', import.meta.url)), 'utf8');

it('has an example that runs', async () => {
  const [example = ''] = blocksOf(page, 'ts');
  const said: string[] = [];
  const body = example.replace(/^import .*$/m, '');
  const run = new Function(
    'scan',
    'isStopped',
    'formatReport',
    'console',
    `return (async () => {${body}})()`,
  );
  await run(scan, isStopped, formatReport, {
    log: (...all: unknown[]) => said.push(all.join(' ')),
  });
  expect(said).toEqual([
    expect.stringMatching(/^\d+ (?:true|false)$/),
    expect.stringMatching(/^## contentmark scan: \d+ block/),
  ]);
});

it('names every form of a report', () => {
  for (const format of ['human', ...REPORT_FORMATS]) expect(page).toContain(`\`${format}\``);
});

it('shows commands with options that there are', async () => {
  const { stdout } = await contentmark(['scan', '--help']);
  for (const [option] of page.replaceAll('npx --yes', 'npx').matchAll(/--[a-z][a-z-]+/g))
    expect(stdout).toContain(option);
});
