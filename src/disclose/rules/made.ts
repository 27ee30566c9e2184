/**
 * The table of what each digital source type says about AI. The label is derived from this table
 * alone, so content that a person made and a model changed is never called generated.
 */

/**
 * How the content came about, as far as the mark says. `unclear`: the type allows for AI and
 * for none, or is not one this version knows; then a person has to say.
 */
export const MADE = ['ai-generated', 'ai-modified', 'not-ai', 'unclear'] as const;

/** One of {@link MADE}. */
export type Made = (typeof MADE)[number];

/** What a visible label may say. `synthetic`: computer-made elements, AI or not. */
export const LABELS = ['ai-generated', 'ai-modified', 'synthetic', 'none'] as const;

/** One of {@link LABELS}. */
export type Label = (typeof LABELS)[number];

/** What follows from one digital source type. */
export interface SourceTypeRow {
  readonly made: Made;
  readonly label: Label;
  /** Member of schema.org's IPTCDigitalSourceEnumeration; `undefined` where it has none. */
  readonly schemaOrg: string | undefined;
}

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * A test compares the keys with `SOURCE_TYPES`, so a type that is added there needs a row
 * here. schema.org keeps older IPTC names: its DigitalArt is IPTC's digitalCreation, its
 * MinorHumanEdits humanEdits, its MultiFrameComputationalCapture computationalCapture.
 */
export const SOURCE_TYPE_TABLE: ReadonlyMap<string, SourceTypeRow> = /* @__PURE__ */ new Map([
  row('trainedAlgorithmicMedia', 'ai-generated', 'ai-generated', 'TrainedAlgorithmicMedia'),
  row(
    'compositeWithTrainedAlgorithmicMedia',
    'ai-modified',
    'ai-modified',
    'CompositeWithTrainedAlgorithmicMedia',
  ),
  // Elements made by a model or by a program: the type does not say which.
  row('compositeSynthetic', 'unclear', 'synthetic', 'CompositeSynthetic'),
  // Correction by an algorithm, which may be a model. Whether that is standard editing is judged.
  row('algorithmicallyEnhanced', 'unclear', 'none', 'AlgorithmicallyEnhanced'),
  // By IPTC's definition an algorithm without training data: a rule-based faker is not AI.
  row('algorithmicMedia', 'not-ai', 'none', 'AlgorithmicMedia'),
  row('humanEdits', 'not-ai', 'none', 'MinorHumanEdits'),
  row('digitalCreation', 'not-ai', 'none', 'DigitalArt'),
  row('digitalCapture', 'not-ai', 'none', 'DigitalCapture'),
  row('computationalCapture', 'not-ai', 'none', 'MultiFrameComputationalCapture'),
  row('dataDrivenMedia', 'not-ai', 'none', 'DataDrivenMedia'),
  // Of what the composite consists is left open.
  row('composite', 'unclear', 'none', 'Composite'),
  row('compositeCapture', 'not-ai', 'none', 'CompositeCapture'),
  row('virtualRecording', 'unclear', 'synthetic', 'VirtualRecording'),
  row('screenCapture', 'not-ai', 'none', 'ScreenCapture'),
  // C2PA's, for data that a model made. schema.org has no term for it.
  [
    'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
    Object.freeze({ made: 'ai-generated', label: 'ai-generated', schemaOrg: undefined }),
  ],
]);

function row(code: string, made: Made, label: Label, term: string): [string, SourceTypeRow] {
  return [`${IPTC}${code}`, Object.freeze({ made, label, schemaOrg: `${term}DigitalSource` })];
}

/** What follows from a type that this version does not know. */
const UNKNOWN: SourceTypeRow = /* @__PURE__ */ Object.freeze({
  made: 'unclear',
  label: 'none',
  schemaOrg: undefined,
});

/** What follows from a full digital source type URI. */
export function madeBy(sourceType: string): SourceTypeRow {
  return SOURCE_TYPE_TABLE.get(sourceType) ?? UNKNOWN;
}
