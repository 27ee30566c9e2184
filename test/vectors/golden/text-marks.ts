/** Vectors whose mark is read from a text, with the envelopes that a pointer in it may name. */
import { decodeBase64url, encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { extract } from 'contentmark/carrier';
import { invisibleCarrier, pointerTo, resolvePointers } from 'contentmark/invisible';
import { ascii } from '../../fixtures/bytes.ts';
import type { GoldenVector } from '../../fixtures/golden.ts';
import { invisiblePayload, writeVs16, writeVs256 } from '../../fixtures/invisible.ts';
import { batchItem, signedRoot, thinItem } from './batch.ts';
import { make, title } from './recipe.ts';

/** What stands for a mark that cannot be read: no text form. */
const UNREADABLE = '=';

/** The text forms that a text holds, its pointers followed. */
export function readText(text: string, envelopes: readonly string[]): string[] {
  const found = resolvePointers(extract(text, invisibleCarrier()), envelopes);
  return found.map((mark) => (mark.length === 0 ? UNREADABLE : encodeBase64url(mark)));
}

const copy = title.text;
const envelope = decodeBase64url(make('the mark').mark[0] ?? '') as Uint8Array;
const pointer = pointerTo(envelope);
const run = writeVs256(invisiblePayload(envelope));
const bare = run.slice(1);
/** The run of another tool that carries our magic behind bytes of its own. */
const foreign = writeVs256(ascii('othermrkcontmark')).slice(1);

function fromText(
  name: string,
  text: string,
  expect: string,
  envelopes: readonly string[] = [],
  rest: Pick<GoldenVector, 'roots'> = {},
): GoldenVector {
  return make(name, {
    signed: title,
    content: { text },
    mark: () => readText(text, envelopes),
    markIn: { text, ...(envelopes.length > 0 && { envelopes }) },
    expect,
    ...rest,
  });
}

export function textVectors(): GoldenVector[] {
  const pointed = copy + writeVs256(invisiblePayload(pointer));
  const other = make('another', { claims: { id: '0190a3c2-7b5e-4c1d-9e2f-000000000000' } });
  const kept = encodeBase64url(envelope);
  const [item, thin] = [batchItem(0), thinItem(0)];
  const pointTo = (to: Uint8Array) => copy + writeVs16(invisiblePayload(pointerTo(to)));
  return [
    fromText('in text: an envelope, one selector a byte', copy + run, 'verified'),
    fromText('in text: an envelope, two selectors a byte', copy + writeVs16(invisiblePayload(envelope)), 'verified'),
    fromText('in text: a pointer, its envelope among others', pointed, 'verified', [
      other.mark[0] ?? '',
      'not an envelope',
      kept,
    ]),
    fromText('in text: a pointer to a batch item', pointTo(item), 'verified', [encodeBase64url(item)]),
    fromText('in text: a pointer to a thin item', pointTo(thin), 'verified', [encodeBase64url(thin)], {
      roots: [signedRoot],
    }),
    fromText('absent: in text, no run', copy, 'absent'),
    fromText("absent: in text, another tool's run with our magic in it", `${copy}${foreign}`, 'absent'),
    fromText('malformed: in text, a pointer without its envelope', pointed, 'malformed', [
      other.mark[0] ?? '',
    ]),
    fromText('malformed: in text, two runs', copy + run + run, 'malformed'),
    fromText('malformed: in text, a letter behind the run', `${copy}${run}.`, 'malformed'),
    fromText('malformed: in text, a run at the beginning', run + copy, 'malformed'),
    fromText('malformed: in text, a run and another in front', `${run}${copy}${run}`, 'malformed'),
    fromText('malformed: in text, a run of version 2', copy + writeVs256(invisiblePayload(envelope).with(8, 2)), 'malformed'),
    fromText('malformed: in text, a run that is cut', copy + [...run].slice(0, -1).join(''), 'malformed'),
    fromText('malformed: in text, a run without its U+FEFF', copy + bare, 'malformed'),
    fromText('malformed: in text, the magic behind the selector of an emoji', `${copy}\u2764\ufe0f${bare}`, 'malformed'),
    fromText('malformed: in text, the magic behind the selector of a digit', `${copy}1\ufe0f${bare}`, 'malformed'),
    ...([
      ['of a single envelope', envelope, {}],
      ['of a batch item', item, {}],
      ['of a thin item', thin, { roots: [signedRoot] }],
    ] as const).map(([what, one, rest]) =>
      make(`the pointer ${what}`, {
        mark: () => [one],
        pointer: encodeHex(pointerTo(one)),
        ...rest,
      }),
    ),
  ];
}
