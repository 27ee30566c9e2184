/** Files in, findings out: what is found where, what is not read, and what a finding is known again by. */
import { chmodSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeTextForm } from 'contentmark/carrier';
import { text } from 'contentmark/content';
import { isStopped, type ScanReport, scan } from 'contentmark/scan';
import { createVerifier } from 'contentmark/verify';
import { describe, expect, it, test } from 'vitest';
import { createShopTrust, mark, NOW } from '../fixtures/claims.ts';
import { createFolders } from './workspace.ts';

const folderOf = createFolders();
const content = text('A crew neck in fine merino.');
const STAGING = encodeTextForm(mark(content, { environment: 'staging' }));
const PRODUCTION = encodeTextForm(mark(content));

/** Places below the folder, so that a test says what it means. */
const told = ({ findings }: ScanReport, folder: string) =>
  findings.map(
    ({ severity, id, place }) =>
      `${severity} ${id} ${relative(folder, place.file)}:${place.line} ${place.pointer}`,
  );

describe('every format is read', () => {
  const dump =
    "INSERT INTO customers (id, email) VALUES (1,'ada@shop-of-jo.eu'),(2,'b@example.com');\n";
  const files = {
    'a.csv': `Handle,Email,Mark\ncrew,ada@shop-of-jo.eu,\nneck,jo@example.com,${STAGING}\n`,
    'b.json': '{"products":[{"handle":"x"},{"handle":"y","vendor":"z","email":"b@example.org"}]}',
    'c.jsonl.gz': gzipSync('{"id":1}\n{"id":2,"is_synthetic":true}\n'),
    'd.sql': dump,
    'e.liquid': '<p>Lorem ipsum, and so on.</p>',
    'f.xml':
      '<rss xmlns:g="g"><channel><item><g:id>1</g:id><title>Lorem ipsum</title></item></channel></rss>',
    'shop.env': 'MODE=live\nSTRIPE_KEY=sk_test_abcdefgh12345678\n',
    'g.ini': '[paypal]\nsandbox=1\n',
  };

  it('in the order of their names and records, with place, rule and severity', async () => {
    const folder = folderOf(files);
    const report = await scan({ paths: [folder] });
    expect(told(report, folder)).toEqual([
      'block domain.example a.csv:3 /Email',
      'block mark-of-another-environment a.csv:3 /Mark',
      'block domain.example b.json:1 /products/1/email',
      'block schema.synthetic c.jsonl.gz:2 /is_synthetic',
      'block domain.example d.sql:1 /customers/1/email',
      'block filler.lorem-ipsum e.liquid:1 /html',
      'block filler.lorem-ipsum f.xml:1 /title',
      'block setting.sandbox-on g.ini:2 /paypal/sandbox',
      'block token.stripe-test-key shop.env:2 /STRIPE_KEY',
    ]);
    expect(report.scanned).toEqual({ files: 8, records: 13 });
    expect(report.counts).toMatchObject({ block: 9, marks: { found: 1, checked: 0, refused: 0 } });
    expect(isStopped(report, 'block')).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/jo@|b@example|abcdefgh|0oR/);
    expect(JSON.stringify(await scan({ paths: [folder] }))).toBe(JSON.stringify(report));
  });

  it('in staging the policy tolerates test data, and secrets of production are looked for', async () => {
    const folder = folderOf({ ...files, 'live.env': 'KEY=sk_live_placeholder\n' });
    const report = await scan({ paths: [folder], environment: 'staging' });
    expect(report.counts.block).toBe(1);
    expect(told(report, folder)).toContain('block live-secret.stripe live.env:1 /KEY');
    expect(told(report, folder)).not.toContain('block domain.example a.csv:3 /Email');
  });

  it('bytes that are no file, and an absent mark where one is wanted', async () => {
    async function* stream() {
      yield `Handle,Mark\ncrew,${PRODUCTION}\n`;
      yield 'neck,\n';
    }
    const inputs = [{ file: '(stdin)', stream: stream(), format: 'csv' }] as const;
    const report = await scan({ paths: [], inputs, failOn: 'absent' });
    expect(told(report, '').map((one) => one.replace(/\S*\(stdin\)/, '-'))).toEqual([
      'warn absent -:3 ',
    ]);
    expect([report.counts.absent, isStopped(report, 'absent')]).toEqual([1, true]);
  });
});

test('with a verifier a mark that does not hold is a finding by its reason', async () => {
  const bytes = Buffer.from(PRODUCTION, 'base64url');
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1;
  const folder = folderOf({
    'a.csv': `Handle,Mark\nx,${PRODUCTION}\ny,${encodeTextForm(bytes)}\n`,
  });
  const verifier = createVerifier({
    trust: createShopTrust(),
    environment: 'production',
    clock: () => NOW,
  });
  const report = await scan({ paths: [folder], verifier });
  expect(told(report, folder)).toEqual(['block bad-signature a.csv:3 /Mark']);
  expect(report.counts.marks).toEqual({ found: 2, checked: 2, refused: 1 });
});

describe('a fingerprint', () => {
  const rows = ['a,ada@example.com', 'b,bo@shop-of-jo.eu', 'c,cy@example.org', ',x@example.net'];
  const prints = async (lines: readonly string[]) => {
    const folder = folderOf({ 'a.csv': `Handle,Email\n${lines.join('\n')}\n` });
    const { findings } = await scan({ paths: [folder] });
    return new Map(findings.map((one) => [one.place.record, one.fingerprint]));
  };

  it('is that of the record and its value, wherever the row stands', async () => {
    const before = [...(await prints(rows)).values()];
    expect(new Set(before).size).toBe(3);
    const moved = [...(await prints([...rows].reverse())).values()];
    expect(moved.sort()).toEqual(before.sort());
  });

  it('is another one for a new leak in an old place, and for one more row like a known one', async () => {
    const before = new Set((await prints(rows)).values());
    const changed = await prints(['a,eve@example.com', ...rows.slice(1)]);
    expect(before.has(changed.get(1) as string)).toBe(false);
    const more = [...(await prints([...rows, rows[0] as string])).values()];
    expect(more.filter((one) => !before.has(one))).toHaveLength(1);
  });

  it('of a baseline is counted as known, and stops nothing', async () => {
    const folder = folderOf({ 'a.csv': `Handle,Email\n${rows.join('\n')}\n` });
    const { findings } = await scan({ paths: [folder] });
    const baseline = new Set(findings.map(({ fingerprint }) => fingerprint));
    const report = await scan({ paths: [folder], baseline });
    expect(report.findings).toEqual([]);
    expect([report.counts.known, report.counts.block, isStopped(report, 'warn')]).toEqual([
      3,
      0,
      false,
    ]);
  });
});

describe('what is not read', () => {
  it('stands in notScanned with its place, and stops a gate', async () => {
    const folder = folderOf({
      'broken.csv': 'Handle,Title\na,b\nc,"never closed\n',
      'bytes.csv': Buffer.from('Handle,Title\na,\xff\xfe\n', 'latin1'),
      'columns.csv': 'a,b\n1,2,3\n',
      'cut.csv.gz': gzipSync(`a,b\n${'1,2\n'.repeat(50_000)}`).subarray(0, 150),
      'empty.zip': 'no archive',
      'picture.png': 'x',
      'secret.csv': 'a,b\n',
    });
    chmodSync(join(folder, 'secret.csv'), 0o000);
    symlinkSync('.', join(folder, 'loop'));
    const report = await scan({ paths: [folder, join(folder, 'none.csv')] });
    const said = report.notScanned.map(
      ({ file, reason, line, isFault }) =>
        `${relative(folder, file).split('/').pop()} ${reason} ${line ?? '-'} ${isFault}`,
    );
    // Whoever may read everything is refused nothing.
    expect(said.filter((one) => !one.startsWith('secret.csv'))).toEqual([
      'broken.csv malformed 3 true',
      'bytes.csv not-utf8 2 true',
      'columns.csv wrong-columns 2 true',
      expect.stringMatching(/^cut\.csv\.gz unreadable \S+ true$/),
      'empty.zip unreadable - true',
      'loop loop - true',
      'picture.png unknown-format - false',
      'none.csv unreadable - true',
    ]);
    expect(isStopped(report, 'block')).toBe(true);
  });

  it('a picture alone stops nothing, and named itself it does', async () => {
    const folder = folderOf({ 'picture.png': 'x', 'a.csv': 'a,b\n1,2\n' });
    expect(isStopped(await scan({ paths: [folder] }), 'block')).toBe(false);
    expect(isStopped(await scan({ paths: [join(folder, 'picture.png')] }), 'block')).toBe(true);
  });

  it('.gitignore and .contentmarkignore leave out what they name, the nearest one last', async () => {
    const leak = 'Email\na@example.com\n';
    const folder = folderOf({
      '.gitignore': 'build/\n*.tmp.csv\n',
      '.contentmarkignore': 'fixtures/*\n!fixtures/kept.csv\n',
      'a.csv': leak,
      'b.tmp.csv': leak,
      'build/c.csv': leak,
      'fixtures/d.csv': leak,
      'fixtures/kept.csv': leak,
      'sub/.gitignore': '!b.tmp.csv\n',
      'sub/b.tmp.csv': leak,
      '.git/x.csv': leak,
    });
    expect(told(await scan({ paths: [folder] }), folder)).toEqual([
      'block domain.example a.csv:2 /Email',
      'block domain.example fixtures/kept.csv:2 /Email',
      'block domain.example sub/b.tmp.csv:2 /Email',
    ]);
  });
});

test.each([
  [{ paths: 'a' }, 'options.paths'],
  [{ paths: [7] }, 'options.paths[0]'],
  [{ paths: [], failOn: 'always' }, 'options.failOn'],
  [{ paths: [], threads: 7 }, 'options.threads'],
])('a mistake in the options is named: %j', async (options, argument) => {
  await expect(scan(options as never)).rejects.toMatchObject({ code: 'ERR_ARGUMENT', argument });
});
