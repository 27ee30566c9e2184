/** A polluted Object.prototype: nothing inherited decides. */
import { createDetector } from 'contentmark/detect';
import { guardCheckout, guardProvisioning, guardRender, guardSettings } from 'contentmark/guards';
import { afterEach, describe, expect, test } from 'vitest';

const POLLUTION: Readonly<Record<string, unknown>> = {
  environment: 'staging',
  policy: {},
  detectors: [() => ({ findings: [], isComplete: true })],
  verdict: { status: 'absent' },
  verdicts: [],
  place: 'image',
  tenant: 'other',
  audience: 'other',
  findings: [],
  isComplete: true,
  marks: [{ path: '', refused: { status: 'rejected', reason: 'expired' } }],
  refused: { status: 'rejected', reason: 'expired' },
  severity: 'info',
  block: 'allow',
  barcode: 'block',
  email: 'a@example.com',
  test: true,
  value: 'a@example.com',
  key: 'email',
  name: 'email',
  severities: { 'domain.example': 'off' },
  classes: [],
  markers: [],
};

afterEach(() => {
  for (const name of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, name);
});

const pollute = (name: string) =>
  Object.defineProperty(Object.prototype, name, {
    value: POLLUTION[name],
    enumerable: true,
    configurable: true,
    writable: true,
  });

describe.each(Object.keys(POLLUTION))('Object.prototype.%s', (name) => {
  test('changes no decision', () => {
    const absent = { environment: 'production', verdict: { status: 'absent' } } as const;
    const decide = () => [
      guardRender({ title: 'Boot', barcode: '4242424242424242' }, absent),
      guardRender({ email: 'b@example.com' }, absent),
      guardCheckout({ total: 1 }, { environment: 'production' }),
      guardCheckout(
        { payment: { card: { number: '4242424242424242' } } },
        { environment: 'production' },
      ),
      guardSettings({ a: 1 }, { a: 2 }, absent),
      guardProvisioning({ userName: 'b@shop-of-jo.eu' }, { ...absent, tenant: 'ours' }),
    ];
    const clean = decide();
    pollute(name);
    const polluted = decide();
    Reflect.deleteProperty(Object.prototype, name);
    expect(polluted).toEqual(clean);
  });

  test('changes nothing that a detector finds', () => {
    const data = JSON.parse(
      '{"a": {"b": [1, "x"]}, "email": "b@example.com", "barcode": "4242424242424242"}',
    );
    const clean = createDetector()(data);
    pollute(name);
    const polluted = createDetector()(data);
    Reflect.deleteProperty(Object.prototype, name);
    expect(polluted).toEqual(clean);
  });
});
