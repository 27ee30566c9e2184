/** The `text` of `contentmark/compact` has the canonical form of the one of `contentmark/content`. */
import { parts, text, verifySync } from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { text as compactText, createCompactVerifier } from 'contentmark/compact';
import { expect, test } from 'vitest';
import { ISSUER, mark, NOW, SUBJECT, verifyOptions } from '../../fixtures/claims.ts';
import { readGolden } from '../../fixtures/golden.ts';
import { shopKey } from '../../fixtures/keys.ts';

const texts = readGolden().flatMap(({ content }) =>
  'text' in content && typeof content.text === 'string' ? [content.text] : [],
);

test('every text of the golden vectors has one canonical form, its invisible carriers included', () => {
  const withRun = texts.filter((one) => one.includes('\ufeff'));
  expect(withRun.length).toBeGreaterThan(3);
  let stripped = 0;
  for (const one of [...new Set(texts), 'a\r\nb\rc', 'e\u0301', '\ud800', '']) {
    const { form, problem } = text(one).canonicalize();
    expect(compactText(one)).toMatchObject({ profile: text(one).profile });
    expect(compactText(one).canonicalize()).toEqual({
      ...(form !== undefined && { form }),
      ...(problem !== undefined && { problem }),
    });
    if (withRun.includes(one) && form !== one) stripped += 1;
  }
  expect(stripped).toBeGreaterThan(1);
  expect(stripped).toBeLessThan(withRun.length);
});

test('a record is compared part by part, with the outcome of the whole verifier', async () => {
  const keys = [{ publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] }];
  const compact = createCompactVerifier({ keys, environment: 'production' });
  const signed = { title: text('Boot'), description: text('Warm.') };
  const record = parts(signed);
  const found: string[] = [];
  for (const [shown, of, requiredParts] of [
    [record, record, 'all'],
    [record, record, ['title']],
    [parts({ title: text('Boot') }), record, []],
    [parts({ title: text('Boot') }), record, 'all'],
    [parts({ title: text('Boot') }), record, ['title']],
    [parts({ title: text('Boot') }), record, ['description']],
    [parts({ title: text('Boot') }), record, ['price']],
    [parts({ ...signed, price: text('5') }), record, []],
    [parts({ ...signed, price: text('5') }), record, 'all'],
    [parts({ title: text('Boots'), price: text('5') }), record, 'all'],
    [parts({ title: text('Boots') }), record, []],
    [parts({ title: text('\ud800') }), record, []],
    [text('Boot'), record, []],
    [record, text('Boot'), []],
    [text('Boot'), text('Boot'), []],
    [text('Boots'), text('Boot'), []],
  ] as const) {
    const envelope = mark(of);
    const item = { subject: SUBJECT, now: NOW, requiredParts };
    const verdict = await compact.verify(shown, encodeTextForm(envelope), item);
    const whole = verifySync(shown, envelope, { ...verifyOptions, requiredParts });
    const nameOf = (one: typeof verdict | typeof whole) =>
      one.status === 'rejected' ? one.reason : one.status;
    expect(nameOf(verdict)).toBe(nameOf(whole));
    found.push(nameOf(verdict));
  }
  expect(new Set(found).size).toBe(6);
});

test('what is no mark, and more than one, is told as the whole verifier tells it', async () => {
  const keys = [{ publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] }];
  const compact = createCompactVerifier({ keys, environment: 'production' });
  const [one, other] = [text('Boot'), text('Boots')].map((each) => encodeTextForm(mark(each)));
  for (const marks of [
    [],
    [''],
    ['', ''],
    [one, '', one],
    [one, other],
    ['', other],
    ['A'.repeat(10_923)],
    ['A'.repeat(10_924)],
    [`${one}=`],
    ['no mark'],
  ] as readonly string[][]) {
    const verdict = await compact.verify(text('Boot'), marks, { subject: SUBJECT, now: NOW });
    const whole = verifySync(text('Boot'), marks, verifyOptions);
    expect(verdict.status).toBe(whole.status);
    expect('reason' in verdict && verdict.reason).toBe('reason' in whole && whole.reason);
  }
});
