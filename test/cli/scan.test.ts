/** The command scan: its report, its forms, and how it ends. */
import { existsSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace, ISSUER } from './harness.ts';

const workspace = createWorkspace();
const other = createWorkspace();
const registered = createWorkspace();
const LEAKS = 'Handle,Email\ncrew,ada@example.com\nneck,bo@shop-of-jo.eu\n';
let leaks: string;
let clean: string;

beforeAll(() => {
  leaks = workspace.write('leaks.csv', LEAKS);
  clean = workspace.write('clean.csv', 'Handle,Email\nneck,bo@shop-of-jo.eu\n');
});

describe('scan', () => {
  it('tells a person what, where and why, and ends with 1', async () => {
    const { code, stdout } = await contentmark(['scan', leaks]);
    expect(code).toBe(1);
    expect(stdout).toContain('STOP for production: 1 block, 0 warn, 0 info\n');
    expect(stdout).toMatch(/ {2}block {2}line 2 +domain\.example {2}\/Email {2}\S/);
    const ok = await contentmark(['scan', clean]);
    expect([ok.code, ok.stdout]).toEqual([0, expect.stringContaining('CLEAN for production')]);
  });

  it('finds texts that were signed and lost their mark, by a registry', async () => {
    const copy =
      'Warm boots for long walks on wet paths that dry within one night beside the stove and last for years';
    const keys = await createKeys(registered);
    const input = registered.write('boots.csv', `sku,title,description\nA,Dark boots,"${copy}"\n`);
    const map = 'test/fixtures/catalogue/text-map.json';
    const registry = registered.at('seen.registry');
    await contentmarkJson([
      ...['catalog', 'sign', input, '--map', map, '--out', registered.at('signed.csv')],
      ...[...keys.sign, '--registry', registry, '--keep-until', '2100-01-01'],
    ]);
    const lost = registered.write(
      'lost.csv',
      `id,text,name\n1,"${copy}",Dark boots\n2,"${copy.toUpperCase()}",Lamp\n`,
    );
    const scan = (file: string) => contentmarkJson(['scan', file, '--registry', registry]);
    const found = await scan(lost);
    expect(found.json.findings).toMatchObject([
      {
        technique: 'registry',
        id: 'registry.exact',
        severity: 'warn',
        place: { line: 2, pointer: '/text' },
      },
      {
        technique: 'registry',
        id: 'registry.near',
        severity: 'warn',
        place: { line: 3, pointer: '/text' },
      },
    ]);
    expect(found.code).toBe(0);
    const withMark = await scan(registered.at('signed.csv'));
    expect(withMark.json.findings).toEqual([]);
  });

  it('prints one document with --json', async () => {
    const { code, json } = await contentmarkJson(['scan', leaks]);
    expect([code, Object.keys(json)]).toEqual([1, ['scanned', 'findings', 'notScanned', 'counts']]);
    expect(json.scanned).toEqual({ files: 1, records: 2 });
    expect(json.findings).toEqual([
      {
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        technique: 'marker',
        id: 'domain.example',
        severity: 'block',
        place: { file: leaks, record: 1, line: 2, pointer: '/Email' },
        reason: expect.any(String),
      },
    ]);
  });

  it('reads stdin where it is told what that holds', async () => {
    const { code } = await contentmark(['scan', '-', '--input-format', 'csv'], { stdin: LEAKS });
    expect(code).toBe(1);
    const refused = await contentmarkJson(['scan', '-'], { stdin: LEAKS });
    expect([refused.code, refused.json.error.argument]).toEqual([64, '--input-format']);
  });

  it('stops for what was not read, and says so', async () => {
    const file = workspace.write('broken.csv', 'Handle,Title\na,"never closed\n');
    const { code, stdout } = await contentmark(['scan', file]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('Not scanned')]);
  });

  it('goes by --environment, --policy and --fail-on', async () => {
    expect((await contentmark(['scan', leaks, '--environment', 'staging'])).code).toBe(0);
    const warns = workspace.write('warns.csv', 'Title\nMeet the [Insert product name]\n');
    expect((await contentmark(['scan', warns])).code).toBe(0);
    expect((await contentmark(['scan', warns, '--fail-on', 'warn'])).code).toBe(1);
    expect((await contentmark(['scan', clean, '--fail-on', 'absent'])).code).toBe(1);
    const observe = ['--policy', 'observe'];
    expect((await contentmark(['scan', leaks, ...observe])).code).toBe(0);
    expect((await contentmark(['scan', leaks, '--policy', 'none-of-that-name'])).code).toBe(64);
  });

  it('checks marks with --trust', async () => {
    const keys = await createKeys(workspace);
    const text = workspace.write('text.txt', 'A crew neck.');
    const { stdout } = await contentmark(['sign', text, '--subject', 'crew', ...keys.sign]);
    const file = workspace.write('marked.csv', `Handle,Mark\ncrew,${stdout.trim()}\n`);
    const { code, json } = await contentmarkJson(['scan', file, '--trust', keys.trust]);
    expect([code, json.counts.marks]).toEqual([0, { found: 1, checked: 1, refused: 0 }]);
    const stranger = await createKeys(other);
    const refused = await contentmarkJson(['scan', file, '--trust', stranger.trust]);
    expect(refused.json.findings[0]).toMatchObject({ technique: 'signature', id: 'unknown-key' });
    expect((await contentmark(['scan', file, '--audience', ISSUER])).code).toBe(64);
  });

  it('knows the findings of a baseline, and not a new one in an old place', async () => {
    const known = workspace.at('known.json');
    await contentmark(['scan', leaks, '--format', 'json', '--out', known]);
    const again = await contentmarkJson(['scan', leaks, '--baseline', known]);
    expect([again.code, again.json.findings, again.json.counts.known]).toEqual([0, [], 1]);
    const changed = workspace.write('leaks.csv', LEAKS.replace('ada@', 'eve@'));
    expect((await contentmark(['scan', changed, '--baseline', known])).code).toBe(1);
    const none = workspace.write('none.json', '{"findings":[{"fingerprint":7}]}');
    const { code, json } = await contentmarkJson(['scan', leaks, '--baseline', none]);
    expect([code, json.error.code]).toEqual([64, 'ERR_BASELINE']);
  });

  it('finds by rules of your own', async () => {
    const rules = workspace.write(
      'rules.toml',
      `[[markers]]
id = "ours.customer"
class = "identity"
what = "our own test customer"
rule = { kind = "whole", values = ["bo@shop-of-jo.eu"] }
severity = { email = "block" }
found = ["bo@shop-of-jo.eu"]
clean = ["x"]
`,
    );
    const { json } = await contentmarkJson(['scan', clean, '--rules', rules]);
    expect(json.findings).toMatchObject([{ id: 'ours.customer', reason: 'our own test customer' }]);
  });

  it('writes every form to --out whole, and nothing where it is called wrongly', async () => {
    for (const format of [
      'human',
      'jsonl',
      'sarif',
      'junit',
      'markdown',
      'html',
      'gitlab',
      'github',
    ]) {
      const out = workspace.at(`report.${format}`);
      const { stdout } = await contentmark(['scan', leaks, '--format', format, '--out', out]);
      expect(stdout).toBe('');
      expect(workspace.text(`report.${format}`)).toContain('domain.example');
    }
    const out = workspace.at('never.json');
    expect(
      (await contentmark(['scan', leaks, '--json', '--format', 'html', '--out', out])).code,
    ).toBe(64);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(workspace.directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
