/** Makes a preset: its levels become one action for each row of each place and side. */
import { PURPOSES, type Purpose } from '../../format/envelope/vocabulary.ts';
import { REASONS } from '../../reasons.ts';
import {
  type Action,
  ENVIRONMENT_CLASSES,
  type EnvironmentClass,
  POLICY_PLACES,
  type PolicyPlace,
} from './decision.ts';
import { SEVERITIES, type Severity } from './findings.ts';
import { actionOf, floorOf, isStricter, type Level } from './floor.ts';
import {
  COVERAGE_ROWS,
  DEFAULT_ENVIRONMENTS,
  KIND_ROWS,
  type KindRow,
  type Policy,
  type Rules,
  type TableName,
  TOPIC_ROWS,
  type TopicRow,
} from './policy.ts';
import { GROUP_OF, type ReasonGroup } from './reason-groups.ts';
import { SOURCE_CLASSES, type SourceClass } from './source-class.ts';

/** The levels of all rows, before a place turns each into an action. */
export interface Levels {
  readonly purpose: Readonly<Record<Purpose, Level>>;
  readonly source: Readonly<Record<SourceClass, Level>>;
  readonly kind: Readonly<Record<KindRow, Level>>;
  readonly topic: Readonly<Record<TopicRow, Level>>;
  readonly coverage: Readonly<Record<'full' | 'text', Level>>;
  readonly rejected: Readonly<Record<ReasonGroup, Level>>;
  readonly absent: Level;
  readonly findings: Readonly<Record<Severity, Level>>;
}

/** Builds every cell and lifts it to the floor, so that a printed preset shows what is done. */
export function createPreset(
  levelsOf: (place: PolicyPlace, side: EnvironmentClass) => Levels,
  softened?: Readonly<Record<Action, Action>>,
): Policy {
  const rulesOf = (place: PolicyPlace, side: EnvironmentClass): Rules => {
    const levels = levelsOf(place, side);
    const act = (table: TableName, row: string, level: Level): Action => {
      const action = actionOf(level, place);
      const wanted = softened === undefined ? action : softened[action];
      const floor = floorOf(place, side, table, row);
      return isStricter(floor, wanted) ? floor : wanted;
    };
    const { purpose, source, kind, topic, coverage, rejected, findings } = levels;
    return Object.freeze({
      verified: Object.freeze({
        purpose: tableOf(PURPOSES, (row) => act('purpose', row, purpose[row])),
        source: tableOf(SOURCE_CLASSES, (row) => act('source', row, source[row])),
        kind: tableOf(KIND_ROWS, (row) => act('kind', row, kind[row])),
        topic: tableOf(TOPIC_ROWS, (row) => act('topic', row, topic[row])),
        coverage: tableOf(COVERAGE_ROWS, (row) => act('coverage', row, coverage[row])),
      }),
      rejected: tableOf(REASONS, (row) => act('rejected', row, rejected[GROUP_OF[row]])),
      absent: act('absent', 'absent', levels.absent),
      findings: tableOf(SEVERITIES, (row) => act('findings', row, findings[row])),
    });
  };
  const places = tableOf(POLICY_PLACES, (place) =>
    tableOf(ENVIRONMENT_CLASSES, (side) => rulesOf(place, side)),
  );
  return Object.freeze({ ...places, environments: DEFAULT_ENVIRONMENTS });
}

/** A frozen table with a row for each key. */
function tableOf<K extends string, V>(
  keys: readonly K[],
  cellOf: (key: K) => V,
): Readonly<Record<K, V>> {
  // Every key of K is in the list, so the record is total.
  const entries = keys.map((key): [K, V] => [key, cellOf(key)]);
  return Object.freeze(Object.fromEntries(entries) as Record<K, V>);
}

/** The same level in every row. */
export function every<K extends string>(
  keys: readonly K[],
  level: Level,
): Readonly<Record<K, Level>> {
  return tableOf(keys, () => level);
}
