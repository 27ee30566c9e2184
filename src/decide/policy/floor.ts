/**
 * The floor: for each row the mildest action that a policy can set. In production, test data never
 * passes (PCI DSS 6.5.6: it "cannot exist" there), a mark of another environment is at least
 * flagged, and a review whose verified mark says that it was generated is stopped, not labelled or
 * flagged (16 CFR 465.2).
 */
import type { Purpose } from '../../format/envelope/vocabulary.ts';
import type { Reason } from '../../reasons.ts';
import type { Action, EnvironmentClass, PolicyPlace } from './decision.ts';
import type { TableName } from './policy.ts';
import { GROUP_OF, type ReasonGroup } from './reason-groups.ts';

/** A step of a table before the place is known. */
export type Level = 'allow' | 'disclose' | 'flag' | 'stop';

/**
 * The action of stopping at each place: an item is left out of a page, and everything else is
 * refused whole.
 */
const STOP_ON: Readonly<Record<PolicyPlace, Action>> = {
  render: 'hide',
  review: 'hide',
  image: 'hide',
  checkout: 'block',
  import: 'block',
  settings: 'block',
  provisioning: 'block',
};

/** The action of a level at a place. */
export function actionOf(level: Level, place: PolicyPlace): Action {
  return level === 'stop' ? STOP_ON[place] : level;
}

const PURPOSE_FLOOR: Readonly<Record<Purpose, Level>> = {
  content: 'allow',
  fixture: 'stop',
  seed: 'stop',
  demo: 'stop',
  canary: 'stop',
};

const GROUP_FLOOR: Readonly<Record<ReasonGroup, Level>> = {
  unreadable: 'allow',
  ambiguous: 'allow',
  unknown: 'allow',
  forged: 'allow',
  key: 'allow',
  purpose: 'stop',
  environment: 'flag',
  audience: 'allow',
  time: 'allow',
  recalled: 'allow',
  subject: 'allow',
  content: 'allow',
};

/**
 * The mildest action that a row can have.
 * @param name one of the rows of that table.
 */
export function floorOf(
  place: PolicyPlace,
  side: EnvironmentClass,
  table: TableName,
  name: string,
): Action {
  if (side !== 'production') return 'allow';
  switch (table) {
    case 'purpose':
      return actionOf(PURPOSE_FLOOR[name as Purpose], place);
    case 'rejected':
      return actionOf(GROUP_FLOOR[GROUP_OF[name as Reason]], place);
    case 'kind':
      // Whatever it calls itself, in the place of a review it is one.
      return actionOf(place === 'review' || name === 'review' ? 'stop' : 'allow', place);
    case 'source':
    case 'topic':
    case 'coverage':
    case 'absent':
    case 'findings':
      return 'allow';
  }
}

/** From mildest to strictest. A table, so that nothing a page has replaced decides what is strict. */
export const STRICTNESS: Readonly<Record<Action, number>> = {
  allow: 0,
  disclose: 1,
  flag: 2,
  hide: 3,
  block: 4,
};

/** Whether one action is stricter than another. */
export function isStricter(a: Action, than: Action): boolean {
  return STRICTNESS[a] > STRICTNESS[than];
}
