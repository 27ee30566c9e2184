/** One look by every technique: lists, flags, marks and canaries, each finding with its reason and without the value. */
import { encodeTextForm } from 'contentmark/carrier';
import { text } from 'contentmark/content';
import { createDetector, createMarkDetector, detect, type Finding } from 'contentmark/detect';
import { attributeCarrier } from 'contentmark/html';
import { createVerifier } from 'contentmark/verify';
import { describe, expect, it, test } from 'vitest';
import { createShopTrust, mark, NOW } from '../fixtures/claims.ts';

const make = (more: Parameters<typeof mark>[1] = {}) =>
  encodeTextForm(mark(text('A crew neck in fine merino.'), more));
const marks = {
  production: make(),
  staging: make({ environment: 'staging' }),
  fixture: make({ environment: 'test', purpose: 'fixture' }),
  canary: make({ environment: 'test', purpose: 'canary', subject: 'seed-set-7' }),
};

const told = (findings: readonly Finding[]) =>
  findings.map(({ technique, id, severity, path }) => `${technique} ${id} ${severity} ${path}`);

describe('detect', () => {
  it('finds by every technique, in data of any shape', () => {
    const data = {
      email: 'ada@example.com',
      is_synthetic: true,
      title: 'As an AI language model, I cannot name this chair',
      body_html: attributeCarrier().write('<p>A chair.</p>', marks.staging),
      seo: { note: `see ${marks.canary}` },
    };
    const { findings, isComplete } = detect(data);
    expect(isComplete).toBe(true);
    expect(told(findings)).toEqual([
      'marker domain.example block /email',
      'schema schema.synthetic block /is_synthetic',
      'marker model-text.as-a-model warn /title',
      'declared mark-of-another-environment block /body_html',
      'declared mark-of-another-environment block /seo/note',
      'canary canary block /seo/note',
    ]);
    expect(findings.at(-1)?.reason).toBe('a canary, planted in seed-set-7');
    for (const { reason } of findings) expect(reason.length).toBeGreaterThan(4);
    const said = JSON.stringify(findings);
    for (const value of ['ada@', 'chair', marks.staging, marks.canary])
      expect(said).not.toContain(value);
  });

  it('lets a mark of the environment pass, and says that nobody checked it', () => {
    const found = detect({ mark: marks.production });
    expect(found).toMatchObject({ findings: [], marks: [{ path: '/mark', isChecked: false }] });
    expect(told(detect({ mark: marks.production }, { environment: 'test' }).findings)).toEqual([
      'declared mark-of-another-environment block /mark',
    ]);
  });

  it('is complete only where everything was looked at', () => {
    expect(detect({ a: Array.from({ length: 100_001 }, () => 'x') }).isComplete).toBe(false);
    const nested = Array.from({ length: 80 }).reduce<unknown>((inner) => [inner], 'x');
    expect(createMarkDetector({ environment: 'production' })(nested).isComplete).toBe(false);
  });
});

describe('with a verifier', () => {
  const verifier = () =>
    createVerifier({ trust: createShopTrust(), environment: 'production', clock: () => NOW });

  it('a mark that holds is checked, and one that was changed is refused by its reason', () => {
    const look = createMarkDetector({ environment: 'production', verifier: verifier() });
    expect(look([marks.production]).marks).toEqual([{ path: '/0', isChecked: true }]);
    const bytes = Buffer.from(marks.production, 'base64url');
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1;
    const { findings, marks: refused } = look([encodeTextForm(bytes)]);
    expect(findings).toEqual([]);
    expect(refused).toMatchObject([{ isChecked: true, refused: { reason: 'bad-signature' } }]);
  });

  it('what a mark says of itself still counts', () => {
    const look = createMarkDetector({ environment: 'production', verifier: verifier() });
    expect(told(look({ mark: marks.fixture }).findings)).toContain(
      'declared mark-of-test-data block /mark',
    );
  });
});

test('columns that flag their record are told by their whole name', () => {
  const detector = createDetector({ classes: ['schema'] });
  const ids = (row: object) => detector(row).findings.map(({ id, technique }) => [technique, id]);
  for (const name of ['is_test', 'isTest', 'Is Test', 'IS_SYNTHETIC', 'is_fake_data']) {
    for (const on of [true, 1, 'true', 'yes', 'TRUE'])
      expect([name, ids({ [name]: on })]).toEqual([name, [['schema', 'schema.synthetic']]]);
    for (const off of [false, 0, 'no', '', null]) expect(ids({ [name]: off })).toEqual([]);
  }
  for (const name of ['is_test_drive', 'skin_test', 'synthetic_oil', 'contest', 'is_testing_kit'])
    expect([name, ids({ [name]: true })]).toEqual([name, []]);
  expect(ids({ ai_generated: 'yes' })).toEqual([['schema', 'schema.ai-generated']]);
});
