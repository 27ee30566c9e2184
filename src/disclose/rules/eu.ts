/**
 * Decides the duties in the European Union: Art. 50(4) for what people see, Art. 50(2) for what
 * machines read. Where the law needs a person's judgement, the decision asks for it.
 */
import { EU_APPLIES, EU_TRANSITION_ENDS } from './dates.ts';
import { type Duty, duty } from './duty.ts';
import type { Facts } from './facts.ts';
import type { ReviewState } from './review.ts';

/** The claims that take product copy out of its exemption (Guidelines s. 6.2.1). */
const PUBLIC_INTEREST: ReadonlySet<string | number> = /* @__PURE__ */ new Set<string | number>([
  'health',
  'consumer-safety',
  'sustainability',
]);

/** Art. 50(4): what the deployer tells people. */
export function decideEuVisible(facts: Facts): Duty {
  if (facts.asOf < EU_APPLIES) return duty('not-required', 'eu-not-yet-applicable');
  if (!facts.isDeployer) return duty('not-required', 'eu-deployers-only');
  switch (facts.subject) {
    case 'image':
      return DEEP_FAKE[facts.deepFake];
    case 'copy':
    case 'text':
      return decideText(facts);
    case 'record':
      return duty('not-required', 'eu-record');
    case 'unstated':
      return duty('needs-assessment', 'kind-not-stated', 'options.kind');
    case 'review':
      return duty('remove', 'synthetic-review');
  }
}

/**
 * The duty for each answer on deep fakes. Whether an ordinary product shot is one is not settled,
 * so an answer is needed.
 */
const DEEP_FAKE: Readonly<Record<Facts['deepFake'], Duty>> = {
  yes: /* @__PURE__ */ duty('required', 'eu-deep-fake'),
  no: /* @__PURE__ */ duty('not-required', 'eu-not-deep-fake'),
  'not-assessed': /* @__PURE__ */ duty(
    'needs-assessment',
    'eu-deep-fake-not-assessed',
    'options.deepFake',
  ),
};

function decideText(facts: Facts): Duty {
  const { claims, publicInterest, subject } = facts;
  const { topics = [] } = claims;
  if (topics.some((topic) => PUBLIC_INTEREST.has(topic)) || publicInterest === 'yes') {
    return REVIEWED[facts.review];
  }
  // A person's "no" does not stand in for the topics that the signer left out.
  if (topics.length === 0) return duty('needs-assessment', 'topics-not-stated', 'claims.topics');
  if (publicInterest === 'no') return duty('not-required', 'eu-not-public-interest');
  if (topics.some((topic) => topic !== 'none')) {
    return duty('needs-assessment', 'eu-topic-not-named', 'options.publicInterest');
  }
  return subject === 'copy'
    ? duty('not-required', 'eu-product-copy')
    : duty('needs-assessment', 'eu-purpose-not-stated', 'options.publicInterest');
}

/** Public-interest text by what became of its human review. */
const REVIEWED: Readonly<Record<ReviewState, Duty>> = {
  none: /* @__PURE__ */ duty('required', 'eu-public-interest'),
  holds: /* @__PURE__ */ duty('not-required', 'eu-human-review'),
  void: /* @__PURE__ */ duty('required', 'eu-public-interest'),
  insufficient: /* @__PURE__ */ duty('required', 'eu-public-interest'),
  unchecked: /* @__PURE__ */ duty('needs-assessment', 'eu-review-unchecked', 'options.mark'),
};

/** Art. 50(2): what the provider of the system marks for machines. */
export function decideEuMachineReadable(facts: Facts): Duty {
  const { asOf, placedOnMarketAt } = facts;
  if (asOf < EU_APPLIES) return duty('not-required', 'eu-not-yet-applicable');
  if (!facts.isProvider) return duty('not-required', 'eu-deployer-keeps-marks');
  if (facts.subject === 'record') return duty('not-required', 'eu-data');
  if (facts.kind === 'alt-text') return duty('not-required', 'eu-short-text');
  if (asOf >= EU_TRANSITION_ENDS) return duty('required', 'eu-provider-marks');
  if (placedOnMarketAt === undefined) {
    return duty('needs-assessment', 'eu-placed-on-market-not-stated', 'options.placedOnMarketAt');
  }
  return placedOnMarketAt < EU_APPLIES
    ? duty('not-required', 'eu-transition')
    : duty('required', 'eu-provider-marks');
}
