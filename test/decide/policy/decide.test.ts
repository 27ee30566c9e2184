/** What a decision says of itself, and what it takes. */

import { SOURCE_TYPES } from 'contentmark';
import { text } from 'contentmark/content';
import {
  type Basis,
  createDecider,
  type Decision,
  decide,
  environmentClassOf,
  isContentmarkError,
  type Judged,
  type Policy,
  storefront,
  strict,
  strictest,
} from 'contentmark/policy';
import { verifySync } from 'contentmark/verify';
import { describe, expect, test } from 'vitest';
import { mark, verifyOptions } from '../../fixtures/claims.ts';
import { ABSENT, CAPTURED, mapLeaves, rejected, verified } from '../../fixtures/policy.ts';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';

const PRODUCTION = { place: 'render', environment: 'production' } as const;
const marker = (severity: 'block' | 'warn' | 'info', path = '/0') =>
  ({ path, technique: 'marker', id: 'stripe-test-card', severity, reason: 'a card' }) as const;

/** A policy that discloses whatever the floor lets it. */
const disclosing = {
  ...(mapLeaves(
    Object.fromEntries(Object.entries(storefront).filter(([name]) => name !== 'environments')),
    () => 'disclose',
  ) as Omit<Policy, 'environments'>),
  environments: storefront.environments,
};

describe('a verdict of verify', () => {
  const content = text('Merino crew neck');

  test('is taken as it is, and what it allows carries no finding', () => {
    const verdict = verifySync(content, mark(content, { kind: 'title' }), verifyOptions);
    expect(decide(storefront, { ...PRODUCTION, verdict })).toEqual({
      action: 'allow',
      rule: 'render.production.verified.purpose.content',
      technique: 'signature',
      findings: [],
    });
  });

  test('that refuses is a finding at its path, as grave as what is done about it', () => {
    const verdict = verifySync(text('Merino crew'), mark(content), verifyOptions);
    const path = '/product/title';
    expect(decide(storefront, { ...PRODUCTION, verdict, path })).toEqual({
      action: 'flag',
      // It keeps its label: all but the content has held, and the mark says that AI made it.
      basis: 'generated',
      rule: 'render.production.rejected.digest-mismatch',
      technique: 'signature',
      findings: [
        {
          path,
          technique: 'signature',
          id: 'digest-mismatch',
          severity: 'warn',
          reason: expect.any(String),
        },
      ],
    });
    expect(decide(strict, { ...PRODUCTION, verdict, path }).findings).toEqual([
      {
        path,
        technique: 'signature',
        id: 'digest-mismatch',
        severity: 'block',
        reason: expect.any(String),
      },
    ]);
  });

  test('that found nothing rests on no technique, and is told only where something is done', () => {
    const verdict = verifySync(content, undefined, verifyOptions);
    const allowed = decide(storefront, { ...PRODUCTION, verdict });
    expect(allowed).toEqual({ action: 'allow', rule: 'render.production.absent', findings: [] });
    expect(decide(strict, { ...PRODUCTION, verdict })).toEqual({
      action: 'hide',
      rule: 'render.production.absent',
      findings: [
        {
          path: '',
          technique: 'signature',
          id: 'absent',
          severity: 'block',
          reason: expect.any(String),
        },
      ],
    });
  });

  test('that a policy allows although the mark does not hold is told all the same', () => {
    const { render } = storefront;
    const rejected = { ...render.production.rejected, expired: 'allow' } as const;
    const policy: Policy = {
      ...storefront,
      render: { ...render, production: { ...render.production, rejected } },
    };
    const verdict = { status: 'rejected', reason: 'expired' } as const;
    expect(decide(policy, { ...PRODUCTION, verdict })).toMatchObject({
      action: 'allow',
      findings: [{ id: 'expired', severity: 'info', reason: expect.any(String) }],
    });
  });
});

describe('findings', () => {
  test('of test data stop a render although the mark is good, and are named as what decided', () => {
    const facts = { verdict: verified(), findings: [marker('warn'), marker('block')] };
    expect(decide(storefront, { ...PRODUCTION, ...facts })).toMatchObject({
      action: 'hide',
      rule: 'render.production.findings.block',
      technique: 'marker',
    });
  });

  test('stand behind the mark where both are equally strict', () => {
    const facts = { verdict: rejected('digest-mismatch'), findings: [marker('warn')] };
    expect(decide(storefront, { ...PRODUCTION, ...facts })).toMatchObject({
      action: 'flag',
      rule: 'render.production.rejected.digest-mismatch',
      technique: 'signature',
    });
  });

  test('name the strongest technique among the gravest', () => {
    const findings = (['declared', 'marker', 'registry'] as const).map((technique) => ({
      ...marker('block'),
      technique,
    }));
    const facts = {
      verdict: undefined,
      findings: [{ ...marker('warn'), technique: 'signature' as const }, ...findings],
    };
    expect(decide(storefront, { ...PRODUCTION, ...facts }).technique).toBe('registry');
  });

  test('come behind the finding of the mark, in the order they were given', () => {
    const facts = {
      verdict: rejected('expired'),
      path: '/a',
      findings: [marker('info', '/b'), marker('warn', '/c')],
    };
    const { findings } = decide(storefront, { ...PRODUCTION, ...facts });
    expect(findings.map(({ path }) => path)).toEqual(['/a', '/b', '/c']);
  });

  test('may be many: ten thousand are one decision', () => {
    const findings = Array.from({ length: 10_000 }, (_, index) => marker('info', `/${index}`));
    const decision = decide(storefront, { ...PRODUCTION, verdict: undefined, findings });
    expect([decision.action, decision.findings.length]).toEqual(['allow', 10_000]);
  });
});

describe('the basis of a disclosure', () => {
  const uri = (name: string) => SOURCE_TYPES.find((each) => each.endsWith(`/${name}`)) as string;

  test.each<[string, Judged, Basis]>([
    ['generated copy', verified(), 'generated'],
    ['a composite', verified({ sourceType: uri('compositeSynthetic') }), 'partly-generated'],
    ['an unknown source type', verified({ sourceType: 'urn:mine' }), 'unknown-source'],
    ['an unknown kind', verified({ kind: 999 }), 'generated'],
    ['a title on a topic', verified({ kind: 'title', topics: ['none', 'health'] }), 'claim-topic'],
    ['an unknown topic', verified({ kind: 'title', topics: [77] }), 'claim-topic'],
  ])('of %s is what the mark says', (_name, verdict, basis) => {
    const decision = decide(storefront, { ...PRODUCTION, verdict });
    expect(decision).toMatchObject({ action: 'disclose', basis, technique: 'signature' });
  });

  test('of copy with a topic is that it is generated: the kind is asked first', () => {
    const verdict = verified({ topics: ['health'] });
    expect(decide(storefront, { ...PRODUCTION, verdict }).basis).toBe('generated');
  });

  test.each<[string, Judged | undefined, Basis]>([
    ['a photograph', verified({ sourceType: CAPTURED }), 'other-source'],
    ['a mark that does not hold', rejected('expired'), 'mark-rejected'],
    ['no mark', ABSENT, 'no-mark'],
  ])('of %s is named too, where a policy discloses it', (_name, verdict, basis) => {
    expect(decide(disclosing, { ...PRODUCTION, verdict }).basis).toBe(basis);
  });

  test.each([
    ['declared', 'declared'],
    ['marker', 'suspected'],
    ['registry', 'suspected'],
    ['signature', 'mark-rejected'],
  ] as const)('of a finding by %s is %s', (technique, basis) => {
    const findings = [{ ...marker('warn'), technique }];
    const facts = { ...PRODUCTION, verdict: undefined, findings };
    expect(decide(disclosing, facts)).toMatchObject({ action: 'disclose', technique, basis });
  });

  test.each(['title', 'alt-text'] as const)('of a short %s is none: it is allowed', (kind) => {
    const decision = decide(storefront, { ...PRODUCTION, verdict: verified({ kind }) });
    expect(decision).toMatchObject({ action: 'allow' });
    expect(decision).not.toHaveProperty('basis');
  });
});

describe('what cannot bear a mark', () => {
  test('is allowed under every preset, strict too, unless findings say otherwise', () => {
    const where = { place: 'checkout', environment: 'production' } as const;
    expect(decide(strict, { ...where, verdict: undefined })).toEqual({
      action: 'allow',
      rule: 'checkout.production.unmarkable',
      findings: [],
    });
    const findings = [marker('block')];
    expect(decide(strict, { ...where, verdict: undefined, findings }).action).toBe('block');
  });

  test('has to be said: a forgotten verdict is refused, and a polluted one not read', () => {
    const forgotten = { ...PRODUCTION } as never;
    const isRefused = expect.objectContaining({
      code: 'ERR_ARGUMENT',
      argument: 'options.verdict',
    });
    expect(() => decide(storefront, forgotten)).toThrow(isRefused);
    Object.defineProperty(Object.prototype, 'verdict', { value: verified(), configurable: true });
    try {
      expect(() => decide(storefront, forgotten)).toThrow(isRefused);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'verdict');
    }
  });
});

describe('a polluted Object.prototype', () => {
  const { findings: _, ...clean } = decide(storefront, { ...PRODUCTION, verdict: verified() });
  test.each<[string, unknown]>([
    ['kind', 'title'],
    ['topics', ['none']],
    ['status', 'verified'],
    ['purpose', 'content'],
    ['findings', []],
    ['description', 'allow'],
    ['render', { production: {} }],
    ['qa', 'preproduction'],
    ['absent', 'allow'],
  ])('with %s moves no decision', (name, value) => {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      const verdict = verified();
      expect(decide(storefront, { ...PRODUCTION, verdict })).toMatchObject(clean);
      const { kind: _kind, ...claims } = (verdict as { claims: { kind?: unknown } }).claims;
      const other = { ...verdict, claims } as Judged;
      expect(decide(storefront, { ...PRODUCTION, verdict: other }).rule).toContain('kind.other');
      expect(environmentClassOf(storefront, 'qa')).toBe('production');
      expect(() => decide(storefront, { ...PRODUCTION, verdict: {} as never })).toThrow(
        expect.objectContaining({ argument: 'options.verdict' }),
      );
      const headless = { environments: {} } as Policy;
      expect(() => decide(headless, { ...PRODUCTION, verdict })).toThrow(
        /policy.render.production/,
      );
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
  });
});

describe('a cell that is missing', () => {
  test.each(['absent', 'rejected', 'findings', 'verified'] as const)(
    'is not filled by a polluted Object.prototype: %s',
    (name) => {
      const { production, preproduction } = storefront.render;
      const { [name]: _, ...fewer } = production;
      const policy = { ...storefront, render: { production: fewer, preproduction } } as Policy;
      const facts = {
        absent: { verdict: ABSENT },
        rejected: { verdict: rejected('expired') },
        findings: { verdict: undefined, findings: [marker('warn')] },
        verified: { verdict: verified() },
      }[name];
      Object.defineProperty(Object.prototype, name, {
        value: production[name],
        configurable: true,
      });
      try {
        expect(() => decide(policy, { ...PRODUCTION, ...facts })).toThrow(
          expect.objectContaining({
            code: 'ERR_POLICY',
            argument: expect.stringMatching(`^policy.render.production.${name}`),
          }),
        );
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
    },
  );
});

describe('a mistake in the call is named:', () => {
  const refusedFor = (call: () => unknown): string | undefined => {
    try {
      call();
    } catch (error) {
      if (isContentmarkError(error) && error.code === 'ERR_ARGUMENT') return error.argument;
      throw error;
    }
    return undefined;
  };
  const facts = { verdict: verified() };
  const withOption = (name: string) => (value: unknown) =>
    decide(storefront, { ...PRODUCTION, ...facts, [name]: value });
  const withFinding = (name: string) => (value: unknown) =>
    decide(storefront, {
      ...PRODUCTION,
      ...facts,
      findings: [{ ...marker('warn'), [name]: value } as never],
    });
  const always = () => false;
  const isText = (value: unknown) => typeof value === 'string';
  const isName = (value: unknown) => isText(value) && value !== '' && value !== '\ud800';
  const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

  test.each<[string, (value: unknown) => unknown, (value: unknown) => boolean]>([
    ['options', (value) => decide(storefront, value as never), always],
    ['options.place', withOption('place'), always],
    ['environment', withOption('environment'), isName],
    ['options.verdict', withOption('verdict'), (value) => value === undefined],
    ['options.findings', withOption('findings'), (value) => value === undefined || isEmpty(value)],
    ['options.path', withOption('path'), (value) => value === undefined || isText(value)],
    ['options.findings[0].path', withFinding('path'), isText],
    ['options.findings[0].id', withFinding('id'), isText],
    [
      'options.findings[0].reason',
      withFinding('reason'),
      (value) => value === undefined || isText(value),
    ],
    ['options.findings[0].technique', withFinding('technique'), always],
    ['options.findings[0].severity', withFinding('severity'), always],
    ['facts', (value) => createDecider(storefront, PRODUCTION)(value as never), always],
    ['decisions', (value) => strictest(value as never), always],
    ['decisions[0]', (value) => strictest([value as Decision]), always],
  ])('%s', (argument, call, isRight) => {
    for (const [label, value] of WRONG_VALUES) {
      const blamed = refusedFor(() => call(value));
      const wanted = isRight(value) ? [label, 'answered'] : [label, 'refused'];
      const found = blamed === undefined ? 'answered' : 'refused';
      expect([label, found]).toEqual(wanted);
      if (blamed !== undefined) expect([label, blamed.startsWith(argument)]).toEqual([label, true]);
    }
  });

  test('policy', () => {
    for (const [label, value] of WRONG_VALUES) {
      let blamed: string | undefined;
      try {
        decide(value as never, { ...PRODUCTION, ...facts });
      } catch (error) {
        blamed = isContentmarkError(error) ? error.argument : String(error);
      }
      expect([label, blamed?.startsWith('policy')]).toEqual([label, true]);
    }
  });

  test('an option nobody reads', () => {
    const misspelt = { ...PRODUCTION, ...facts, findngs: [] } as never;
    expect(refusedFor(() => decide(storefront, misspelt))).toBe('options.findngs');
  });

  test('a verdict with a purpose that does not exist', () => {
    const verdict = verified({ purpose: 'toString' as never });
    expect(refusedFor(() => decide(storefront, { ...PRODUCTION, verdict }))).toBe(
      'options.verdict',
    );
  });
});
