import { readFileSync } from 'node:fs';
import { importSeed, localSigner, parts, REASONS, raw, signSync, text } from 'contentmark';
import { decodeTextForm, embed } from 'contentmark/carrier';
import { invisibleCarrier, pointerTo } from 'contentmark/invisible';
import { expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../src/format/bytes/bytes.ts';
import { decodeEnvelope } from '../../src/format/envelope/decode.ts';

const page = readFileSync(new URL('../../docs/format.md', import.meta.url), 'utf8');

/** The fenced block marked `example=name`. */
function block(name: string): string {
  const pattern = new RegExp(`\`\`\`\\w+ example=${name.replace('.', '\\.')}\n([\\s\\S]*?)\`\`\``);
  const body = pattern.exec(page)?.[1];
  if (body === undefined) throw new Error(`docs/format.md has no example ${name}`);
  return body;
}

const hexBlock = (name: string) => block(name).replace(/#.*$/gm, '').replace(/\s/g, '');
const seed = decodeHex(/seed\n`([0-9a-f]{64})`/.exec(page)?.[1] ?? '') as Uint8Array;
const signer = localSigner(importSeed(seed));

it.each([
  ['text', text('Light, waterproof, warm.\r\n')],
  ['manifest', parts({ title: text('Trail Boot'), image: raw(Uint8Array.of(1, 2, 3)) })],
] as const)('the worked example %s is what this package signs', (name, content) => {
  const envelope = signSync(content, { signer, claims: JSON.parse(block(name)) });
  expect(envelope).toEqual(decodeTextForm(block(`${name}.envelope`).replace(/\s/g, '')));
  const decoded = decodeEnvelope(envelope);
  const sign1 = decoded.reason === undefined ? decoded.envelope.sign1 : undefined;
  expect(encodeHex(sign1?.payload as Uint8Array)).toBe(hexBlock(`${name}.payload`));
  if (name === 'text') {
    expect(encodeHex(sign1?.protectedHeader as Uint8Array)).toBe(hexBlock('text.protected'));
    expect(encodeHex(sign1?.signature as Uint8Array)).toBe(hexBlock('text.signature'));
    expect(page).toContain(`${envelope.length} bytes:`);
  }
});

it('the pointer to the worked example, and its run, are what this package writes', () => {
  const envelope = decodeTextForm(block('text.envelope').replace(/\s/g, '')) as Uint8Array;
  const pointer = pointerTo(envelope);
  expect(encodeHex(pointer)).toBe(hexBlock('text.pointer'));
  const run = embed('', pointer, invisibleCarrier());
  expect(encodeHex(new TextEncoder().encode(run))).toBe(hexBlock('text.invisible'));
});

it('the table of reasons lists every reason in the order of the checks', () => {
  const [checks = ''] = page.split('\n## 10. ');
  const listed = [...checks.matchAll(/^\| \d+ \| `([a-z-]+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual([...REASONS]);
});
