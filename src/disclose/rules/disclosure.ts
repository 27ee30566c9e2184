/**
 * `disclosure`: decides what has to be disclosed about content whose mark was verified, to people
 * and to machines. Only a verified verdict is accepted, because a rejected or absent mark states
 * nothing that could be disclosed. The decisions follow the facts given and name missing ones; they
 * are not legal advice.
 */

import { sourceClassOf } from '../../decide/policy/source-class.ts';
import { readOptions, wrongArgument } from '../../errors.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import type { Kind } from '../../format/envelope/vocabulary.ts';
import type { Verified } from '../../verify/verdict.ts';
import { decideCaliforniaMachineReadable, decideCaliforniaVisible } from './california.ts';
import { decideChinaMachineReadable, decideChinaVisible } from './china.ts';
import { type Decide, type Duty, duty } from './duty.ts';
import { decideEuMachineReadable, decideEuVisible } from './eu.ts';
import {
  DISCLOSURE_OPTIONS,
  type DisclosureOptions,
  type Facts,
  type Market,
  readFacts,
  type Subject,
} from './facts.ts';
import { decideGoogleMachineReadable, decideGoogleVisible, keepsImageMetadata } from './google.ts';
import type { Label, Made } from './made.ts';
import { readVerified, type VerifiedMark } from './read-verified.ts';
import type { ReviewState } from './review.ts';

const BRAND: unique symbol = /* @__PURE__ */ Symbol.for('contentmark.disclosure') as never;

/** The verified claims and what follows from them. Made by {@link disclosure} only. */
export interface Disclosure {
  readonly [BRAND]: true;
  readonly market: Market;
  /** The day that was decided for, Unix seconds. */
  readonly asOf: number;
  /** The claims of the verified mark. */
  readonly claims: Claims;
  /** The key that signed them, 16 hexadecimal digits. */
  readonly keyId: string;
  /** The kind that was decided for: the mark's, or the one shown of a record. */
  readonly kind: Kind | undefined;
  /** What the label stands beside. */
  readonly subject: Subject;
  /** How the content came about, as the mark says. */
  readonly made: Made;
  /** What a label may say; `none` where there is nothing to say. */
  readonly label: Label;
  /** Member of schema.org's IPTCDigitalSourceEnumeration, if the source type has one. */
  readonly schemaOrg: string | undefined;
  /** What a claimed human review is worth. */
  readonly review: ReviewState;
  /** What people must be told. */
  readonly visible: Duty;
  /** What machines must be told. */
  readonly machineReadable: Duty;
}

const DECIDE: Readonly<
  Record<Market, { readonly visible: Decide; readonly machineReadable: Decide }>
> = {
  eu: { visible: decideEuVisible, machineReadable: decideEuMachineReadable },
  'us-ca': {
    visible: decideCaliforniaVisible,
    machineReadable: decideCaliforniaMachineReadable,
  },
  cn: { visible: decideChinaVisible, machineReadable: decideChinaMachineReadable },
  google: { visible: decideGoogleVisible, machineReadable: decideGoogleMachineReadable },
};

/**
 * Decides what a verified mark calls for in one market on one day.
 * @throws ContentmarkError `ERR_ARGUMENT` for anything but a verified verdict, and for wrong options.
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, signSync, text, verifySync } from 'contentmark';
 * import { disclosure } from 'contentmark/disclosure';
 *
 * const key = generateKey();
 * const issuer = 'https://shop.example/ai';
 * const claims = { issuer, subject: 'vitamin-c', environment: 'production', kind: 'description', topics: ['health'] } as const;
 * const mark = signSync(text('Supports your immune system.'), { signer: localSigner(key), claims });
 * const trust = createTrust([{ publicKey: key.publicKey, issuers: [issuer], environments: ['production'] }]);
 * const verdict = verifySync(text('Supports your immune system.'), mark, {
 *   trust,
 *   environment: 'production',
 *   subject: 'vitamin-c',
 * });
 * if (verdict.status === 'verified') {
 *   const found = disclosure(verdict, { market: 'eu', asOf: Date.parse('2026-11-23') / 1000 });
 *   console.log(found.visible.decision, found.visible.basis); // required eu-public-interest
 * }
 * ```
 */
export function disclosure(verdict: Verified, options: DisclosureOptions): Disclosure {
  const mark = readVerified(verdict);
  return decideFor(mark, readOptions('options', options, DISCLOSURE_OPTIONS));
}

/**
 * {@link disclosure}, for a verdict and options that have been read. Members of `options` that are
 * no option are passed over.
 */
export function decideFor({ claims, keyId }: VerifiedMark, options: DisclosureOptions): Disclosure {
  const facts = readFacts(claims, options);
  const { visible, machineReadable } = decide(facts);
  return Object.freeze({
    [BRAND]: true as const,
    market: facts.market,
    asOf: facts.asOf,
    claims,
    keyId,
    kind: facts.kind,
    subject: facts.subject,
    made: facts.source.made,
    label: labelOf(facts),
    schemaOrg: facts.source.schemaOrg,
    review: facts.review,
    visible: facts.isVoluntary ? byChoice(visible, labelOf(facts)) : visible,
    machineReadable,
  });
}

function decide(facts: Facts): { visible: Duty; machineReadable: Duty } {
  const both = decideForAll(facts);
  if (both === undefined) {
    const market = DECIDE[facts.market];
    return { visible: market.visible(facts), machineReadable: market.machineReadable(facts) };
  }
  // The one rule that also names types without AI.
  return { visible: both, machineReadable: keepsImageMetadata(facts) ?? both };
}

/** Decides what is the same in every market. */
function decideForAll({ claims, source, subject }: Facts): Duty | undefined {
  const isTestData = claims.purpose !== 'content';
  // Before all else: a review that no customer wrote is not published, whatever stands beside it.
  const isSynthetic = isTestData || sourceClassOf(claims.sourceType) !== 'other';
  if (subject === 'review' && isSynthetic) {
    return duty('remove', 'synthetic-review');
  }
  if (isTestData) return duty('not-required', 'test-data');
  if (source.made === 'not-ai') return duty('not-required', 'not-ai-made');
  if (source.made === 'unclear') {
    return duty('needs-assessment', 'source-type-unclear', 'claims.sourceType');
  }
  return undefined;
}

/** Reviews are removed or left alone, never labelled. */
function labelOf({ source, subject }: Facts): Label {
  return subject === 'review' ? 'none' : source.label;
}

/** Makes the duty of a label that the shop shows by its own choice. */
function byChoice(visible: Duty, label: Label): Duty {
  return visible.decision === 'not-required' && label !== 'none'
    ? duty('voluntary', visible.basis)
    : visible;
}

/**
 * Refuses what {@link disclosure} did not make.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function requireDisclosure(argument: string, value: unknown): asserts value is Disclosure {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, BRAND)) return;
  throw wrongArgument(argument, 'a Disclosure made by disclosure(verdict, …)', value);
}
