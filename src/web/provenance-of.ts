/**
 * `provenanceOf`: makes, on the server, what a page shows of a verdict and a decision. Its result
 * is sent to the browser, so it holds no key, no claim, no reason of a refusal and no rule of a
 * policy.
 */

import { ACTIONS, type Decision } from '../decide/policy/decision.ts';
import {
  LABEL_OPTIONS,
  type LabelOptions,
  type LabelText,
  labelFor,
} from '../disclose/forms/describe-label.ts';
import {
  disclosureJsonLd,
  type JsonLdNode,
  type JsonLdOptions,
} from '../disclose/forms/json-ld.ts';
import { type Disclosure, decideFor } from '../disclose/rules/disclosure.ts';
import { DISCLOSURE_OPTIONS, type DisclosureOptions } from '../disclose/rules/facts.ts';
import { readVerified } from '../disclose/rules/read-verified.ts';
import { readOptions, wrongArgument } from '../errors.ts';
import { ownMember } from '../members.ts';
import { type EditedMark, markBeforeEdit } from '../verify/edited.ts';
import type { Verdict, Verified } from '../verify/verdict.ts';

/** What a page shows of an item's provenance. Plain data: strings and booleans, as JSON has them. */
export interface Provenance {
  /** Whether the item may be shown at all. */
  readonly isShown: boolean;
  /** The label beside it. Absent where none is called for. */
  readonly label?: LabelText;
  /** The node for machines. Absent where none was asked for, or schema.org has no word for it. */
  readonly jsonLd?: JsonLdNode;
}

/** What was decided, as far as it is read here: any `Decision` of a policy or guard. */
export type Decided = Pick<Decision, 'action'>;

/** Options of {@link provenanceOf}: those of `disclosure`, those of the label, and the node's. */
export interface ProvenanceOptions extends DisclosureOptions, LabelOptions {
  /**
   * Options of the node for machines, such as `{ url }` or `{ contentUrl }`. Default: no node,
   * since one without an address says of nothing in particular that it was generated.
   */
  readonly jsonLd?: JsonLdOptions;
}

const KNOWN: readonly (keyof ProvenanceOptions)[] = [
  ...DISCLOSURE_OPTIONS,
  ...LABEL_OPTIONS,
  'jsonLd',
];

/** The actions that hide an item: leave it out, or refuse the whole that it is part of. */
const HIDING: readonly string[] = ['hide', 'block'] satisfies readonly Decision['action'][];

const HIDDEN: Provenance = /* @__PURE__ */ Object.freeze({ isShown: false });
const UNLABELLED: Provenance = /* @__PURE__ */ Object.freeze({ isShown: true });

/**
 * What to show. A label or node comes of a verified mark: a refused mark, or none, states
 * nothing that could be disclosed. One exception keeps its label and has no node: content that
 * was edited under a mark that holds in all else, by the verdict object that `verify` returned. Where the decision is `disclose` there is a label also where
 * no rule of the market asks for one, unless `voluntary: false` was given.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createTrust, createVerifier, generateKey, localSigner, signSync, text } from 'contentmark';
 * import { guardRender } from 'contentmark/guards';
 * import { provenanceOf } from 'contentmark/provenance';
 *
 * const key = generateKey();
 * const issuer = 'https://shop.example/ai';
 * const environment = 'production';
 * const content = text('Light, waterproof, warm.');
 * const claims = { issuer, subject: 'boots', environment, kind: 'description', topics: ['none'] } as const;
 * const mark = signSync(content, { signer: localSigner(key), claims });
 *
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [issuer], environments: [environment] },
 * ]);
 * const verifier = createVerifier({ trust, environment });
 * const verdict = verifier.verifySync(content, mark, { subject: 'boots' });
 * const decision = guardRender({ description: 'Light, waterproof, warm.' }, { environment, verdict });
 * const provenance = provenanceOf(verdict, decision, { market: 'eu', language: 'en' });
 * console.log(provenance.isShown, provenance.label?.short); // true AI-generated
 * ```
 */
export function provenanceOf(
  verdict: Verdict,
  decision: Decided,
  options: ProvenanceOptions,
): Provenance {
  const action = ownMember(decision, 'action');
  if (!(ACTIONS as readonly unknown[]).includes(action)) {
    throw wrongArgument('decision', 'a Decision of a policy or a guard', decision);
  }
  const status = ownMember(verdict, 'status');
  if (status !== 'verified' && status !== 'rejected' && status !== 'absent') {
    throw wrongArgument('verdict', 'a Verdict of verify', verdict);
  }
  const given = readOptions('options', options, KNOWN);
  if (status !== 'verified') {
    const isHidden = HIDING.includes(action as string);
    const mark = markBeforeEdit(verdict);
    if (isHidden || mark === undefined) return isHidden ? HIDDEN : UNLABELLED;
    return showEdited(mark, given);
  }
  // The status was looked at just above.
  const mark = readVerified(verdict as Verified);
  const found = decideFor(mark, withVoluntary(given, action === 'disclose'));
  return show(found, HIDING.includes(action as string), given, given.jsonLd);
}

/**
 * What to show of edited content: the label stays, because a program made the original;
 * machine-readable vocabularies have no term for it.
 */
function showEdited(mark: EditedMark, given: ProvenanceOptions): Provenance {
  const before = readVerified({ ...mark, status: 'verified' } as Verified);
  return show(decideFor(before, withVoluntary(given, true)), false, given, undefined);
}

function show(
  found: Disclosure,
  isHidden: boolean,
  given: ProvenanceOptions,
  nodeOptions: JsonLdOptions | undefined,
): Provenance {
  const label = labelFor(found, given);
  const jsonLd = nodeOptions && disclosureJsonLd(found, nodeOptions);
  if (isHidden || found.visible.decision === 'remove') return HIDDEN;
  return Object.freeze({
    isShown: true,
    ...(label !== undefined && { label }),
    ...(jsonLd !== undefined && { jsonLd }),
  });
}

/**
 * Sets the default of `voluntary` by the decision. Without a prototype, as the options were read.
 */
function withVoluntary(given: ProvenanceOptions, voluntary: boolean): ProvenanceOptions {
  return Object.assign(Object.create(null), { voluntary }, given);
}
