/** The levels that the presets give each row, before a place turns them into actions. */
import { PURPOSES } from '../../format/envelope/vocabulary.ts';
import { every, type Levels } from './create-preset.ts';
import type { EnvironmentClass, PolicyPlace } from './decision.ts';
import type { Level } from './floor.ts';
import { COVERAGE_ROWS, KIND_ROWS } from './policy.ts';
import { GROUP_OF, type ReasonGroup } from './reason-groups.ts';
import { SOURCE_CLASSES } from './source-class.ts';

/** The places where shoppers look, so where a disclosure can be read. */
const IS_SHOWN: Readonly<Record<PolicyPlace, boolean>> = {
  render: true,
  review: true,
  image: true,
  checkout: false,
  import: false,
  settings: false,
  provisioning: false,
};

/**
 * The places where a mark is needed to let something in. Edited, expired or moved, it consents to
 * nothing: a role may have been added to the user, a host changed in the settings. A review has no
 * other reason to bear a mark than that a program made it.
 */
const NEEDS_A_GOOD_MARK: Readonly<Record<PolicyPlace, boolean>> = {
  render: false,
  review: true,
  image: false,
  checkout: false,
  import: false,
  settings: true,
  provisioning: true,
};

/** Copy is disclosed where it is shown; titles and alt texts are too short for it to help anyone. */
function kindsOf(place: PolicyPlace, side: EnvironmentClass): Levels['kind'] {
  const copy: Level = IS_SHOWN[place] ? 'disclose' : 'allow';
  const kinds: Levels['kind'] = {
    ...every(KIND_ROWS, 'allow'),
    description: copy,
    image: copy,
    product: copy,
    category: copy,
    page: copy,
    message: copy,
    other: copy,
  };
  if (side === 'preproduction') return kinds;
  // Whatever a generated text calls itself, in the place of a review it is a generated review.
  if (place === 'review') return every(KIND_ROWS, 'stop');
  return {
    ...kinds,
    review: 'stop',
    // A program's price may be authorised, on a page; a program's customer does not exist.
    price: 'flag',
    customer: 'stop',
    address: 'stop',
    payment: 'stop',
    order: 'stop',
    user: 'stop',
  };
}

/** Text on these topics is what EU AI Act Article 50(4) may want disclosed, titles included. */
function topicsOf(place: PolicyPlace): Levels['topic'] {
  const claimed: Level = IS_SHOWN[place] ? 'disclose' : 'allow';
  return {
    none: 'allow',
    health: claimed,
    'consumer-safety': claimed,
    sustainability: claimed,
    investor: claimed,
    other: claimed,
    unstated: 'allow',
  };
}

/** Levels of test data outside of production, where it belongs. */
const TEST_DATA_BELONGS: Levels['findings'] = { block: 'allow', warn: 'allow', info: 'allow' };

/**
 * Outside of production. What is grave in settings there is no test data: it is a secret of
 * production, on its way to people who must not have it.
 */
const FINDINGS_BEFORE: Readonly<Record<PolicyPlace, Levels['findings']>> = {
  render: TEST_DATA_BELONGS,
  review: TEST_DATA_BELONGS,
  image: TEST_DATA_BELONGS,
  checkout: TEST_DATA_BELONGS,
  import: TEST_DATA_BELONGS,
  settings: { block: 'stop', warn: 'flag', info: 'allow' },
  provisioning: TEST_DATA_BELONGS,
};

export function storefrontLevels(place: PolicyPlace, side: EnvironmentClass): Levels {
  const shared = {
    source: every(SOURCE_CLASSES, 'allow'),
    kind: kindsOf(place, side),
    topic: topicsOf(place),
    coverage: every(COVERAGE_ROWS, 'allow'),
    absent: 'allow',
  } as const;
  if (side === 'preproduction') {
    return {
      ...shared,
      purpose: every(PURPOSES, 'allow'),
      rejected: every(GROUPS, 'flag'),
      findings: FINDINGS_BEFORE[place],
    };
  }
  const doubtful: Level = NEEDS_A_GOOD_MARK[place] ? 'stop' : 'flag';
  return {
    ...shared,
    purpose: { ...every(PURPOSES, 'stop'), content: 'allow' },
    rejected: {
      // These say that it came from elsewhere, or not from whom it says.
      unknown: 'stop',
      forged: 'stop',
      key: 'stop',
      purpose: 'stop',
      environment: 'stop',
      audience: 'stop',
      recalled: 'stop',
      // These also happen to honest content: a cut-off cell, a duplicated product, an edit.
      unreadable: doubtful,
      ambiguous: doubtful,
      time: doubtful,
      subject: doubtful,
      content: doubtful,
    },
    findings: { block: 'stop', warn: 'flag', info: 'allow' },
  };
}

/** At checkout a mark that does not hold stops the order, whatever the reason, and so does a generated price. */
export function checkoutLevels(place: PolicyPlace, side: EnvironmentClass): Levels {
  const levels = storefrontLevels(place, side);
  const isGate = place === 'checkout' && side === 'production';
  if (!isGate) return levels;
  return {
    ...levels,
    kind: { ...levels.kind, price: 'stop' },
    rejected: every(GROUPS, 'stop'),
  };
}

/** Only verified content passes; what people write may lack a mark, and is flagged. */
export function strictLevels(place: PolicyPlace, side: EnvironmentClass): Levels {
  const levels = storefrontLevels(place, side);
  if (side === 'preproduction') {
    return {
      ...levels,
      rejected: { ...levels.rejected, forged: 'stop' },
      findings: { ...levels.findings, block: levels.findings.block === 'stop' ? 'stop' : 'flag' },
    };
  }
  return {
    ...levels,
    source: { ...levels.source, unknown: 'flag' },
    kind: { ...levels.kind, price: 'stop' },
    coverage: { full: 'allow', text: 'flag' },
    rejected: every(GROUPS, 'stop'),
    absent: IS_WRITTEN_BY_PEOPLE[place] ? 'flag' : 'stop',
  };
}

/**
 * Places of what people write. Their reviews and accounts have no mark, and `strict` must not
 * refuse all of them.
 */
const IS_WRITTEN_BY_PEOPLE: Readonly<Record<PolicyPlace, boolean>> = {
  render: false,
  review: true,
  image: false,
  checkout: false,
  import: false,
  settings: false,
  provisioning: true,
};

const GROUPS: readonly ReasonGroup[] = /* @__PURE__ */ Array.from(
  new Set(/* @__PURE__ */ Object.values(GROUP_OF)),
);
