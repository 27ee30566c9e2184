/** Peers as cases of a contest, once each has been seen to refuse what it must. */
import { generateKeyPairSync } from 'node:crypto';
import { at, type Inputs } from './inputs.ts';
import { installPeers } from './install.ts';
import { auth0Cose } from './peers/auth0-cose.js';
import { fastJwt } from './peers/fast-jwt.js';
import { jose } from './peers/jose.js';
import { paseto } from './peers/paseto.js';
import type { Check, KeyPair, Peer } from './peers/peer.ts';
import { sigstore } from './peers/sigstore.js';
import type { Case } from './suite.ts';

/** All peers. Their files load the libraries themselves only when they are opened. */
export const PEERS: readonly Peer[] = [jose, auth0Cose, paseto, fastJwt, sigstore];

/** A peer, its marks on all items, and its check. */
export interface OpenPeer {
  readonly peer: Peer;
  readonly marks: readonly string[];
  readonly check: Check;
}

/** Loads a peer, signs all items with it, and makes sure that its check can fail. */
export async function openPeer(peer: Peer, inputs: Inputs): Promise<OpenPeer> {
  installPeers();
  const marks = await peer.sign(inputs, inputs.items);
  const check = await peer.open(inputs.publicKey);
  await requireRefusals(peer, check, marks, inputs);
  return { peer, marks, check };
}

/** Its whole check, without a cache, of another item each time. */
export function coldCase({ peer, marks, check }: OpenPeer, { items }: Inputs): Case {
  return { name: peer.name, run: (turn) => check(at(marks, turn), at(items, turn)) };
}

/**
 * A check that accepts anything would be the fastest: each must refuse another product's mark,
 * another text, and a signature of another key.
 */
async function requireRefusals(
  peer: Peer,
  check: Check,
  marks: readonly string[],
  { items }: Inputs,
): Promise<void> {
  const [mark, otherMark] = [at(marks, 0), at(marks, 1)];
  const [item, other] = [at(items, 0), at(items, 1)];
  const [forged] = await peer.sign(generateKeyPair(), [item]);
  await check(mark, item);
  const wrong: Readonly<Record<string, readonly [string, { subject: string; text: string }]>> = {
    'a mark of another product': [otherMark, item],
    'another text': [mark, { subject: item.subject, text: other.text }],
    'another subject': [mark, { subject: other.subject, text: item.text }],
    'a signature of another key': [forged as string, item],
  };
  for (const [what, [shown, product]] of Object.entries(wrong)) {
    const isRefused = await (async () => check(shown, product))().then(
      () => false,
      () => true,
    );
    if (!isRefused) throw new Error(`${peer.name} passes ${what}`);
  }
}

function generateKeyPair(): KeyPair {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { seed: Buffer.from(d, 'base64url'), publicKey: Buffer.from(x, 'base64url') };
}
