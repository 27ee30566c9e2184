/** keygen: a private key for its owner only, and the trust file that goes with it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, ISSUER } from './harness.ts';
import { createSignedText } from './signed-text.ts';

const boots = createSignedText();
const { workspace } = boots;

describe('keygen', () => {
  it('writes a key for its owner only, and a trust file that createTrust takes', () => {
    expect(readdirSync(boots.keys.out).sort()).toEqual(['signing-key.jwk', 'trust.json']);
    expect(statSync(boots.keys.key).mode & 0o777).toBe(0o600);
    const trust = JSON.parse(readFileSync(boots.keys.trust, 'utf8'));
    expect(trust.keys).toHaveLength(1);
    expect(trust.keys[0]).toMatchObject({
      issuers: [ISSUER],
      environments: ['production'],
      purposes: ['content'],
    });
    expect(trust.keys[0].publicKey.d).toBeUndefined();
  });

  it('says the whole thumbprint, which begins with the key id', async () => {
    const out = workspace.at('pinned');
    const made = await contentmarkJson([
      'keygen',
      '--issuer',
      ISSUER,
      '--environment',
      'test',
      '--out',
      out,
    ]);
    const { keyId, thumbprint } = made.json as { keyId: string; thumbprint: string };
    expect(thumbprint).toMatch(/^[0-9a-f]{64}$/);
    expect(thumbprint.slice(0, 16)).toBe(keyId);
  });

  it.each(['signing-key.jwk', 'trust.json'])(
    'does not overwrite %s, and leaves nothing',
    async (name) => {
      const out = workspace.at(`half-${name}`);
      await contentmark(['keygen', '--issuer', ISSUER, '--environment', 'test', '--out', out]);
      const other = name === 'trust.json' ? 'signing-key.jwk' : 'trust.json';
      const before = readFileSync(join(out, name), 'utf8');
      const { unlinkSync } = await import('node:fs');
      unlinkSync(join(out, other));
      const again = await contentmarkJson([
        'keygen',
        '--issuer',
        ISSUER,
        '--environment',
        'test',
        '--out',
        out,
      ]);
      expect(again.code).toBe(64);
      expect(again.json.error).toMatchObject({ code: 'ERR_USAGE', argument: '--out' });
      expect(again.json.error.message).toContain(name);
      expect(readFileSync(join(out, name), 'utf8')).toBe(before);
      expect(readdirSync(out)).toEqual([name]);
    },
  );

  it('prints the key id, in text and in JSON', async () => {
    const out = workspace.at('ids');
    const made = await contentmarkJson([
      'keygen',
      '--issuer',
      ISSUER,
      '--environment',
      'test',
      '--purpose',
      'fixture',
      'seed',
      '--out',
      out,
    ]);
    expect(made.code).toBe(0);
    expect(made.json.keyId).toMatch(/^[0-9a-f]{16}$/);
    const trust = JSON.parse(readFileSync(join(out, 'trust.json'), 'utf8'));
    expect(trust.keys[0].purposes).toEqual(['fixture', 'seed']);
  });

  it('refuses fixtures for production, an issuer that is no URI, and makes nothing', async () => {
    const out = workspace.at('refused');
    const fixture = await contentmarkJson([
      'keygen',
      '--issuer',
      ISSUER,
      '--environment',
      'production',
      '--purpose',
      'fixture',
      '--out',
      out,
    ]);
    expect(fixture.code).toBe(64);
    expect(fixture.json.error.code).toBe('ERR_TRUST');
    const issuer = await contentmarkJson([
      'keygen',
      '--issuer',
      'my shop',
      '--environment',
      'test',
      '--out',
      out,
    ]);
    expect(issuer.json.error.argument).toBe('--issuer');
    expect(existsSync(out)).toBe(false);
  });
});
