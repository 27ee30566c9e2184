/**
 * A WebAssembly module that counts what it executes: the same code, with a 64-bit counter that
 * is raised before every straight run of instructions by their number. Times depend on the
 * machine; this count does not, and Shopify's limit for a Function is such a count.
 *
 * What counts is what wasmtime charges as fuel, which Shopify's function-runner reports as
 * instructions: one for each instruction but `nop`, `drop`, `block`, `loop`, `else`, `end`,
 * `return` and `unreachable`. Knows WebAssembly 2.0 without vectors and refuses the rest.
 */

/** Under this name the counter is exported: a mutable global of type i64. */
export const COUNTER = 'instructions';

const SECTION = { import: 2, function: 3, global: 6, export: 7, code: 10 } as const;
const I64 = 0x7e;

const OPCODE = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  branchTable: 0x0e,
  return: 0x0f,
  drop: 0x1a,
  selectTyped: 0x1c,
  globalGet: 0x23,
  globalSet: 0x24,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i64Add: 0x7c,
  prefix: 0xfc,
} as const;

/** Free of charge. */
const FREE: ReadonlySet<number> = new Set([
  OPCODE.unreachable,
  OPCODE.nop,
  OPCODE.block,
  OPCODE.loop,
  OPCODE.else,
  OPCODE.end,
  OPCODE.return,
  OPCODE.drop,
]);

/** After these another instruction than the next may be executed, or the next reached from elsewhere. */
const TURNS: ReadonlySet<number> = new Set([
  OPCODE.unreachable,
  OPCODE.loop,
  OPCODE.if,
  OPCODE.else,
  OPCODE.end,
  OPCODE.branch,
  OPCODE.branchIf,
  OPCODE.branchTable,
  OPCODE.return,
]);

/** Reads forwards through bytes. */
interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Gives the module with its counter. */
export function countInstructions(module: Uint8Array): Uint8Array {
  const cursor: Cursor = { bytes: module, at: 8 };
  const sections = new Map<number, Uint8Array>();
  const order: [id: number, body: Uint8Array][] = [];
  while (cursor.at < module.length) {
    const id = readByte(cursor);
    const body = readBytes(cursor, readUnsigned(cursor));
    order.push([id, body]);
    if (id !== 0) sections.set(id, body);
  }
  const imported = countImportedGlobals(sections.get(SECTION.import));
  const globals = sections.get(SECTION.global);
  const counter = imported + (globals === undefined ? 0 : readUnsigned({ bytes: globals, at: 0 }));
  const changed: Readonly<Record<number, (body: Uint8Array) => number[]>> = {
    [SECTION.global]: (body) => append(body, [I64, 1, OPCODE.i64Const, 0, OPCODE.end]),
    [SECTION.export]: (body) =>
      append(body, [COUNTER.length, ...Buffer.from(COUNTER), 3, ...unsigned(counter)]),
    [SECTION.code]: (body) => countCode(body, counter),
  };
  for (const id of Object.keys(changed).map(Number)) {
    if (!sections.has(id)) throw new Error(`no section ${id} in this module`);
  }
  const output = [...module.subarray(0, 8)];
  for (const [id, body] of order) {
    const written = changed[id]?.(body) ?? body;
    output.push(id, ...unsigned(written.length));
    for (const byte of written) output.push(byte);
  }
  return Uint8Array.from(output);
}

/** A vector with one entry more. */
function append(vector: Uint8Array, entry: readonly number[]): number[] {
  const cursor = { bytes: vector, at: 0 };
  const count = readUnsigned(cursor);
  return [...unsigned(count + 1), ...vector.subarray(cursor.at), ...entry];
}

function countImportedGlobals(section: Uint8Array | undefined): number {
  if (section === undefined) return 0;
  const cursor = { bytes: section, at: 0 };
  let globals = 0;
  for (let left = readUnsigned(cursor); left > 0; left--) {
    readBytes(cursor, readUnsigned(cursor));
    readBytes(cursor, readUnsigned(cursor));
    const kind = readByte(cursor);
    if (kind === 0) readUnsigned(cursor);
    else if (kind === 1) {
      readByte(cursor);
      skipLimits(cursor);
    } else if (kind === 2) skipLimits(cursor);
    else if (kind === 3) {
      cursor.at += 2;
      globals++;
    } else throw new Error(`import of kind ${kind}`);
  }
  return globals;
}

function skipLimits(cursor: Cursor): void {
  const hasMaximum = (readByte(cursor) & 1) === 1;
  readUnsigned(cursor);
  if (hasMaximum) readUnsigned(cursor);
}

function countCode(section: Uint8Array, counter: number): number[] {
  const cursor = { bytes: section, at: 0 };
  const count = readUnsigned(cursor);
  const output = unsigned(count);
  for (let left = count; left > 0; left--) {
    const body = countBody(readBytes(cursor, readUnsigned(cursor)), counter);
    output.push(...unsigned(body.length));
    for (const byte of body) output.push(byte);
  }
  return output;
}

function countBody(body: Uint8Array, counter: number): number[] {
  const cursor = { bytes: body, at: 0 };
  for (let left = readUnsigned(cursor); left > 0; left--) {
    readUnsigned(cursor);
    readByte(cursor);
  }
  const output = [...body.subarray(0, cursor.at)];
  let start = cursor.at;
  let charge = 0;
  const flush = (): void => {
    if (charge > 0) {
      output.push(OPCODE.globalGet, ...unsigned(counter), OPCODE.i64Const, ...signed(charge));
      output.push(OPCODE.i64Add, OPCODE.globalSet, ...unsigned(counter));
    }
    for (const byte of body.subarray(start, cursor.at)) output.push(byte);
    start = cursor.at;
    charge = 0;
  };
  while (cursor.at < body.length) {
    const opcode = readByte(cursor);
    skipImmediates(opcode, cursor);
    if (!FREE.has(opcode)) charge++;
    if (TURNS.has(opcode)) flush();
  }
  flush();
  return output;
}

/** How many numbers in LEB128 follow an opcode (WebAssembly 2.0, §5.4), by ranges of opcodes. */
const NUMBERS: readonly (readonly [first: number, last: number, numbers: number])[] = [
  [0x00, 0x01, 0], // unreachable, nop
  [0x02, 0x04, 1], // block, loop, if
  [0x05, 0x05, 0], // else
  [0x0b, 0x0b, 0], // end
  [0x0c, 0x0d, 1], // br, br_if
  [0x0f, 0x0f, 0], // return
  [0x10, 0x10, 1], // call
  [0x11, 0x11, 2], // call_indirect
  [0x1a, 0x1b, 0], // drop, select
  [0x20, 0x26, 1], // locals, globals, tables
  [0x28, 0x3e, 2], // loads and stores
  [0x3f, 0x42, 1], // memory.size, memory.grow, i32.const, i64.const
  [0x45, 0xc4, 0], // comparisons, arithmetic, conversions
  [0xd0, 0xd0, 1], // ref.null
  [0xd1, 0xd1, 0], // ref.is_null
  [0xd2, 0xd2, 1], // ref.func
];

/** The same behind the prefix 0xfc: saturating conversions; bulk memory and tables from 8. */
const NUMBERS_AFTER_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

function skipImmediates(opcode: number, cursor: Cursor): void {
  if (opcode === OPCODE.f32Const) cursor.at += 4;
  else if (opcode === OPCODE.f64Const) cursor.at += 8;
  else skipNumbers(cursor, countNumbers(opcode, cursor));
}

function countNumbers(opcode: number, cursor: Cursor): number {
  if (opcode === OPCODE.branchTable) return readUnsigned(cursor) + 1;
  if (opcode === OPCODE.selectTyped) return readUnsigned(cursor);
  const numbers =
    opcode === OPCODE.prefix
      ? NUMBERS_AFTER_PREFIX[readUnsigned(cursor)]
      : NUMBERS.find(([first, last]) => first <= opcode && opcode <= last)?.[2];
  if (numbers === undefined) throw new Error(`no instruction 0x${opcode.toString(16)} is known`);
  return numbers;
}

function readByte(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at++];
  if (byte === undefined) throw new Error('the module ends too early');
  return byte;
}

function readBytes(cursor: Cursor, length: number): Uint8Array {
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}

function readUnsigned(cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = readByte(cursor);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
}

/** Of whatever sign: their bytes end alike. */
function skipNumbers(cursor: Cursor, count: number): void {
  for (let left = count; left > 0; left--) while (readByte(cursor) >= 0x80);
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

/** A number that is not negative; its highest bit of seven is the sign. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 64) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
