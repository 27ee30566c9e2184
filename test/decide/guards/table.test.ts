/** Every guard on every place, for every verdict, under every preset, on both sides. */
import { createDetector } from 'contentmark/detect';
import {
  DEFAULT_POLICIES,
  guardCheckout,
  guardImport,
  guardProvisioning,
  guardRender,
  guardSettings,
} from 'contentmark/guards';
import {
  type Decision,
  decide,
  environmentClassOf,
  type Judged,
  POLICY_PLACES,
  type Policy,
  type PolicyPlace,
  PRESETS,
  REASONS,
  SEVERITIES,
} from 'contentmark/policy';
import { describe, expect, it, test } from 'vitest';

type Run = (
  data: unknown,
  options: { environment: string; policy: Policy; verdict: Judged | undefined },
) => Decision;

/** How each place is guarded. */
const GUARDS: Readonly<Record<PolicyPlace, Run>> = {
  render: guardRender,
  review: (data, options) => guardRender(data, { ...options, place: 'review' }),
  image: (data, options) => guardRender(data, { ...options, place: 'image' }),
  checkout: (data, { verdict, ...options }) =>
    guardCheckout(data, {
      ...options,
      ...(verdict !== undefined && { verdicts: [{ path: '/line_items/0', verdict }] }),
    }),
  import: guardImport,
  settings: (data, options) => guardSettings({}, data, options),
  provisioning: guardProvisioning,
};

const verified = (sourceType: string, kind?: number | string): Judged => ({
  status: 'verified',
  coverage: 'full',
  // A kind of a later version is a number; the policy calls it "other".
  claims: { purpose: 'content', sourceType, ...(kind !== undefined && { kind: kind as number }) },
});

const VERDICTS: readonly (readonly [string, Judged | undefined])[] = [
  ['unmarkable', undefined],
  ['absent', { status: 'absent' }],
  ['captured', verified('http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture')],
  ['generated', verified('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia')],
  [
    'a generated review',
    verified('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia', 'review'),
  ],
  ...REASONS.map((reason) => [reason, { status: 'rejected', reason }] as const),
];

const CLEAN = { weight: 3 };
let rows = 0;

describe.each(Object.keys(PRESETS))('%s', (preset) => {
  const policy = PRESETS[preset as keyof typeof PRESETS];
  describe.each(['production', 'staging'])('in %s', (environment) => {
    it.each(POLICY_PLACES)('%s: does what the policy says of each verdict', (place) => {
      for (const [name, verdict] of VERDICTS) {
        rows += 1;
        const path = place === 'checkout' ? '/line_items/0' : '';
        const wanted = decide(policy, { place, environment, verdict, path });
        const { action, findings } = GUARDS[place](CLEAN, { environment, policy, verdict });
        expect([name, action]).toEqual([name, wanted.action]);
        expect(findings).toEqual(wanted.findings);
      }
    });

    it.each(POLICY_PLACES)('%s: does what the policy says of each severity', (place) => {
      for (const severity of SEVERITIES) {
        rows += 1;
        const detector = () => ({
          findings: [
            { path: '/a', technique: 'marker', id: 'ours.row', severity, reason: 'ours' } as const,
          ],
          isComplete: true,
          unlisted: 0,
          visited: 1,
        });
        const options = { environment, policy, verdict: undefined, detectors: [detector] };
        const wanted = decide(policy, {
          place,
          environment,
          verdict: undefined,
          findings: [{ path: '/a', technique: 'marker', id: 'ours.row', severity, reason: 'ours' }],
        });
        expect(GUARDS[place](CLEAN, options)).toEqual(wanted);
      }
    });
  });
});

test('that was every row', () => {
  expect(rows).toBe(4 * 2 * POLICY_PLACES.length * (VERDICTS.length + SEVERITIES.length));
});

describe('the policy of each guard, where none is given', () => {
  it.each(POLICY_PLACES)('%s stops test data in production and not before it', (place) => {
    const policy = DEFAULT_POLICIES[place];
    expect(environmentClassOf(policy, 'a name that nobody knows')).toBe('production');
    const run = (environment: string) =>
      // The guards take their own policy where the option is left out.
      GUARDS[place]({ email: 'a@example.com' }, { environment, verdict: undefined } as never);
    const { action, technique, findings } = run('production');
    expect(action).toBe(['render', 'review', 'image'].includes(place) ? 'hide' : 'block');
    expect(technique).toBe('marker');
    expect(findings).toEqual([
      {
        path: '/email',
        technique: 'marker',
        id: 'domain.example',
        severity: 'block',
        reason: expect.any(String),
      },
    ]);
    expect(run('staging').action).toBe('allow');
  });

  it('settings: secrets of production stop in staging, and are no matter in production', () => {
    const secret = { stripe: { secret_key: 'sk_live_placeholder' } };
    const inStaging = guardSettings({}, secret, { environment: 'staging', verdict: undefined });
    expect(inStaging).toMatchObject({
      action: 'block',
      rule: 'settings.preproduction.findings.block',
    });
    expect(
      guardSettings({}, secret, { environment: 'production', verdict: undefined }).action,
    ).toBe('allow');
  });
});

describe('words never stop anything', () => {
  it.each(POLICY_PLACES)('%s', (place) => {
    const data = {
      title: 'test',
      sku: 'demo',
      description: 'a dummy sample, fake, foo, asdf, qwerty, todo, placeholder',
      name: 'test',
    };
    for (const policy of Object.values(PRESETS)) {
      const verdict =
        place === 'checkout' || place === 'settings' ? undefined : ({ status: 'absent' } as const);
      const clean = GUARDS[place](CLEAN, { environment: 'production', policy, verdict });
      const { action } = GUARDS[place](data, { environment: 'production', policy, verdict });
      expect(action).toBe(clean.action);
    }
  });
});

test('severities of detection are those of findings', () => {
  const severities = new Set(
    createDetector()({ email: 'a@example.com', note: 'a@example.com', title: 'test' }).findings.map(
      ({ severity }) => severity,
    ),
  );
  expect([...severities].sort()).toEqual([...SEVERITIES].sort());
});
