/** A revoked proxy in the place of data: every question to it throws, and no check or guard does. */

import { createVerifier, isContentmarkError, text, verify, verifySync } from 'contentmark';
import {
  additionalAttributesCarrier,
  columnCarrier,
  extract,
  headerCarrier,
  memberCarrier,
  metafieldCarrier,
} from 'contentmark/carrier';
import * as guards from 'contentmark/guards';
import { attributeCarrier, scriptCarrier } from 'contentmark/html';
import { invisibleCarrier } from 'contentmark/invisible';
import { describe, expect, test } from 'vitest';
import { SUBJECT, verifyOptions } from '../fixtures/claims.ts';
import { revoked } from '../fixtures/wrong-values.ts';

const content = text('Merino crew neck');
const { trust } = verifyOptions;
const verifier = createVerifier({ trust, environment: 'production' });

describe('verify', () => {
  test.each([
    ['mark', revoked()],
    ['an item of the mark', [revoked()]],
  ])(
    'names %s as the argument at fault; on a page it refuses its own record',
    async (_what, mark) => {
      for (const call of [
        () => verifySync(content, mark as never, verifyOptions),
        () => verify(content, mark as never, verifyOptions),
        () => verifier.verify(content, mark as never, { subject: SUBJECT }),
      ]) {
        const error = await Promise.resolve()
          .then(call)
          .catch((thrown: unknown) => thrown);
        expect(isContentmarkError(error) && error.argument).toBe('mark');
      }
      const good = { content, mark: null, subject: SUBJECT };
      const page = [good, { ...good, mark: mark as never }, good];
      const verdicts = await verifier.verifyAll(page);
      expect(verdicts.map(({ status }) => status)).toEqual(['absent', 'rejected', 'absent']);
      expect(verdicts[1]).toMatchObject({ reason: 'malformed' });
    },
  );

  test('names content and options likewise', () => {
    for (const call of [
      () => verifySync(revoked() as never, null, verifyOptions),
      () => verifySync(content, null, revoked() as never),
      () => verifier.verifySync(content, null, revoked() as never),
      () => createVerifier(revoked() as never),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT' }));
    }
  });
});

test.each([
  memberCarrier(),
  columnCarrier(),
  metafieldCarrier(),
  headerCarrier(),
  additionalAttributesCarrier(),
  attributeCarrier(),
  scriptCarrier(),
  invisibleCarrier(),
])('extract with $name finds nothing or an unreadable mark', (carrier) => {
  for (const host of [revoked(), [revoked()], { contentmark: revoked() }]) {
    const found = extract(host as never, carrier as never);
    expect(found.every(({ length }) => length === 0)).toBe(true);
  }
});

test.each([
  [
    'guardRender',
    (data: unknown) => guards.guardRender(data, { environment: 'production', verdict: undefined }),
  ],
  [
    'guardImport',
    (data: unknown) => guards.guardImport(data, { environment: 'production', verdict: undefined }),
  ],
  ['guardCheckout', (data: unknown) => guards.guardCheckout(data, { environment: 'production' })],
  [
    'guardSettings',
    (data: unknown) =>
      guards.guardSettings({}, data, { environment: 'production', verdict: undefined }),
  ],
  [
    'guardProvisioning',
    (data: unknown) =>
      guards.guardProvisioning(data, { environment: 'production', verdict: undefined }),
  ],
] as const)('%s does not let it pass', (_name, guard) => {
  for (const data of [revoked(), { order: revoked() }, [revoked()]])
    expect(guard(data).action).not.toMatch(/allow|disclose/);
});
