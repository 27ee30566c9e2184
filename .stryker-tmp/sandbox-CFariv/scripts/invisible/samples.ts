/** The texts, signed, each with its mark in every form. The same bytes in every run. */
// @ts-nocheck

import { createTrust, importSeed, localSigner, signSync, type Trust, text } from 'contentmark';
import { embed, encodeTextForm } from 'contentmark/carrier';
import { type InvisibleEncoding, invisibleCarrier, pointerTo } from 'contentmark/invisible';
import { type Item, readCorpus } from './corpus.ts';

/** The forms of a mark, in the order of the page's columns. */
export const FORMS = ['vs256', 'vs16', 'pointer vs256', 'pointer vs16'] as const;

/** One of {@link FORMS}. */
export type Form = (typeof FORMS)[number];

/** A marked text. */
export interface Sample {
  readonly item: Item;
  readonly form: Form;
  readonly envelope: Uint8Array;
  /** What was embedded: the envelope, or the pointer to it. */
  readonly carried: Uint8Array;
  readonly marked: string;
}

const ISSUER = 'https://shop.example/content-pipeline';
/** When all of it was signed and is checked, in Unix seconds. */
export const NOW = 1_795_424_400;
/** Fixed and public: for this survey only, so that every run has the same bytes. */
const key = importSeed(new Uint8Array(32).fill(0x5a));
/** Who is believed. */
export const TRUST: Trust = createTrust([
  { publicKey: key.publicKey, issuers: [ISSUER], environments: ['production'] },
]);

const corpus: readonly Item[] = readCorpus();
const envelopes: readonly Uint8Array[] = corpus.map(({ source, subject }, index) =>
  signSync(text(source), {
    signer: localSigner(key),
    claims: {
      issuer: ISSUER,
      subject,
      environment: 'production',
      issuedAt: NOW,
      id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
      generator: { name: 'gpt-35-turbo' },
      kind: 'description',
    },
  }),
);

/** A shop's own table of marks, by what points to them. */
export const TABLE: ReadonlyMap<string, Uint8Array> = new Map(
  envelopes.map((envelope) => [encodeTextForm(pointerTo(envelope)), envelope]),
);

/** Every text in every form. */
export const SAMPLES: readonly Sample[] = FORMS.flatMap((form) =>
  corpus.map((item, index) => {
    // As many envelopes as items.
    const envelope = envelopes[index] as Uint8Array;
    const isPointer = form.startsWith('pointer');
    const encoding: InvisibleEncoding = form.endsWith('vs16') ? 'vs16' : 'vs256';
    const carried = isPointer ? pointerTo(envelope) : envelope;
    const marked = embed(item.source, carried, invisibleCarrier({ encoding }));
    return { item, form, envelope, carried, marked };
  }),
);

/** The marks themselves, to tell by comparison alone what a text is without one. */
const RUNS: ReadonlySet<string> = new Set(
  SAMPLES.map(({ item, marked }) => marked.slice(item.source.length)),
);

/** What text-1 makes of a text, told without the code that is surveyed. */
export function bare(source: string): string {
  const run = /\ufeff[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]*$/u.exec(source)?.[0];
  const own = run !== undefined && RUNS.has(run) ? source.slice(0, -run.length) : source;
  return own.replace(/\r\n?/g, '\n').normalize('NFC');
}

/** The record after this one, and its envelope. */
export function nextTo(item: Item): { readonly item: Item; readonly envelope: Uint8Array } {
  const index = (corpus.indexOf(item) + 1) % corpus.length;
  // There is one at every index below the length.
  return { item: corpus[index] as Item, envelope: envelopes[index] as Uint8Array };
}
