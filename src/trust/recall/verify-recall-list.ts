/**
 * Checks a recall list: that a key which trust lets recall for this issuer signed exactly these bytes.
 * Whether it comes after the list that is known already is the recall's business (recall.ts).
 */
import { systemClock } from '../../clock.ts';
import { readOptions, requireSeconds, wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { encodeHex } from '../../format/bytes/bytes.ts';
import { checkSoon } from '../../format/crypto/backend.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import type { Trust } from '../trust.ts';
import { readRecallList } from './read-recall-list.ts';
import { MAX_RECALL_LIST_BYTES } from './recall-list.ts';
import {
  markVerified,
  type RejectedRecallList,
  reject,
  type VerifiedRecallList,
} from './recall-verdict.ts';

/** Whom to believe. */
export interface VerifyRecallListOptions {
  /** With a key whose entry says `recall: true`. */
  readonly trust: Trust;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
}

const OPTIONS = ['trust', 'now'] as const satisfies readonly (keyof VerifyRecallListOptions)[];

/** Seconds that the issuer's clock and ours may differ, as for marks. */
const CLOCK_TOLERANCE = 60;

/**
 * Checks a recall list, as bytes or as unpadded base64url.
 * @throws ContentmarkError `ERR_ARGUMENT` for mistakes in the arguments; whatever the list holds, the
 * answer is a verdict.
 * @example
 * ```ts
 * import { createTrust, generateKey } from 'contentmark';
 * import { verifyRecallList } from 'contentmark/recall';
 *
 * const { publicKey } = generateKey();
 * const trust = createTrust([
 *   { publicKey, issuers: ['https://shop.example/ai'], environments: ['production'], recall: true },
 * ]);
 * const verdict = await verifyRecallList('not a list', { trust });
 * if (verdict.status === 'rejected') console.log(verdict.reason); // malformed
 * ```
 */
export async function verifyRecallList(
  recallList: Uint8Array | string,
  options: VerifyRecallListOptions,
): Promise<VerifiedRecallList | RejectedRecallList> {
  if (typeof recallList !== 'string' && !(recallList instanceof Uint8Array))
    throw wrongArgument('recallList', 'Uint8Array or its base64url', recallList);
  const { trust, now = systemClock() } = readOptions('options', options, OPTIONS);
  if (typeof trust?.find !== 'function')
    throw wrongArgument('options.trust', 'a Trust made by createTrust', trust);
  requireSeconds('options.now', now);
  if (recallList.length > MAX_RECALL_LIST_BYTES * (typeof recallList === 'string' ? 4 / 3 : 1))
    return reject('too-large', `more than ${MAX_RECALL_LIST_BYTES} bytes`);
  // A copy: what is read keeps views of its bytes.
  const bytes =
    typeof recallList === 'string' ? decodeBase64url(recallList) : new Uint8Array(recallList);
  if (bytes === undefined) return reject('malformed', 'not unpadded base64url');
  const read = readRecallList(bytes);
  if ('reason' in read) return reject(read.reason, read.detail);
  const { list, signature, message } = read;
  const key = trust.find(read.keyId);
  if (key === undefined || !key.mayRecall) {
    const why = key === undefined ? 'no key in trust has it' : 'that key signs marks, not recalls';
    return reject('unknown-key', `signed by ${encodeHex(read.keyId)}: ${why}`);
  }
  const backend = getNativeBackend() ?? (await loadBackend());
  if (!(await checkSoon(key.check(backend), signature, message)))
    return reject('bad-signature', `the signature does not verify under ${key.keyId}`);
  const { keyId, environments } = key;
  if (now >= key.revokedAt)
    return reject('key-revoked', `key ${keyId} was revoked at ${key.revokedAt}`);
  if (list.issuedAt < key.notBefore || list.issuedAt > key.notAfter)
    return reject('key-not-valid', `key ${keyId} was not valid at ${list.issuedAt}`);
  if (!key.issuers.has(list.issuer))
    return reject('issuer-not-allowed', `key ${keyId} may not recall for ${list.issuer}`);
  if (list.issuedAt > now + CLOCK_TOLERANCE)
    return reject('not-yet-valid', `dated ${list.issuedAt}, now ${now}`);
  const found: VerifiedRecallList = Object.freeze({
    status: 'verified',
    list,
    keyId,
    digest: backend.sha256(bytes),
    environments: Object.freeze(Array.from(environments)),
  });
  return markVerified(found);
}
