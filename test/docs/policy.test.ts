/** docs/policy.md: its examples are taken, and its lists are whole. */
import { readFileSync } from 'node:fs';
import { ACTIONS, BASES, PRESETS, readPolicy, storefront } from 'contentmark/policy';
import { expect, it } from 'vitest';
import { contentmarkJson, createWorkspace } from '../cli/harness.ts';
import { namedBlock } from './code-blocks.ts';

const page = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');
const workspace = createWorkspace();

const block = (name: string) => namedBlock(page, `json ${name}`);

it('the policy on the page is taken, and does what it says', () => {
  const policy = readPolicy(JSON.parse(block('policy')));
  expect(policy.environments['qa']).toBe('preproduction');
  expect(policy.render.production.absent).toBe('flag');
  expect(policy.checkout.production.findings.warn).toBe('block');
  expect(policy.review).toEqual(storefront.review);
});

it('the cases on the page pass', async () => {
  const file = workspace.write('cases.json', block('cases'));
  const { code, json } = await contentmarkJson(['policy', 'test', file]);
  expect([code, json]).toEqual([0, { cases: 4, failed: 0, failures: [] }]);
});

it('every action, basis and preset is explained', () => {
  const [explained = ''] = page.split('## The tables');
  for (const word of [...ACTIONS, ...BASES, ...Object.keys(PRESETS)]) {
    expect(explained).toMatch(new RegExp(`^\\| [^|]*\`${word}\``, 'm'));
  }
});
