/** What the build sends to a browser: the components, and nothing of what checks marks. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../examples/storefront/build/client/assets/', import.meta.url);
const scripts = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(new URL(name, FOLDER), 'utf8')]),
);
/** The chunks that hold the components of contentmark/react. */
const components = [...scripts].filter(([, code]) => code.includes('data-contentmark-label'));

describe('the build of the shop', () => {
  it('has the components in a chunk of their own, under 2 KB gzipped', () => {
    expect(components).toHaveLength(1);
    const size = gzipSync(components[0]?.[1] ?? '').length;
    expect(size).toBeLessThan(2048);
  });

  it('sends them to the pages that show marked content only', () => {
    const [name = ''] = components[0] ?? [];
    const users = [...scripts]
      .filter(([, code]) => code.includes(`./${name}`))
      .map(([user]) => user);
    expect(users.map((user) => user.replace(/-[^-]*$/, '')).sort()).toEqual([
      'cart',
      'listing',
      'product',
    ]);
  });

  it('sends no verifier, no policy, no key and no marker of test data', () => {
    const all = [...scripts.values()].join('\n');
    // Words of the reasons, of the policy, of keys and of the lists; the server's build has them all.
    const words = [
      'digest-mismatch',
      'environment-mismatch',
      'Ed25519',
      'OKP',
      'faker.',
      '4242424242424242',
    ];
    for (const word of words) expect(all).not.toContain(word);
    const server = readFileSync(new URL('../../server/index.js', FOLDER), 'utf8');
    for (const word of ['digest-mismatch', 'faker.', '4242424242424242']) {
      expect(server).toContain(word);
    }
  });
});
