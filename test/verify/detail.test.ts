/** The detail of a refusal tells both sides that disagree, so that a log says what to mend. */

import {
  type Content,
  parts,
  type Reason,
  type Trust,
  text,
  type Verdict,
  type VerifyOptions,
  verifySync,
} from 'contentmark';
import { describe, expect, test } from 'vitest';
import {
  ISSUER,
  mark,
  NOW,
  SUBJECT,
  claims as shopClaims,
  verifyOptions,
} from '../fixtures/claims.ts';
import { openVerifier, readContent, readGolden } from '../fixtures/golden.ts';
import { shopKey, stagingKey } from '../fixtures/keys.ts';
import { checkSpoiled } from '../fixtures/scenario.ts';

const { keyId } = stagingKey;
const OWN_WORD = [
  'the mark says of itself, unverified',
  `issuer "${ISSUER}"`,
  'environment "staging"',
  'purpose content',
  `subject "${SUBJECT}"`,
];

/** What each detail has to name. */
const NAMED: Readonly<Partial<Record<Reason, readonly string[]>>> = {
  'unknown-key': [keyId, ...OWN_WORD],
  'unknown-root': ['tree of 2', ...OWN_WORD],
  'bad-signature': [keyId, ...OWN_WORD],
  'receipt-mismatch': [`the root is of ${ISSUER}/other, the item of ${ISSUER}`],
  'key-revoked': [`key ${keyId} was revoked at ${NOW}`, ...OWN_WORD],
  'key-not-yet-valid': [`dated ${NOW}, key ${keyId} begins ${NOW + 1}`, ...OWN_WORD],
  'key-expired': [`dated ${NOW}, key ${keyId} ended ${NOW - 1}`, ...OWN_WORD],
  'issuer-not-allowed': [`key ${keyId} may not speak for ${ISSUER}`],
  'environment-not-allowed': [`key ${keyId} may not speak for staging`],
  'purpose-not-allowed': [`key ${keyId} may not sign for purpose content`],
  'environment-mismatch': ['made for staging, checked in production'],
  'audience-mismatch': ['made for shop:eu, checked for shop:us'],
  'not-yet-valid': [`holds from ${NOW + 61}, now ${NOW}`],
  expired: [`held until ${NOW - 60}, now ${NOW}`],
  'recall-stale': [`the recall list held until ${NOW}, now ${NOW}`],
  recalled: [`the mark ${shopClaims.id} is recalled`],
  'subject-mismatch': [`made for ${SUBJECT}, shown on products/merino-roll`],
  'profile-mismatch': ['part "title"', 'signed under text-1, shown under raw-1'],
  'content-invalid': ['part "attributes"', 'material'],
  'unsigned-part': ['part "badge"'],
  'missing-part': ['part "imageAlt"'],
  'digest-mismatch': ['part "description"', 'what is shown is not what was signed'],
};

const content = text('Merino crew neck');
const detailOf = (verdict: Verdict) => (verdict.status === 'rejected' ? verdict.detail : '');
const check = (options: Partial<VerifyOptions>, envelope = mark(content)) =>
  detailOf(verifySync(content, envelope, { ...verifyOptions, ...options }));

describe('the detail of', () => {
  test.each(Object.entries(NAMED))('%s names what disagrees', (reason, named) => {
    const detail = detailOf(checkSpoiled(reason as Reason));
    for (const value of named) expect(detail).toContain(value);
  });

  test('a root of another size names both sizes', async () => {
    const name = 'receipt-mismatch: the same root under another size';
    const vector = readGolden().find((one) => one.name === name);
    if (vector === undefined) throw new Error(name);
    const { verifier, item } = await openVerifier(vector, {});
    const verdict = verifier.verifySync(readContent(vector.content), vector.mark, item);
    expect(detailOf(verdict)).toMatch(/^the root is of \d+ items, the path of a tree of \d+$/);
  });

  test('content of the other shape says which one was signed', () => {
    const record = parts({ title: content });
    const detail = (shown: Content, signed: Content) =>
      detailOf(verifySync(shown, mark(signed), verifyOptions));
    expect(detail(record, content)).toContain('one content, the parts of a record are shown');
    expect(detail(content, record)).toContain('parts of a record, one content is shown');
  });

  test('a mark for one audience says where none was named', () => {
    const envelope = mark(content, { audience: 'shop:eu' });
    expect(check({}, envelope)).toBe('made for shop:eu, checked for no audience');
  });

  test('a key that its publisher withdrew says how', () => {
    const { trust } = verifyOptions;
    const find: Trust['find'] = (id) => {
      const key = trust.find(id);
      return key && { ...key, revokedAt: NOW, revokedBecause: 'is no longer published' };
    };
    const expected = `key ${shopKey.keyId} is no longer published; the mark says of itself`;
    expect(check({ trust: { ...trust, find } })).toContain(expected);
  });
});
