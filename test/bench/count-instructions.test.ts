/** The counter of the bench: a module does the same as before, and counts each instruction once. */
import { expect, test } from 'vitest';
import { COUNTER, countInstructions } from '../../bench/count-instructions.ts';

/** TypeScript knows WebAssembly only together with the DOM. */
const { WebAssembly: wasm } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  };
};

interface Exports {
  run(n: number): number;
  readonly [COUNTER]: { readonly value: bigint };
}

const section = (id: number, ...body: number[]) => [id, body.length, ...body];

/** `(func (export "run") (param i32) (result i32) (local i32) …)` beside one global. */
function moduleOf(...code: number[]): Uint8Array {
  const body = [1, 1, 0x7f, ...code, 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 1, 0x7f, 1, 0x7f),
    ...section(2, 1, 1, 0x65, 1, 0x67, 3, 0x7f, 0), // (import "e" "g" (global i32))
    ...section(3, 1, 0),
    ...section(6, 1, 0x7f, 1, 0x41, 7, 0x0b),
    ...section(7, 1, 3, 0x72, 0x75, 0x6e, 0, 0),
    ...section(10, 1, body.length, ...body),
  ]);
}

function load(bytes: Uint8Array): Exports {
  const { exports } = new wasm.Instance(new wasm.Module(bytes), { e: { g: 1 } });
  return exports as Exports;
}

/** The sum of n to 1: twelve instructions a round, and one behind the loop. */
const LOOP = [
  ...[0x02, 0x40], // block
  ...[0x03, 0x40], // loop
  ...[0x20, 0, 0x45, 0x0d, 1], // local.get 0, i32.eqz, br_if 1
  ...[0x20, 0, 0x20, 1, 0x6a, 0x21, 1], // sum = n + sum
  ...[0x20, 0, 0x41, 1, 0x6b, 0x21, 0], // n = n - 1
  ...[0x0c, 0], // br 0
  ...[0x0b, 0x0b],
  ...[0x01, 0x20, 1], // nop, local.get 1
];

test.each([0, 1, 2, 100])('a loop of %i rounds', (n) => {
  const before = load(moduleOf(...LOOP));
  const after = load(countInstructions(moduleOf(...LOOP)));
  expect(after.run(n)).toBe(before.run(n));
  // Each round has three instructions up to the test and nine behind it.
  expect(Number(after[COUNTER].value)).toBe(12 * n + 3 + 1);
  after.run(n);
  expect(Number(after[COUNTER].value)).toBe(2 * (12 * n + 4));
});

test('the branch that is taken, and not the other', () => {
  // n ? 1 + 2 : 3, and a 64-bit float that is dropped.
  const choice = [
    ...[0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x1a],
    ...[0x20, 0, 0x04, 0x7f, 0x41, 1, 0x41, 2, 0x6a, 0x05, 0x41, 3, 0x0b],
  ];
  for (const [n, count] of [
    [1, 6],
    [0, 4],
  ] as const) {
    const instance = load(countInstructions(moduleOf(...choice)));
    expect(instance.run(n)).toBe(3);
    expect(Number(instance[COUNTER].value)).toBe(count);
  }
});

test('what comes back early from a table of branches', () => {
  // switch (n) { 0: return 5; else: return 6 }, with 200 numbers of two bytes each before it.
  const table = [
    ...Array.from({ length: 200 }, () => [0x41, 0x80, 0x01, 0x1a]).flat(),
    ...[0x02, 0x40, 0x02, 0x40, 0x20, 0, 0x0e, 1, 0, 1, 0x0b, 0x41, 5, 0x0f, 0x0b, 0x41, 6],
  ];
  const body = [1, 1, 0x7f, ...table, 0x0b];
  const long = (length: number) => [(length % 128) + 128, length >> 7];
  const bytes = moduleOf();
  const code = [1, ...long(body.length), ...body];
  const module = Uint8Array.from([
    ...bytes.subarray(0, bytes.length - 8),
    ...[10, ...long(code.length), ...code],
  ]);
  for (const [n, result] of [
    [0, 5],
    [1, 6],
    [9, 6],
  ] as const) {
    const instance = load(countInstructions(module));
    expect(instance.run(n)).toBe(result);
    expect(Number(instance[COUNTER].value)).toBe(200 + 3);
  }
});

test('an instruction that is not known is refused', () => {
  expect(() => countInstructions(moduleOf(0xfd, 0))).toThrow(/0xfd/);
});
