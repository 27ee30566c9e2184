/**
 * `carrierKit`: checks that a carrier of your own keeps the laws of carriers. Run every check in
 * your test framework. Each has a sentence and a function that throws where the law does not hold.
 */

import { type Carrier, embed, extract } from '../carry/carrier.ts';
import { equalBytes } from '../format/bytes/bytes.ts';

/** One law, applied to one host. */
export interface KitCheck {
  readonly name: string;
  /** Throws an `Error` that says what broke. */
  run(): void;
}

/** What the kit needs to try a carrier. */
export interface CarrierKitOptions<Host> {
  readonly carrier: Carrier<Host>;
  /** Hosts without a mark, by a name for the report: as varied as the platform's own. */
  readonly hosts: Readonly<Record<string, Host>>;
  /** Whether two hosts are the same; default compares their JSON. */
  readonly isEqual?: (a: Host, b: Host) => boolean;
}

// Two byte strings of an envelope's size with every byte value; carriers do not look inside.
const FIRST: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 302 }, (_, i) => (i * 7) & 255);
const SECOND: Uint8Array = /* @__PURE__ */ Uint8Array.from(
  { length: 485 },
  (_, i) => (i * 11) & 255,
);

/** Hosts of wrong types, which must not make `read` throw. */
const STRANGERS: readonly unknown[] = /* @__PURE__ */ Object.freeze([
  undefined,
  null,
  true,
  0,
  Number.NaN,
  '',
  'x',
  [],
  [null],
  [[]],
  {},
  Object.create(null),
  new Map(),
  Symbol.iterator,
  () => undefined,
]);

/**
 * The checks for one carrier: two laws for each host, and one for hosts of the wrong type.
 * @example
 * ```ts
 * import { memberCarrier } from 'contentmark/carrier';
 * import { carrierKit } from 'contentmark/testing';
 *
 * const hosts = { empty: {}, product: { title: 'Trail Boot' } };
 * const checks = carrierKit({ carrier: memberCarrier(), hosts });
 * for (const { run } of checks) run();
 * console.log(checks.length); // 11
 * ```
 */
export function carrierKit<Host>(options: CarrierKitOptions<Host>): readonly KitCheck[] {
  const { carrier, hosts, isEqual = sameJson } = options;
  const checks: KitCheck[] = [
    {
      name: `${carrier.name}: read never throws, whatever it is given`,
      run() {
        for (const stranger of STRANGERS) carrier.read(stranger as Host);
      },
    },
  ];
  for (const [label, host] of Object.entries(hosts)) {
    checks.push(
      {
        name: `${carrier.name}: a host without a mark gives none (${label})`,
        run: () => demandMarks(extract(host, carrier), []),
      },
      {
        name: `${carrier.name}: what was embedded is extracted, and nothing else (${label})`,
        run: () => demandMarks(extract(embed(host, FIRST, carrier), carrier), [FIRST]),
      },
      {
        name: `${carrier.name}: embedding again replaces the mark (${label})`,
        run() {
          const twice = embed(embed(host, FIRST, carrier), SECOND, carrier);
          demandMarks(extract(twice, carrier), [SECOND]);
        },
      },
      {
        name: `${carrier.name}: embedding the same mark twice changes nothing (${label})`,
        run() {
          const once = embed(host, FIRST, carrier);
          demand(
            isEqual(once, embed(once, FIRST, carrier)),
            'the second embedding changed the host',
          );
        },
      },
      {
        name: `${carrier.name}: embedding does not change the host it was given (${label})`,
        run() {
          const before = JSON.stringify(host);
          embed(host, FIRST, carrier);
          demand(JSON.stringify(host) === before, 'the host was changed in place');
        },
      },
    );
  }
  return checks;
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}

function demandMarks(found: readonly Uint8Array[], expected: readonly Uint8Array[]): void {
  demand(
    found.length === expected.length &&
      found.every((mark, index) => equalBytes(mark, expected[index] as Uint8Array)),
    `found ${found.length} marks, expected ${expected.length} with the embedded bytes`,
  );
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
