/**
 * Writes golden.json: `npx tsx test/vectors/verdict/make.ts`. It only adds. A vector that
 * stands there and would come out differently today stops it: verdicts that apps have written
 * must read the same in Functions that are deployed later, and the other way round.
 */
import { writeFileSync } from 'node:fs';
import {
  type ReadVerdictOptions,
  readVerdict,
  type WriteVerdictOptions,
  writeVerdict,
} from 'contentmark/verdict';
import { REASONS, type Verdict } from 'contentmark';
import { ACTIONS, BASES } from 'contentmark/policy';
import { NOW, SUBJECT } from '../../fixtures/claims.ts';
import {
  absent,
  absentOptions,
  descSha256,
  EXPIRES,
  OWNER,
  readOptions,
  rejected,
  verified,
  writeOptions,
} from '../../fixtures/verdicts.ts';
import {
  type ReadVector,
  readVerdictVectors,
  VERDICT_GOLDEN,
  type WrittenVector,
} from '../../fixtures/verdict-vectors.ts';

/** As much of a verdict as the writer looks at. */
function pick(verdict: Verdict): Verdict {
  const { status } = verdict;
  if (status === 'verified') {
    const { subject, environment, audience, expiresAt } = verdict.claims;
    return { status, keyId: verdict.keyId, claims: { subject, environment, audience, expiresAt } } as Verdict;
  }
  return (status === 'rejected' ? { status, reason: verdict.reason } : { status }) as Verdict;
}

const written = (
  name: string,
  verdict: Verdict = verified,
  changed: Partial<WriteVerdictOptions> = {},
): WrittenVector => {
  const options = { ...(verdict.status === 'absent' ? absentOptions : writeOptions), ...changed };
  return { name, verdict: pick(verdict), options, text: writeVerdict(verdict, options) };
};

const read = (
  name: string,
  value: unknown,
  changed: Partial<Record<keyof ReadVerdictOptions, unknown>> = {},
): ReadVector => {
  const options = JSON.parse(JSON.stringify({ ...readOptions, ...changed })) as ReadVerdictOptions;
  return { name, value, options, reading: readVerdict(value, options) };
};

const writes: readonly WrittenVector[] = [
  written('verified'),
  written('verified for an audience', verified, { audience: 'shop.example' }),
  written('verified on an owner', verified, { ownerId: OWNER }),
  written('verified with the digests of two locales', verified, {
    descSha256: { 'pt-BR': '0f'.repeat(32), en: descSha256 },
  }),
  written('absent', absent),
  written('a subject in another script', absent, { subject: 'products/登山靴-"№ 5"\u{1f97e}' }),
  ...REASONS.map((reason) => written(`rejected: ${reason}`, { ...rejected, reason })),
  ...ACTIONS.map((action) => written(`verified, and the policy says ${action}`, verified, { decision: { action } })),
  ...BASES.map((basis) =>
    written(`disclosed: ${basis}`, verified, { decision: { action: 'disclose', basis } }),
  ),
];

const good = writeVerdict(verified, writeOptions);
const owned = writeVerdict(verified, { ...writeOptions, ownerId: OWNER });
const forShop = writeVerdict(verified, { ...writeOptions, audience: 'shop.example' });
const refusal = writeVerdict(rejected, writeOptions);
const edit = (changed: object, text = good): string =>
  JSON.stringify({ ...JSON.parse(text), ...changed });
const withAction = (verdict: Verdict, action: 'allow' | 'block'): string =>
  writeVerdict(verdict, {
    ...(verdict.status === 'absent' ? absentOptions : writeOptions),
    decision: { action },
  });
const open = { fail: 'open' };

const reads: readonly ReadVector[] = [
  read('verified, value', good),
  read('verified, jsonValue', JSON.parse(good)),
  read('verified, stored with spaces and another order', JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(good)).reverse()), null, 2)),
  read('verified, with members that version 1 does not define', edit({ later: { a: [1] } })),
  read('verified, known by its owner', owned, { subject: undefined, ownerId: OWNER }),
  read('verified, for the audience', forShop, { audience: 'shop.example' }),
  read('verified, for any audience', good, { audience: 'shop.example' }),
  read('verified, in its last second', good, { now: EXPIRES - 1 }),
  read('verified, the platform says it has not expired', good, { now: undefined, isExpired: false }),
  read('verified, and blocked by the policy', withAction(verified, 'block'), open),
  read('no metafield', null),
  read('no metafield, failing open', null, open),
  read('an empty value', ''),
  read('a value of null', 'null'),
  read('too long', ' '.repeat(2049)),
  read('no JSON', 'verified'),
  read('no object', '"verified"'),
  read('no version', edit({ v: undefined })),
  read('members in a prototype', `{"__proto__":${good}}`),
  read('an expiry in milliseconds', edit({ expiresAt: EXPIRES * 1000 })),
  read('no key', edit({ keyId: undefined })),
  read('no JSON, failing open', '{', open),
  read('a later version', edit({ v: 2 })),
  read('of staging', edit({ environment: 'staging' })),
  read('of staging, failing open', edit({ environment: 'staging' }), open),
  read('of another tenant', forShop, { audience: 'other.example' }),
  read('of a tenant, where none is expected', forShop, open),
  read('of another subject', good, { subject: `${SUBJECT}-2` }),
  read('of another subject, failing open', good, { subject: `${SUBJECT}-2`, ...open }),
  read('of another owner', owned, { ownerId: `${OWNER}0` }),
  read('of no owner, where one is expected', good, { ownerId: OWNER, ...open }),
  read('expired', good, { now: EXPIRES }),
  read('expired, failing open', good, { now: EXPIRES, ...open }),
  read('expired, the platform says', good, { now: undefined, isExpired: true }),
  read('rejected', refusal),
  read('rejected, failing open', refusal, open),
  read('rejected and expired, failing open', refusal, { now: EXPIRES, ...open }),
  read('rejected, and allowed by the policy', withAction(rejected, 'allow')),
  read('unmarked', writeVerdict(absent, absentOptions)),
  read('unmarked, failing open', writeVerdict(absent, absentOptions), open),
  read('unmarked, and blocked by the policy', withAction(absent, 'block'), open),
  read('before it was written', good, { now: NOW - 1 }),
];

function add<T extends { readonly name: string }>(existing: readonly T[], made: readonly T[]): T[] {
  for (const vector of made) {
    const before = existing.find(({ name }) => name === vector.name);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(vector)) {
      throw new Error(`"${vector.name}" would change: golden vectors never do. Add another one.`);
    }
  }
  return [...existing, ...made.filter(({ name }) => !existing.some((each) => each.name === name))];
}

const existing = readVerdictVectors();
const vectors = { written: add(existing.written, writes), read: add(existing.read, reads) };
writeFileSync(VERDICT_GOLDEN, `${JSON.stringify(vectors, null, 1)}\n`);
const count = ({ written: w, read: r }: typeof vectors): number => w.length + r.length;
console.info(`${count(existing as typeof vectors)} golden verdicts kept, ${count(vectors)} now`);
