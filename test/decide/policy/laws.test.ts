/** What holds for every policy, every verdict and every list of findings. */
import {
  BASES,
  createDecider,
  decide,
  environmentClassOf,
  type Policy,
  PRESETS,
  type Rules,
  readPolicy,
  storefront,
  strictest,
  TECHNIQUES,
} from 'contentmark/policy';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ABSENT,
  anyPolicy,
  cellsOf,
  environment,
  finding,
  judged,
  place,
  rank,
  rejected,
} from '../../fixtures/policy.ts';

const policy = fc.oneof(anyPolicy, fc.constantFrom(...Object.values(PRESETS)));
const findings = fc.array(finding, { maxLength: 6 });
const where = fc.record({ place, environment });

test('a finding more never makes a decision milder', () => {
  fc.assert(
    fc.property(policy, where, judged, findings, finding, (policy, where, verdict, some, more) => {
      const before = decide(policy, { ...where, verdict, findings: some });
      const after = decide(policy, { ...where, verdict, findings: [...some, more] });
      expect(rank(after.action)).toBeGreaterThanOrEqual(rank(before.action));
    }),
  );
});

test('the order of findings changes neither action, rule, technique nor basis', () => {
  const shuffled = findings.chain((some) =>
    fc.tuple(
      fc.constant(some),
      fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length }),
    ),
  );
  fc.assert(
    fc.property(policy, where, judged, shuffled, (policy, where, verdict, [one, other]) => {
      const { findings: _a, ...a } = decide(policy, { ...where, verdict, findings: one });
      const { findings: _b, ...b } = decide(policy, { ...where, verdict, findings: other });
      expect(a).toEqual(b);
    }),
  );
});

test('the rule is the path of a cell that holds the action, or the floor above it', () => {
  fc.assert(
    fc.property(policy, where, judged, findings, (policy, where, verdict, found) => {
      const { action, rule } = decide(policy, { ...where, verdict, findings: found });
      const side = environmentClassOf(policy, where.environment);
      const here = `${where.place}.${side}.`;
      const cells = new Map(cellsOf({ [where.place]: policy[where.place] }));
      if (rule.startsWith('floor.')) {
        expect(side).toBe('production');
        const own = cells.get(here + rule.slice('floor.'.length));
        expect(own !== undefined && rank(own) < rank(action)).toBe(true);
      } else if (rule === `${here}unmarkable`) {
        expect([verdict, action]).toEqual([undefined, 'allow']);
      } else {
        expect(cells.get(rule)).toBe(action);
      }
    }),
  );
});

test('a basis stands with disclose and nowhere else; a technique wherever something was found', () => {
  fc.assert(
    fc.property(policy, where, judged, findings, (policy, where, verdict, found) => {
      const decision = decide(policy, { ...where, verdict, findings: found });
      expect('basis' in decision).toBe(decision.action === 'disclose');
      if (decision.basis !== undefined) expect(BASES).toContain(decision.basis);
      if (decision.technique !== undefined) expect(TECHNIQUES).toContain(decision.technique);
      const hasMark = verdict?.status === 'verified' || verdict?.status === 'rejected';
      if (hasMark || decision.rule.includes('.findings.')) {
        expect(decision.technique).toBeDefined();
      }
    }),
  );
});

test('a decision holds five members of each finding and nothing of what lies beside them', () => {
  fc.assert(
    fc.property(policy, where, judged, findings, (policy, where, verdict, found) => {
      const told = found.map((each) => ({ ...each, value: '4242424242424242' }));
      const decision = decide(policy, { ...where, verdict, findings: told });
      expect(JSON.stringify(decision)).not.toContain('4242424242424242');
      for (const each of decision.findings) {
        expect(Object.keys(each)).toEqual(['path', 'technique', 'id', 'severity', 'reason']);
        expect(Object.isFrozen(each)).toBe(true);
      }
      expect([Object.isFrozen(decision), Object.isFrozen(decision.findings)]).toEqual([true, true]);
    }),
  );
});

test('a decider decides what decide does, however often and in whatever order it is asked', () => {
  const facts = fc.array(fc.record({ verdict: judged, findings, path: fc.string() }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(policy, where, facts, (policy, where, many) => {
      const decider = createDecider(policy, where);
      for (const each of [...many, ...many]) {
        expect(decider(each)).toEqual(decide(policy, { ...where, ...each }));
      }
    }),
  );
});

test('of several decisions the strictest stands, with the findings of all', () => {
  const facts = fc.array(fc.record({ verdict: judged, findings }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(policy, where, facts, (policy, where, many) => {
      const decisions = many.map((each) => decide(policy, { ...where, ...each }));
      const one = strictest(decisions);
      expect(rank(one.action)).toBe(Math.max(...decisions.map(({ action }) => rank(action))));
      expect(decisions.map(({ rule }) => rule)).toContain(one.rule);
      expect(one.findings).toEqual(decisions.flatMap((each) => each.findings));
    }),
  );
});

test('an environment that the policy does not name is judged as production', () => {
  fc.assert(
    fc.property(policy, place, fc.string({ minLength: 1 }), judged, findings, (...given) => {
      const [policy, place, name, verdict, found] = given;
      fc.pre(!Object.hasOwn(policy.environments, name) && name.isWellFormed());
      const facts = { verdict, findings: found };
      const unknown = decide(policy, { place, environment: name, ...facts });
      expect(unknown).toEqual(decide(policy, { place, environment: 'production', ...facts }));
    }),
  );
});

test('spread keeps a policy total, and changes nothing but what it replaces', () => {
  fc.assert(
    fc.property(anyPolicy, anyPolicy, place, where, judged, findings, (...given) => {
      const [base, other, replaced, where, verdict, found] = given;
      const mixed: Policy = { ...base, [replaced]: other[replaced] };
      const from = where.place === replaced ? { ...other, environments: base.environments } : base;
      const facts = { ...where, verdict, findings: found };
      expect(decide(mixed, facts)).toEqual(decide(from, facts));
    }),
  );
});

test('every policy of a preset goes through JSON and comes back the same', () => {
  for (const preset of Object.values(PRESETS)) {
    expect(readPolicy(JSON.parse(JSON.stringify(preset)))).toEqual(preset);
  }
  for (const [name, preset] of Object.entries(PRESETS)) {
    expect(readPolicy({ extends: name })).toEqual(preset);
  }
});

test('the compiler refuses a policy that is not total, and decide finds out one that is not', () => {
  const { render } = storefront;
  const { production } = render;
  const { expired: _, ...fewer } = production.rejected;
  const withRules = (rules: Rules): Policy => ({
    ...storefront,
    render: { ...render, production: rules },
  });
  // @ts-expect-error: a reason is missing
  const short = withRules({ ...production, rejected: fewer });
  // @ts-expect-error: no such action
  const wrong = withRules({ ...production, absent: 'label' });
  // @ts-expect-error: places are missing
  const half: Policy = { environments: {}, render };
  const ours = withRules({ ...production, absent: 'flag' });

  const facts = { place: 'render', environment: 'production', verdict: ABSENT } as const;
  expect(decide(ours, facts).action).toBe('flag');
  const refused = (argument: string) =>
    expect.objectContaining({ name: 'ContentmarkError', code: 'ERR_POLICY', argument });
  expect(() => decide(short, { ...facts, verdict: rejected('expired') })).toThrow(
    refused('policy.render.production.rejected.expired'),
  );
  expect(() => decide(wrong, facts)).toThrow(refused('policy.render.production.absent'));
  expect(() => decide(half, { ...facts, place: 'image' })).toThrow(
    refused('policy.image.production'),
  );
  expect(() => decide({ ...ours, environments: undefined as never }, facts)).toThrow(
    refused('policy.environments'),
  );
});
