/**
 * What a runtime has and what it lacks. Whatever is missing gives its coded error, from the
 * very call that needs it, and nothing else does.
 */
// @ts-nocheck

import { hex } from '../../fixtures/bytes.ts';
import { equal, type Harness, throwsCode } from './harness.ts';
import type { Capabilities } from './job.ts';
import type { Package } from './package.ts';

const NOW = 1767225600;
const SUBJECT = 'products/merino-crew';
const ID = '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f';

export async function checkLacks(
  harness: Harness,
  { contentmark, noble, rule }: Package,
  { defaultBackend, native, webcrypto, random }: Capabilities,
): Promise<void> {
  const { createTrust, createVerifier, generateKey, importSeed } = contentmark;
  const { localSigner, sign, signBatch, signSync, text, verifySync } = contentmark;
  const key = importSeed(hex('01'.repeat(32)));
  const signer = localSigner(key);
  const claims = { issuer: 'https://brand.example', environment: 'production', issuedAt: NOW };
  const single = { ...claims, subject: SUBJECT };
  const content = text('Merino');
  const envelope = signSync(content, { signer, claims: { ...single, id: ID } });
  const trust = createTrust([
    { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
  ]);
  const settings = { trust, environment: 'production' };
  const item = { subject: SUBJECT, now: NOW + 60 };
  const needsOther = (what: string, run: () => unknown) =>
    throwsCode(what, 'ERR_RUNTIME', run, 'options.backend');

  await harness.check(`the default backend is ${defaultBackend}`, async () => {
    equal('it', (await rule.loadDefaultBackend()).name, defaultBackend);
  });

  await harness.check(`node:crypto is ${native ? 'here' : 'missing, ERR_RUNTIME'}`, async () => {
    const check = () =>
      createVerifier({ ...settings, backend: 'native' }).verifySync(content, envelope, item).status;
    if (native) equal('native', check(), 'verified');
    else await needsOther('native', check);
  });

  await harness.check(`WebCrypto is ${webcrypto ? 'here' : 'missing, ERR_RUNTIME'}`, async () => {
    const verifier = createVerifier({ ...settings, backend: 'webcrypto' });
    const check = async () => (await verifier.verify(content, envelope, item)).status;
    if (webcrypto) equal('webcrypto', await check(), 'verified');
    else await needsOther('webcrypto', check);
    await needsOther('webcrypto at once', () => verifier.verifySync(content, envelope, item));
  });

  await harness.check(
    `at once: ${native ? 'answers' : 'ERR_RUNTIME, and noble answers'}`,
    async () => {
      const check = () => verifySync(content, envelope, { ...settings, ...item }).status;
      const addRoot = () => createVerifier(settings).addRootSync(envelope).status;
      if (native) {
        equal('verifySync', check(), 'verified');
        equal('addRootSync of what is no root', addRoot(), 'rejected');
      } else {
        await needsOther('verifySync', check);
        await needsOther('addRootSync', addRoot);
      }
      const backend = noble.createNobleBackend();
      const byNoble = verifySync(content, envelope, { ...settings, ...item, backend });
      equal('by noble', byNoble.status, 'verified');
    },
  );

  await harness.check(
    `random numbers are ${random ? 'here' : 'missing, ERR_RUNTIME'}`,
    async () => {
      const drawBatch = async () => {
        let count = 0;
        for await (const _item of signBatch([{ content, subject: SUBJECT }], { signer, claims })) {
          count += 1;
        }
        return count;
      };
      if (random) {
        equal('two new keys', new Set([generateKey().keyId, generateKey().keyId]).size, 2);
        equal(
          'drawn ids',
          (await sign(content, { signer, claims: single })).length,
          envelope.length,
        );
        equal('a drawn id', await drawBatch(), 1);
        return;
      }
      await throwsCode('generateKey', 'ERR_RUNTIME', () => generateKey());
      await throwsCode('sign without an id', 'ERR_RUNTIME', () =>
        sign(content, { signer, claims: single }),
      );
      await throwsCode('a batch without ids', 'ERR_RUNTIME', drawBatch);
    },
  );
}
