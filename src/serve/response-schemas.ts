/** The schemas of responses, for /openapi.json and for the tests that check every response. */

import * as z from 'zod/mini';
import { DETECTION_RESULTS } from '../audit/attestations/detection.ts';
import { SEVERITIES, TECHNIQUES } from '../detect/finding/finding.ts';
import { KINDS, PURPOSES, REVIEW_KINDS, TOPICS } from '../format/envelope/vocabulary.ts';
import { REASONS } from '../reasons.ts';
import { SUBJECT_CHECKS } from './detect.ts';
import { MEMBER_RULES, PROBLEM_CODES } from './problem.ts';

/** A schema of what is only written. */
type Writes = z.ZodMiniType;

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));
const seconds = z.int().check(z.minimum(0), z.maximum(0xffffffff), z.describe('Unix seconds.'));

const check = z.enum(['passed', 'failed', 'not-reached']);
export const Checks: Writes = z.strictObject({
  integrity: check,
  signer: check,
  environment: check,
  time: check,
  subject: check,
  content: check,
});

export const Claims: Writes = z.strictObject({
  issuer: z.string(),
  subject: z.string(),
  audience: z.optional(z.string()),
  issuedAt: seconds,
  notBefore: z.optional(seconds),
  expiresAt: z.optional(seconds),
  id: z.string(),
  sourceType: z.string(),
  purpose: z.enum(PURPOSES),
  environment: z.string(),
  generator: z.optional(
    z.strictObject({
      name: z.string(),
      version: z.optional(z.string()),
      model: z.optional(z.string()),
    }),
  ),
  ingredients: z.optional(z.array(hex(32))),
  kind: z.optional(z.union([z.enum(KINDS), z.int()])),
  review: z.optional(
    z.strictObject({
      kind: z.enum(REVIEW_KINDS),
      party: z.string(),
      reviewedAt: seconds,
      digest: hex(32),
    }),
  ),
  detectionUrl: z.optional(z.string()),
  topics: z.optional(z.array(z.union([z.enum(TOPICS), z.int()]))),
  privateDigest: z.optional(hex(32)),
  softBindings: z.optional(z.array(z.strictObject({ algorithm: z.int(), value: z.string() }))),
  extensions: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

const Explanation = z.strictObject({
  summary: z.string(),
  advice: z.string(),
  limits: z.string().check(z.describe('What this answer does not prove.')),
});

const verdictMembers = {
  parts: z.array(
    z.strictObject({
      name: z.string(),
      result: z.enum([
        'match',
        'mismatch',
        'unsigned',
        'not-shown',
        'missing',
        'wrong-profile',
        'invalid',
      ]),
    }),
  ),
  checks: Checks,
  explanation: Explanation,
};

const verifiedMembers = {
  status: z.literal('verified'),
  claims: Claims,
  keyId: hex(8),
  coverage: z.enum(['full', 'text']),
  time: z.literal('self-asserted'),
};

const rejectedMembers = {
  status: z.literal('rejected'),
  reason: z.enum(REASONS),
  detail: z.string(),
};

export const Verdict: Writes = z.union([
  z.strictObject({ ...verifiedMembers, ...verdictMembers }),
  z.strictObject({ ...rejectedMembers, ...verdictMembers }),
  z.strictObject({ status: z.literal('absent'), ...verdictMembers }),
]);

export const BatchResponse: Writes = z.strictObject({
  results: z.array(Verdict).check(z.describe('In the order of the items.')),
  roots: z
    .array(
      z.union([
        z.strictObject({ status: z.literal('accepted') }),
        z.strictObject({
          status: z.literal('rejected'),
          reason: z.enum(REASONS),
          detail: z.string(),
        }),
      ]),
    )
    .check(z.describe('In the order of the roots.')),
});

const path = z
  .string()
  .check(
    z.describe(
      'JSON Pointer into the parts, or into the one content where that is JSON; empty for all of it. Never the value.',
    ),
  );

const markMembers = {
  technique: z.literal('signature'),
  path,
  mark: hex(32).check(z.describe("SHA-256 of the mark's bytes.")),
  ...verdictMembers,
};

export const DetectResponse: Writes = z.strictObject({
  result: z
    .enum(DETECTION_RESULTS)
    .check(
      z.describe(
        'Decided by marks alone. "no-mark-found" proves nothing: content made by a model may never have been marked. "not-readable": no mark was found, and not all could be looked through.',
      ),
    ),
  findings: z.array(
    z.union([
      z.strictObject({ ...markMembers, ...verifiedMembers }),
      z.strictObject({ ...markMembers, ...rejectedMembers }),
      z.strictObject({
        path,
        technique: z.enum(TECHNIQUES.filter((one) => one !== 'signature')),
        id: z.string(),
        severity: z.enum(SEVERITIES),
        reason: z.string().check(z.describe('For people: what it is a sign of.')),
      }),
    ]),
  ),
  unlisted: z.int().check(z.minimum(0), z.describe('Findings that are not listed.')),
  search: z
    .strictObject({
      techniques: z.array(z.enum(TECHNIQUES)),
      markers: hex(32).check(z.describe('SHA-256 of the lists of test data, own rows included.')),
      extent: z.enum(['all', 'part']),
    })
    .check(z.describe('What was looked for, and whether all could be looked through.')),
  subject: z.enum(SUBJECT_CHECKS),
  detectedAt: seconds,
  limits: z.string(),
  attestation: z.optional(
    z.string().check(z.describe('COSE_Sign1 in unpadded base64url; docs/http.md.')),
  ),
});

export const JwkSet: Writes = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      alg: z.literal('Ed25519'),
      kid: hex(8),
      use: z.literal('sig'),
      revoked: z.optional(z.strictObject({ revoked_at: seconds })),
    }),
  ),
});

export const Health: Writes = z.strictObject({ status: z.literal('ok') });

export const Problem: Writes = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string(),
  help: z.string(),
  errors: z.optional(z.array(z.strictObject({ pointer: z.string(), rule: z.enum(MEMBER_RULES) }))),
});
