/** Every place × side × row × preset: what is decided is what the page says. */
import { readFileSync } from 'node:fs';
import { SOURCE_TYPES } from 'contentmark';
import {
  ACTIONS,
  type Action,
  decide,
  ENVIRONMENT_CLASSES,
  type EnvironmentClass,
  type Finding,
  type Judged,
  POLICY_PLACES,
  type Policy,
  type PolicyPlace,
  PRESETS,
  type PresetName,
  type Purpose,
  REASONS,
  type Reason,
  SEVERITIES,
  type Severity,
  sourceClassOf,
  storefront,
} from 'contentmark/policy';
import { describe, expect, test } from 'vitest';
import { COLUMNS, withPolicies } from '../../../scripts/policy-tables.ts';
import {
  ABSENT,
  CAPTURED,
  cellsOf,
  GENERATED,
  mapLeaves,
  ROWS_OF,
  rank,
  rejected,
} from '../../fixtures/policy.ts';

const page = readFileSync(new URL('../../../docs/policy.md', import.meta.url), 'utf8');

const ENVIRONMENT_OF: Readonly<Record<EnvironmentClass, string>> = {
  production: 'production',
  preproduction: 'staging',
};

/** A row as the page has it: its path below place and side, and its action for each preset. */
type PageRow = readonly [path: string, actions: readonly string[]];

function readPage(place: PolicyPlace, side: EnvironmentClass): PageRow[] {
  const [, rest = ''] = page.split(`### ${place} in ${side}\n`);
  const [section = ''] = rest.split('\n### ');
  return [...section.matchAll(/^\| (?:`([a-z.]+)`: )?((?:`[a-z-]+` ?)+)\| (.+) \|$/gm)].flatMap(
    ([, prefix, rows = '', actions = '']) =>
      [...rows.matchAll(/`([a-z-]+)`/g)].map(
        ([, row]): PageRow => [
          prefix === undefined ? `${row}` : `${prefix}.${row}`,
          actions.split(' | '),
        ],
      ),
  );
}

const places = POLICY_PLACES.flatMap((place) =>
  ENVIRONMENT_CLASSES.map((side): [PolicyPlace, EnvironmentClass] => [place, side]),
);

/** What a check must find for a row to be asked, and whether the row alone decides then. */
function factsFor(path: string): { verdict: Judged | undefined; findings?: readonly Finding[] } {
  const [table = '', axis = '', row = ''] = path.split('.');
  if (table === 'absent') return { verdict: ABSENT };
  if (table === 'rejected') return { verdict: rejected(axis as Reason) };
  if (table === 'findings') {
    const severity = axis as Severity;
    return {
      verdict: undefined,
      findings: [{ path: '/0', technique: 'marker', id: 'row', severity, reason: 'x' }],
    };
  }
  const sourceType =
    axis === 'source'
      ? (SOURCE_TYPES.find((uri) => sourceClassOf(uri) === row) ?? 'urn:unknown')
      : axis === 'kind' || axis === 'topic'
        ? GENERATED
        : CAPTURED;
  const claims = {
    purpose: axis === 'purpose' ? (row as Purpose) : 'content',
    sourceType,
    ...(axis === 'kind' && row !== 'other' && { kind: row as 'title' }),
    ...(axis === 'topic' &&
      row !== 'unstated' && { topics: row === 'other' ? [999] : [row as 'none'] }),
    // Titles are the kind that nothing happens to by itself.
    ...(axis === 'topic' || axis === 'source' ? { kind: 'title' as const } : {}),
  };
  return {
    verdict: {
      status: 'verified',
      claims,
      coverage: axis === 'coverage' && row === 'text' ? row : 'full',
    },
  };
}

test('docs/policy.md is what scripts/policy-page.ts writes', () => {
  expect(page).toBe(withPolicies(page));
});

describe.each(places)('%s in %s', (place, side) => {
  const rows = readPage(place, side);
  const environment = ENVIRONMENT_OF[side];

  test('has every row on the page once, each with an action for each preset', () => {
    const paths = Object.entries(ROWS_OF).flatMap(([table, names]) =>
      names.map((name) => {
        if (table === 'absent') return 'absent';
        const isVerified = table !== 'rejected' && table !== 'findings';
        return `${isVerified ? 'verified.' : ''}${table}.${name}`;
      }),
    );
    expect(rows.map(([path]) => path).sort()).toEqual(paths.sort());
    expect(paths.length).toBe(REASONS.length + SEVERITIES.length + 1 + 5 + 4 + 17 + 7 + 2);
    for (const [, actions] of rows) {
      expect(actions).toHaveLength(COLUMNS.length);
      for (const action of actions) expect(ACTIONS).toContain(action);
    }
  });

  test.each(COLUMNS)('%s decides each row as the page says', (preset) => {
    const column = COLUMNS.indexOf(preset);
    for (const [path, actions] of rows) {
      const facts = factsFor(path);
      const decision = decide(PRESETS[preset], { place, environment, ...facts });
      const wanted = actions[column] as Action;
      // Other rows of a verified mark may be stricter: never milder, and named when they are.
      const isOther = path.startsWith('verified.') && decision.action !== wanted;
      if (isOther) {
        expect([path, rank(decision.action) > rank(wanted)]).toEqual([path, true]);
        expect(decision.rule).toContain('.verified.');
      } else {
        expect([path, decision.action]).toEqual([path, wanted]);
      }
      if (!path.startsWith('verified.') && (wanted !== 'allow' || facts.verdict !== undefined)) {
        expect(decision.rule).toBe(`${place}.${side}.${path}`);
      }
    }
  });
});

describe('a row that alone is strict', () => {
  const lenient = Object.fromEntries(
    Object.entries(storefront).filter(([name]) => name !== 'environments'),
  );

  test.each(places)('decides on %s in %s, whichever it is', (place, side) => {
    for (const [row] of readPage(place, side)) {
      const strict = `${place}.${side}.${row}`;
      const policy = {
        ...mapLeaves(lenient, (path) => (path === strict ? 'block' : 'allow')),
        environments: storefront.environments,
      } as Policy;
      const where = { place, environment: ENVIRONMENT_OF[side] };
      const decision = decide(policy, { ...where, ...factsFor(row) });
      expect(decision).toMatchObject({ action: 'block', rule: strict });
    }
  });
});

describe('a verified mark', () => {
  test.each(COLUMNS)('is decided by the strictest of its rows, and %s names that row', (preset) => {
    for (const [place, side] of places) {
      const { verified } = PRESETS[preset][place][side];
      for (const kind of Object.keys(verified.kind)) {
        for (const topic of Object.keys(verified.topic)) {
          const decision = decide(PRESETS[preset], {
            place,
            environment: ENVIRONMENT_OF[side],
            verdict: {
              status: 'verified',
              claims: {
                purpose: 'content',
                sourceType: GENERATED,
                ...(kind !== 'other' && { kind: kind as 'title' }),
                ...(topic !== 'unstated' && {
                  topics: [topic === 'other' ? 999 : (topic as 'none')],
                }),
              },
              coverage: 'text',
            },
          });
          const asked: [string, Action][] = [
            ['purpose.content', verified.purpose.content],
            ['source.generated', verified.source.generated],
            [`kind.${kind}`, verified.kind[kind as 'title']],
            [`topic.${topic}`, verified.topic[topic as 'none']],
            ['coverage.text', verified.coverage.text],
          ];
          const strictest = Math.max(...asked.map(([, action]) => rank(action)));
          const [row, action] = asked.find(([, each]) => rank(each) === strictest) ?? [];
          expect(decision).toMatchObject({ action, rule: `${place}.${side}.verified.${row}` });
        }
      }
    }
  });
});

describe('presets', () => {
  test.each<[PresetName, PresetName]>([
    ['observe', 'storefront'],
    ['storefront', 'checkout'],
    ['checkout', 'strict'],
  ])('%s is nowhere stricter than %s', (mild, hard) => {
    const stricter = new Map(cellsOf(PRESETS[hard]));
    const cells = cellsOf(PRESETS[mild]).filter(([path]) => !path.startsWith('environments.'));
    expect(cells.length).toBe(14 * 66);
    for (const [path, action] of cells) {
      expect([path, rank(action) <= rank(stricter.get(path) as Action)]).toEqual([path, true]);
    }
  });

  test('cannot be changed', () => {
    for (const policy of Object.values(PRESETS)) {
      const visit = (table: object): void => {
        expect(Object.isFrozen(table)).toBe(true);
        for (const cell of Object.values(table)) if (typeof cell === 'object') visit(cell);
      };
      visit(policy);
    }
  });

  test('differ from each other', () => {
    const texts = new Set(Object.values(PRESETS).map((policy) => JSON.stringify(policy)));
    expect(texts.size).toBe(4);
  });

  test.each(['storefront', 'checkout', 'strict'] as const)(
    '%s leaves a generated review out of production, whatever it calls itself, and never labels it',
    (preset) => {
      for (const kind of [...(ROWS_OF['kind'] ?? []), undefined]) {
        for (const topics of [undefined, ['health' as const]]) {
          const claims = {
            purpose: 'content' as const,
            sourceType: GENERATED,
            ...(kind !== undefined && { kind: kind as 'title' }),
            ...(topics !== undefined && { topics }),
          };
          const verdict = { status: 'verified', claims, coverage: 'full' } as const;
          const environment = 'production';
          const decision = decide(PRESETS[preset], { place: 'review', environment, verdict });
          expect(decision.action).toBe('hide');
          const asReview = { ...verdict, claims: { ...claims, kind: 'review' as const } };
          for (const place of POLICY_PLACES) {
            const { action } = decide(PRESETS[preset], { place, environment, verdict: asReview });
            expect(['hide', 'block']).toContain(action);
          }
        }
      }
    },
  );

  test('let a review pass that a person wrote and the shop signed', () => {
    const claims = { purpose: 'content', sourceType: CAPTURED, kind: 'review' } as const;
    const verdict = { status: 'verified', claims, coverage: 'full' } as const;
    for (const policy of Object.values(PRESETS)) {
      const decision = decide(policy, { place: 'review', environment: 'production', verdict });
      expect(decision.action).toBe('allow');
    }
  });

  test('stop nothing at checkout for a finding that is not of severity block', () => {
    for (const policy of Object.values(PRESETS)) {
      for (const severity of ['warn', 'info'] as const) {
        const findings = [
          { path: '', technique: 'marker', id: 'x', severity, reason: 'x' } as const,
        ];
        const facts = { verdict: undefined, findings };
        const { action } = decide(policy, {
          place: 'checkout',
          environment: 'production',
          ...facts,
        });
        expect(rank(action)).toBeLessThanOrEqual(rank('flag'));
      }
    }
  });

  test('stop a secret of production on its way into the settings of staging', () => {
    const findings = [
      {
        path: '/key',
        technique: 'marker',
        id: 'live-key',
        severity: 'block',
        reason: 'x',
      } as const,
    ];
    const facts = { environment: 'staging', verdict: undefined, findings };
    for (const name of ['storefront', 'checkout', 'strict'] as const) {
      const decision = decide(PRESETS[name], { place: 'settings', ...facts });
      expect(decision.action).toBe('block');
    }
    expect(decide(PRESETS.observe, { place: 'settings', ...facts }).action).toBe('flag');
  });

  test('let fixtures and test data pass where they belong', () => {
    for (const name of ['observe', 'storefront', 'checkout'] as const) {
      for (const purpose of ROWS_OF['purpose'] as readonly Purpose[]) {
        const verdict = {
          status: 'verified',
          claims: { purpose, sourceType: SOURCE_TYPES[4] as string, kind: 'payment' },
          coverage: 'full',
        } as const;
        const findings = [
          { path: '', technique: 'marker', id: 'card', severity: 'block', reason: 'x' } as const,
        ];
        const where = { place: 'checkout', environment: 'staging' } as const;
        expect(decide(PRESETS[name], { ...where, verdict, findings }).action).toBe('allow');
      }
    }
  });
});

test('every source type of the vocabulary has its class', () => {
  const classes = Object.fromEntries(
    SOURCE_TYPES.map((uri) => [uri.slice(uri.lastIndexOf('/') + 1), sourceClassOf(uri)]),
  );
  expect(classes).toEqual({
    trainedAlgorithmicMedia: 'generated',
    compositeWithTrainedAlgorithmicMedia: 'partly-generated',
    compositeSynthetic: 'partly-generated',
    algorithmicallyEnhanced: 'other',
    algorithmicMedia: 'generated',
    humanEdits: 'other',
    digitalCreation: 'other',
    digitalCapture: 'other',
    computationalCapture: 'other',
    dataDrivenMedia: 'generated',
    composite: 'partly-generated',
    compositeCapture: 'other',
    virtualRecording: 'partly-generated',
    screenCapture: 'other',
    trainedAlgorithmicData: 'generated',
  });
  expect(sourceClassOf('digitalCapture')).toBe('unknown');
});
