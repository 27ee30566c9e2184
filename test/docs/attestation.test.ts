/** docs/attestation.md and section 10 of docs/format.md: examples run, and their tables are the code's. */
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ATTESTATION_REASONS,
  CONFIGURATION_ROLES,
  DETECTION_RESULTS,
  SCAN_RESULTS,
  signScanAttestation,
  verifyScanAttestation,
} from 'contentmark/attestation';
import { generateKey, localSigner } from 'contentmark/keys';
import { digestInputs, scan } from 'contentmark/scan';
import { expect, it } from 'vitest';
import { SEVERITY_CODES, TECHNIQUE_CODES } from '../../src/audit/attestations/codes.ts';
import { DETECTION } from '../../src/audit/attestations/detection.ts';
import { SCAN } from '../../src/audit/attestations/scan.ts';
import { contentmark, createWorkspace } from '../cli/harness.ts';
import { blocksOf } from './code-blocks.ts';

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), 'utf8');
const page = read('attestation.md');
const [, section = ''] = /\n## 10\. Attestations\n([\s\S]*?)\n## /.exec(read('format.md')) ?? [];
const workspace = createWorkspace();

it('has an example that runs', async () => {
  const [example = ''] = blocksOf(page, 'ts');
  const said: unknown[] = [];
  const names = { generateKey, localSigner, signScanAttestation, verifyScanAttestation };
  const scope = {
    ...names,
    digestInputs,
    scan,
    console: { log: (...all: unknown[]) => said.push(...all) },
  };
  const body = example.replace(/^import .*$/gm, '');
  const run = new Function(...Object.keys(scope), `return (async () => {${body}})()`);
  await run(...Object.values(scope));
  expect(said).toEqual([expect.stringMatching(/^(?:passed|stopped)$/), 'matches']);
});

it('has commands that do what is printed below them', async () => {
  mkdirSync(workspace.at('exports'));
  workspace.write('exports/boots.csv', 'Handle,Title\nboot,Trail Boot\n');
  const [commands = ''] = blocksOf(page, 'sh');
  const results = [];
  for (const line of commands.replaceAll('\\\n', ' ').trim().split('\n')) {
    const args = line.trim().split(/\s+/).slice(1);
    const inside = args.map((arg) =>
      /^(?:exports|attestations|release)\b/.test(arg) ? workspace.at(arg) : arg,
    );
    results.push(await contentmark(inside));
  }
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  const printed = results[2]?.stdout ?? '';
  expect(printed).toContain(
    'VERIFIED: https://shop.example/release-gate says\n  result       passed for production',
  );
  const [shown = ''] = blocksOf(page, 'text');
  const labels = (text: string) =>
    [...text.matchAll(/^ {2}([a-z][a-z ]*?) {2,}/gm)].map(([, label]) => label);
  expect(labels(printed).filter((label) => label !== 'at' && label !== 'key id')).toEqual(
    labels(shown),
  );
});

it('shows commands with options that there are', async () => {
  const helps = await Promise.all(
    [['scan'], ['keygen'], ['attestation', 'verify']].map((path) =>
      contentmark([...path, '--help']),
    ),
  );
  const known = helps.map(({ stdout }) => stdout).join('\n');
  for (const [option] of page.matchAll(/--[a-z][a-z-]+/g)) expect(known).toContain(option);
});

it.each([
  ['a detection', DETECTION],
  ['a scan', SCAN],
] as const)(
  'the format page has every member of %s, by its key',
  (_name, { fields, type, maxBytes }) => {
    for (const [key, name] of fields)
      expect(section).toMatch(new RegExp(`^\\| ${key} \\| \`${name}\` \\|`, 'm'));
    expect(section).toContain(`\`${type}\``);
    expect(section).toContain(`at most ${maxBytes.toLocaleString('en-US')} bytes`);
  },
);

it('the format page has every word in the order of its code', () => {
  for (const words of [
    TECHNIQUE_CODES,
    SEVERITY_CODES,
    DETECTION_RESULTS,
    SCAN_RESULTS,
    CONFIGURATION_ROLES,
  ])
    expect(section).toContain(words.map((word) => `\`${word}\``).join(', '));
  for (const reason of ATTESTATION_REASONS) expect(section).toContain(`\`${reason}\``);
  expect(page.split(/\s+/).length).toBeLessThan(2000);
});
