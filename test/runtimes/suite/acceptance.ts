/** Public Ed25519 vectors through the acceptance rule: one verdict, whichever backend computes. */
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { flipBit, hex } from '../../fixtures/bytes.ts';
import { equal, type Harness } from './harness.ts';
import type { Package } from './package.ts';
import type { EdgeVector, Vectors } from './vectors.ts';

export async function checkAcceptance(
  harness: Harness,
  { rule }: Package,
  vectors: Vectors,
): Promise<void> {
  for (const backend of rule.listSigningBackends()) {
    await harness.check(`RFC 8032 signs and derives (${backend.name})`, () => {
      for (const { seed, publicKey, message, signature } of vectors.rfc8032) {
        equal('public key', encodeHex(backend.derivePublicKey(hex(seed))), publicKey);
        equal('signature', encodeHex(backend.importSeed(hex(seed))(hex(message))), signature);
      }
    });
  }
  for (const backend of await rule.loadBackends()) {
    await harness.check(
      `RFC 8032 verifies, and not with a bit turned (${backend.name})`,
      async () => {
        for (const [index, { publicKey, message, signature }] of vectors.rfc8032.entries()) {
          const accepts = rule.openKey(backend, hex(publicKey));
          const turned = flipBit(hex(signature), (index * 37) % 512);
          equal(`vector ${index}`, await accepts(hex(signature), hex(message)), true);
          equal(`vector ${index}, turned`, await accepts(turned, hex(message)), false);
        }
      },
    );
    for (const name of ['wycheproof', 'cctv'] as const) {
      await harness.check(`${name}: every verdict is the rule's (${backend.name})`, async () => {
        const accepted = await judge(backend, rule, vectors[name]);
        // Recorded first: a runtime that differs is named with what it said.
        harness.recordVerdict(`acceptance: ${name}`, accepted.map(Number).join(''));
        const wrong = vectors[name].flatMap((vector, index) =>
          vector.accepted === accepted[index] ? [] : [index],
        );
        equal('vectors judged otherwise', wrong, []);
      });
    }
  }
}

async function judge(
  backend: Parameters<Package['rule']['openKey']>[0],
  { openKey }: Package['rule'],
  vectors: readonly EdgeVector[],
): Promise<boolean[]> {
  const keys = new Map<string, ReturnType<typeof openKey>>();
  const accepted: boolean[] = [];
  for (const { publicKey, message, signature } of vectors) {
    const accepts = keys.get(publicKey) ?? openKey(backend, hex(publicKey));
    keys.set(publicKey, accepts);
    accepted.push(await accepts(hex(signature), hex(message)));
  }
  return accepted;
}
