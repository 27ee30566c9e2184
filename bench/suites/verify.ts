/**
 * One mark checked cold: nothing of it has been seen before and nothing is cached. Against the
 * bare limit, against peers doing the same job with their own formats, and the JavaScript
 * backend against @noble/ed25519 itself.
 */
import { hashes, verify as nobleVerify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { at, bare, type Inputs, ours, prepareInputs, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { coldCase, openPeer, PEERS } from '../peer-case.ts';
import type { Case, Contest, Suite } from '../suite.ts';

/** @noble/ed25519 as its documentation calls it, over the same message and content. */
function noble({ items, publicKey }: Inputs): Case {
  hashes.sha512 ??= sha512;
  return {
    name: 'noble',
    run(turn) {
      const { message, signature, bytes } = at(items, turn);
      require(nobleVerify(signature, message, publicKey, { zip215: false }));
      require(sha256(bytes).length === 32);
    },
  };
}

export const suite: Suite = {
  name: 'verify',
  notes: [
    'bare: node:crypto.verify with a prepared KeyObject over the same message, and SHA-256 of the content. Decodes, decides and compares nothing; the limit, not a peer.',
    'cold: verifySync(text(description), mark as base64url text, { subject }), another product each time, no cache. cold-bytes: the same with the mark as bytes.',
    'Each peer carries the same claims and the digest in its own format; issuer, subject, audience, environment, times and digest are compared with what is expected, the content hashed each time. Before it is timed it is seen to refuse the mark of another product, another text, another subject, and the signature of another key. None is cached. The asynchronous ones are awaited one by one.',
    ...PEERS.map(({ note }) => note),
    'noble-cold: cold on the JavaScript backend. noble: @noble/ed25519 verify (zip215: false) and SHA-256 of @noble/hashes over the same; it decodes the key at each call, ours once.',
    'The descriptions are real and ASCII; text outside Latin-1 adds its Unicode normalization.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), settings);
    const peers: Case[] = [];
    for (const peer of PEERS) peers.push(coldCase(await openPeer(peer, inputs), inputs));
    return [
      {
        cases: [
          bare(inputs),
          ours('cold', inputs, 'textForm'),
          ours('cold-bytes', inputs, 'envelope'),
          ...peers,
        ],
        turns: settings.short ? 64 : 512,
        ratios: [
          ['cold', 'bare'],
          ['cold-bytes', 'bare'],
          ...PEERS.map(({ name }) => ['cold', name] as const),
        ],
      },
      {
        cases: [
          ours('noble-cold', inputs, 'textForm', inputs.built.noble.createNobleBackend()),
          noble(inputs),
        ],
        turns: settings.short ? 16 : 64,
        ratios: [['noble-cold', 'noble']],
      },
    ];
  },
};
