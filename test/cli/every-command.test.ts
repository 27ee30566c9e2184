/** inspect, and what holds for every command: no private key, no control character, help on stdout. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, ISSUER } from './harness.ts';
import { createSignedText } from './signed-text.ts';

const boots = createSignedText();
const { workspace } = boots;

describe('inspect', () => {
  it('shows what a mark says, marked as not verified', async () => {
    const { code, stdout } = await contentmark(['inspect', boots.mark]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^NOT VERIFIED/);
    expect(stdout).toContain('boots');
    expect(stdout).toContain('text-1');
    const { json } = await contentmarkJson(['inspect', '-'], { stdin: `${boots.mark}\n` });
    expect(json).toMatchObject({
      verified: false,
      claims: { subject: 'boots' },
      payload: { type: 'content', profile: 'text-1' },
    });
  });

  it('exits 1 for what cannot be decoded', async () => {
    for (const junk of ['', 'junk', 'A'.repeat(20_000), '\u001b[2J']) {
      const { code, json } = await contentmarkJson(['inspect', junk]);
      expect([code, json.verified]).toEqual([1, false]);
      expect(json.reason).toMatch(/malformed|too-large/);
    }
  });

  it('shows no control character of a claim to the terminal', async () => {
    const signed = await contentmark([
      'sign',
      boots.file,
      '--subject',
      'a\u001b[2J\u202eb',
      ...boots.keys.sign,
    ]);
    const { stdout } = await contentmark(['inspect', signed.stdout.trim()], { isTTY: true });
    expect(stdout).toContain('a\\u{1b}[2J\\u{202e}b');
  });

  it('shows no control character of a command that there is not', async () => {
    const { code, stderr } = await contentmark(['no\u001b[2J\u202esuch']);
    expect([code, stderr.includes('no\\u{1b}[2J\\u{202e}such')]).toEqual([64, true]);
  });

  it('shows no unseen character to whoever reads --json, and the same value to a program', async () => {
    const subject = 'a\u009b31m\u202eb\u200b\u{e0041}';
    const signed = await contentmark([
      'sign',
      boots.file,
      '--subject',
      subject,
      ...boots.keys.sign,
    ]);
    const { stdout, json } = await contentmarkJson(['inspect', signed.stdout.trim()]);
    expect(stdout).toContain('a\\u009b31m\\u202eb\\u200b\\udb40\\udc41');
    expect(json.claims.subject).toBe(subject);
  });
});

describe('every command', () => {
  it('prints no private key, whatever happens', async () => {
    const { d } = JSON.parse(readFileSync(boots.keys.key, 'utf8'));
    const half = workspace.write('half.jwk', `{"kty":"OKP","crv":"Ed25519","d":"${d}"`);
    const wrong = workspace.write(
      'wrong.jwk',
      JSON.stringify({ kty: 'OKP', crv: 'Ed25519', d, x: d }),
    );
    const pem = workspace.write('bad.pem', `-----BEGIN PRIVATE KEY-----\n${d}\n`);
    const runs = [half, wrong, pem, boots.keys.key].flatMap((key) =>
      [[], ['--json']].map((more) => [
        'sign',
        boots.file,
        '--subject',
        'x',
        '--issuer',
        ISSUER,
        '--environment',
        'production',
        '--key',
        key,
        ...more,
      ]),
    );
    for (const args of runs) {
      const { code, stdout, stderr } = await contentmark(args);
      expect(code).toBe(args.includes(boots.keys.key) ? 0 : 64);
      expect(stdout + stderr).not.toContain(d);
      expect(stdout + stderr).not.toContain(d.slice(0, 12));
    }
  });

  it.each([[['--help']], [['sign', '--help']], [['catalog', 'sign', '--help']], [['--version']]])(
    'answers %s on stdout with exit code 0',
    async (args) => {
      const { code, stdout, stderr } = await contentmark(args);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.length).toBeGreaterThan(4);
    },
  );

  it.each([[[]], [['catalog']], [['paint']]])('calls %s a usage error', async (args) => {
    expect((await contentmark(args)).code).toBe(64);
    const { code, json } = await contentmarkJson(args);
    expect(code).toBe(64);
    expect(json.error.code).toBe('ERR_USAGE');
  });

  it('colours only for a terminal that wants it', async () => {
    const colour = '\u001b[';
    expect((await contentmark(boots.verifyArgs(), { isTTY: true })).stdout).toContain(colour);
    expect((await contentmark(boots.verifyArgs())).stdout).not.toContain(colour);
    const unwanted = await contentmark(boots.verifyArgs(), { isTTY: true, env: { NO_COLOR: '1' } });
    expect(unwanted.stdout).not.toContain(colour);
  });
});
