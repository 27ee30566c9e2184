/** Markers of the shop's own: a file with samples, and what comes of running them. */
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const TOML = `
[[markers]]
id = "ours.test-customer"
class = "identity"
what = "a customer of our own tests"
rule = { kind = "whole", values = ["qa-bot@shop-of-jo.eu"] }
severity = { email = "block" }
found = [{ email = "QA-Bot@shop-of-jo.eu" }, { customer = { email = "qa-bot@shop-of-jo.eu" } }]
clean = [{ email = "bot@shop-of-jo.eu" }]
`;
const MARKER = {
  id: 'ours.seed',
  class: 'sku',
  rule: { kind: 'beginning', beginnings: ['seed-'] },
  severity: { sku: 'block' },
};

describe('rules test', () => {
  it('says that every sample is as it should be, in TOML and JSON', async () => {
    const { code, stdout } = await contentmark(['rules', 'test', workspace.write('a.toml', TOML)]);
    expect([code, stdout]).toEqual([0, '1 marker, 3 samples: all as they should be\n']);
    const markers = [{ ...MARKER, found: [{ sku: 'SEED-1' }], clean: [{ sku: 'seeds' }] }];
    const json = await contentmarkJson([
      'rules',
      'test',
      workspace.write('a.json', JSON.stringify({ markers })),
    ]);
    expect(json).toMatchObject({ code: 0, json: { markers: 1, samples: 2, failed: [] } });
  });

  it('names each sample that comes out otherwise', async () => {
    const markers = [{ ...MARKER, found: [{ sku: 'crew' }], clean: [{ sku: 'seed-7' }] }];
    const { code, json } = await contentmarkJson([
      'rules',
      'test',
      workspace.write('b.json', JSON.stringify({ markers })),
    ]);
    expect([code, json.failed]).toEqual([
      1,
      [
        { id: 'ours.seed', path: '/markers/0/found/0', problem: 'not-found' },
        { id: 'ours.seed', path: '/markers/0/clean/0', problem: 'found-in-clean' },
      ],
    ]);
  });

  it.each<[string, string, string | object, RegExp]>([
    ['TOML that is none', 'c.toml', 'markers = [', /line 1: /],
    ['JSON that is none', 'c.json', '{', /c\.json: /],
    ['no markers', 'd.json', { markers: [] }, /at least one marker/],
    ['no samples', 'e.json', { markers: [MARKER] }, /markers\[0\] needs "found" and "clean"/],
    [
      'a kind that is none',
      'f.json',
      { markers: [{ ...MARKER, rule: { kind: 'regex' }, found: [1], clean: [1] }] },
      /markers\[0\]\.rule\.kind/,
    ],
  ])('refuses %s', async (_, name, content, message) => {
    const file = workspace.write(
      name,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    const { code, json } = await contentmarkJson(['rules', 'test', file]);
    expect([code, json.error.code]).toEqual([64, 'ERR_RULES']);
    expect(json.error.message).toMatch(message);
  });
});
