/**
 * Writes golden.json: `npx tsx test/vectors/invisible/make.ts`. It only adds, and refuses to
 * change what stands there. The runs are spelled by the tests' own code, from docs/format.md.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { extract } from 'contentmark/carrier';
import { invisibleCarrier, pointerTo } from 'contentmark/invisible';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { stripTrailingCarrier } from '../../../src/format/content/trailing-carrier.ts';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { text } from 'contentmark';
import { A8_VECTORS } from '../../fixtures/a8.ts';
import { mark } from '../../fixtures/claims.ts';
import { invisiblePayload, writeVs16, writeVs256 } from '../../fixtures/invisible.ts';
import { INVISIBLE_GOLDEN, type InvisibleVector, readInvisibleVectors } from '../../fixtures/invisible-vectors.ts';

const COPY = 'Merino crew neck';
const envelope = mark(text(COPY));
const pointer = pointerTo(envelope);
const theirs = A8_VECTORS.find(({ id }) => id === 'X0001')?.text.slice('Doc.'.length) as string;

const spelled = (write: typeof writeVs256, name: string): [string, string][] => {
  const run = write(invisiblePayload(envelope));
  const short = (declared: number) => write(invisiblePayload(pointer, declared));
  return [
    ['an envelope', COPY + run],
    ['a pointer', COPY + write(invisiblePayload(pointer))],
    ['a pointer and nothing else', write(invisiblePayload(pointer))],
    ['behind a heart with a selector', `\u2764\ufe0f${write(invisiblePayload(pointer))}`],
    ["behind another tool's run", COPY + theirs + write(invisiblePayload(pointer))],
    ['one byte', COPY + write(invisiblePayload(Uint8Array.of(0)))],
    ['a run of ours inside of the run', COPY + write(invisiblePayload(invisiblePayload(pointer)))],
    ['no byte', COPY + write(invisiblePayload(new Uint8Array(0)))],
    ['one byte less than declared', COPY + short(25)],
    ['one byte more than declared', COPY + short(23)],
    ['four gigabytes declared', COPY + short(0xffffffff)],
    ['version 0', COPY + write(invisiblePayload(pointer).with(8, 0))],
    ['version 2', COPY + write(invisiblePayload(pointer).with(8, 2))],
    ['cut behind the magic', COPY + write(invisiblePayload(pointer).subarray(0, 8))],
    ['cut inside of the magic', COPY + write(invisiblePayload(pointer).subarray(0, 7))],
    ['another magic', COPY + write(invisiblePayload(pointer).with(7, 0x4b))],
    ['twice', COPY + short(24) + short(24)],
    ['in front of the text', short(24) + COPY],
    ['a line end behind it', `${COPY}${short(24)}\n`],
    ['a selector behind it', `${COPY}${short(24)}\ufe00`],
    ["another tool's run behind it", COPY + short(24) + theirs],
    ['U+FEFF behind it', `${COPY}${short(24)}\ufeff`],
    ['without its U+FEFF', COPY + short(24).slice(1)],
    ['without its U+FEFF, behind another selector', `${COPY}\ufe0f${short(24).slice(1)}`],
  ].map(([what = '', source = '']) => [`${name}: ${what}`, source]);
};

const texts: readonly [string, string][] = [
  ...spelled(writeVs256, 'vs256'),
  ...spelled(writeVs16, 'vs16'),
  ['one of each spelling', COPY + writeVs16(invisiblePayload(pointer)) + writeVs256(invisiblePayload(pointer))],
  ['no run', COPY],
  ['nothing', ''],
  ['U+FEFF alone', '\ufeff'],
  ["another tool's run", COPY + theirs],
];

const isEnvelope = (bytes: Uint8Array) => decodeEnvelope(bytes).reason === undefined;
const before = existsSync(INVISIBLE_GOLDEN) ? readInvisibleVectors() : [];
const vectors = texts.map(([name, source]): InvisibleVector => {
  const [found] = extract(source, invisibleCarrier());
  const expect = found === undefined ? 'none' : found.length === 0 ? 'malformed' : { carried: encodeHex(found) };
  return { name, text: source, expect, stripped: stripTrailingCarrier(source, isEnvelope) };
});
for (const old of before) {
  const now = vectors.find(({ name }) => name === old.name);
  if (JSON.stringify(now) !== JSON.stringify(old)) throw new Error(`"${old.name}" would change`);
}
// Escaped, so that no editor shows nothing where there is something.
const json = JSON.stringify(vectors, null, 1).replace(
  /[^\0-\x7f]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
writeFileSync(INVISIBLE_GOLDEN, `${json}\n`);
