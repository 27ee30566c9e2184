import { createRemoteTrust, type RemoteTrustOptions } from 'contentmark/remote-trust';
import { describe, expect, test } from 'vitest';
import { bound, oldKey } from './published-keys.ts';

describe('what is wrong is refused at once:', () => {
  const good = { bindings: [bound] };
  test.each<readonly [string, string, unknown]>([
    ['http to another machine', 'http://shop.example/keys.json', good],
    ['a user in the address', 'https://me:secret@shop.example/keys.json', good],
    ['no address', 'keys.json', good],
    ['another scheme', 'file:///keys.json', good],
    ['no bindings', 'https://shop.example/', { bindings: [] }],
    [
      'a key id for a pin',
      'https://shop.example/',
      { bindings: [{ ...bound, thumbprints: [oldKey.keyId] }] },
    ],
    ['no pins', 'https://shop.example/', { bindings: [{ ...bound, thumbprints: [] }] }],
    [
      'all keys by a word',
      'https://shop.example/',
      { bindings: [{ ...bound, thumbprints: 'any' }] },
    ],
    ['one key bound twice', 'https://shop.example/', { bindings: [bound, bound] }],
    ['no issuers', 'https://shop.example/', { bindings: [{ ...bound, issuers: [] }] }],
    [
      'fixtures for production',
      'https://shop.example/',
      { bindings: [{ ...bound, purposes: ['fixture'] }] },
    ],
    ['a misspelt option', 'https://shop.example/', { ...good, maxage: 1 }],
    [
      'a misspelt member of a binding',
      'https://shop.example/',
      { bindings: [{ ...bound, purpose: [] }] },
    ],
    [
      'an interval within the cooldown',
      'https://shop.example/',
      { ...good, cooldown: 60, interval: 59 },
    ],
    ['a time without end', 'https://shop.example/', { ...good, maxAge: Number.POSITIVE_INFINITY }],
  ])('%s', (_what, url, options) => {
    expect(() => createRemoteTrust(url, options as RemoteTrustOptions)).toThrow(
      expect.objectContaining({ name: 'ContentmarkError' }),
    );
  });
});
