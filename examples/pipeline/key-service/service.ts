/**
 * A key service, as a process of its own: it makes the key, keeps it, and signs what it is sent.
 * It stands for a KMS or an HSM, so it knows nothing of contentmark: Ed25519 over the message
 * itself is all that contentmark needs (in AWS KMS `ED25519_SHA_512` with `MessageType: RAW`).
 *
 * Run by start-key-service.ts: `service.ts FOLDER NAME`.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What comes in, besides the end of the connection. */
export interface SignRequest {
  readonly id: number;
  readonly message: Uint8Array;
}

/** What goes out: first the public key, then an answer to each request. */
export type ServiceMessage =
  | { readonly type: 'ready'; readonly publicKey: Uint8Array }
  | { readonly type: 'signed'; readonly id: number; readonly signature: Uint8Array }
  | { readonly type: 'refused'; readonly id: number; readonly why: string };

/** Nothing that contentmark signs is longer. */
const MAX_MESSAGE = 16_384;

const [folder = '', name = ''] = process.argv.slice(2);
const send = (message: ServiceMessage) => process.send?.(message);

mkdirSync(folder, { recursive: true, mode: 0o700 });
const key = createPrivateKey(readKey(join(folder, `${name}.pem`)));
const { x = '' } = createPublicKey(key).export({ format: 'jwk' });

process.on('message', ({ id, message }: SignRequest) => {
  if (!(message instanceof Uint8Array) || message.length > MAX_MESSAGE) {
    send({ type: 'refused', id, why: 'not a message of at most 16,384 bytes' });
    return;
  }
  const signature = new Uint8Array(sign(null, message, key));
  // A service that signs writes down that it did, before it answers.
  const sha256 = createHash('sha256').update(message).digest('hex');
  const entry = { time: new Date().toISOString(), key: name, sha256 };
  appendFileSync(join(folder, `${name}.log`), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  send({ type: 'signed', id, signature });
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of a terminal; this one ends when the last signature is fetched.
process.on('SIGINT', () => undefined);
send({ type: 'ready', publicKey: new Uint8Array(Buffer.from(x, 'base64url')) });

function readKey(path: string): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    writeFileSync(path, pem, { flag: 'wx', mode: 0o600 });
    return String(pem);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(path, 'utf8');
  }
}
