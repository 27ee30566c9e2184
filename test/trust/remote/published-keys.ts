import {
  createVerifier,
  exportPublicJwk,
  generateKey,
  localSigner,
  type SigningKey,
  signSync,
  text,
  thumbprint,
  type Verifier,
} from 'contentmark';
import {
  createRemoteTrust,
  type KeyBinding,
  type RemoteTrust,
  type RemoteTrustOptions,
} from 'contentmark/remote-trust';
import { afterEach, beforeEach } from 'vitest';
import { ISSUER, SUBJECT } from '../../fixtures/claims.ts';
import { jwks, type KeyServer, startKeyServer } from '../../fixtures/key-server.ts';
import { shopKey } from '../../fixtures/keys.ts';

export const content = text('A crew neck in fine merino.');
export const oldKey = shopKey;
export const newKey = generateKey();
export const pinOf = (key: SigningKey): string =>
  Buffer.from(thumbprint(key.publicKey)).toString('hex');
export const bound: KeyBinding = {
  thumbprints: [pinOf(oldKey), pinOf(newKey)],
  issuers: [ISSUER],
  environments: ['production'],
};
export const jwk = exportPublicJwk;

/** What the tests of one file share: each test has a server, a clock and remote trusts of its own. */
export function createKeyHost() {
  const running: RemoteTrust[] = [];
  // Set before each test.
  let server: KeyServer;
  const host = {
    now: 0,
    get server() {
      return server;
    },
    connect(options: Partial<RemoteTrustOptions> = {}, url = server.url): RemoteTrust {
      const remote = createRemoteTrust(url, {
        bindings: [bound],
        clock: () => host.now,
        timeout: 2,
        ...options,
      });
      running.push(remote);
      return remote;
    },
    /** Lets the cooldown pass and asks. */
    async refreshLater(remote: RemoteTrust, seconds = 31) {
      host.now += seconds;
      return await remote.refresh();
    },
    verifierOf: ({ trust }: RemoteTrust): Verifier =>
      createVerifier({ trust, environment: 'production', clock: () => host.now }),
  };
  beforeEach(async () => {
    host.now = 1_790_000_000;
    server = await startKeyServer(jwks([jwk(oldKey)]));
  });
  afterEach(async () => {
    for (const remote of running.splice(0)) remote.stop();
    await server.close();
  });
  return host;
}

const marks = new Map<SigningKey, Uint8Array>();
export function markOf(key: SigningKey, environment = 'production', issuer = ISSUER): Uint8Array {
  const claims = { issuer, subject: SUBJECT, environment, issuedAt: 1_780_000_000 };
  if (environment !== 'production' || issuer !== ISSUER)
    return signSync(content, { signer: localSigner(key), claims });
  const mark = marks.get(key) ?? signSync(content, { signer: localSigner(key), claims });
  marks.set(key, mark);
  return mark;
}

export function judge(verifier: Verifier, mark: Uint8Array): string {
  const verdict = verifier.verifySync(content, mark, { subject: SUBJECT });
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
}

export async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 10_000; !holds(); ) {
    if (performance.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
