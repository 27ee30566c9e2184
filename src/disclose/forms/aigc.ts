/**
 * Writes the implicit label of China's Labelling Measures: seven fields, as implementers of the
 * TC260 guides write them. Field-mapped: GB 45438-2025 itself was not read, and its reserved codes
 * expect signatures that Ed25519 is not, so they stay empty.
 */
import { ContentmarkError, readOptions, requireText } from '../../errors.ts';
import { type Disclosure, requireDisclosure } from '../rules/disclosure.ts';

/**
 * `Label` by what it rests on (Measures Art. 6): a label found in the file, the user's word,
 * or traces. A verified mark is the first.
 */
export const AIGC_LABELS = { confirmed: '1', declared: '2', suspected: '3' } as const;

/** The seven fields, all strings. */
export interface AigcLabel {
  readonly Label: (typeof AIGC_LABELS)[keyof typeof AIGC_LABELS];
  /** Who provides the generation service: a name or its 27-character code. */
  readonly ContentProducer: string;
  readonly ProduceID: string;
  readonly ReservedCode1: string;
  /** Who spreads the content; the producer leaves it empty. */
  readonly ContentPropagator: string;
  readonly PropagateID: string;
  readonly ReservedCode2: string;
}

/** Options of {@link aigcLabel}. */
export interface AigcOptions {
  /** Name or 27-character code of who provides the generation service. No claim holds it. */
  readonly contentProducer: string;
  /** Default empty: the producer leaves it so. */
  readonly contentPropagator?: string;
  readonly propagateId?: string;
}

const FIELDS = [
  'Label',
  'ContentProducer',
  'ProduceID',
  'ReservedCode1',
  'ContentPropagator',
  'PropagateID',
  'ReservedCode2',
] as const satisfies readonly (keyof AigcLabel)[];

/**
 * The label; `undefined` where the mark does not say that a model was at work. Write it as
 * JSON under `AIGC` (PNG text chunk, Markdown front matter) or with `xmpPacket`, and read it back.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function aigcLabel(disclosure: Disclosure, options: AigcOptions): AigcLabel | undefined {
  requireDisclosure('disclosure', disclosure);
  const {
    contentProducer,
    contentPropagator = '',
    propagateId = '',
  } = readOptions('options', options, ['contentProducer', 'contentPropagator', 'propagateId']);
  requireText('options.contentProducer', contentProducer);
  if (contentPropagator !== '') requireText('options.contentPropagator', contentPropagator);
  if (propagateId !== '') requireText('options.propagateId', propagateId);
  const { claims, made } = disclosure;
  if (made !== 'ai-generated' && made !== 'ai-modified') return undefined;
  return Object.freeze({
    Label: AIGC_LABELS.confirmed,
    ContentProducer: contentProducer,
    ProduceID: claims.id,
    ReservedCode1: '',
    ContentPropagator: contentPropagator,
    PropagateID: propagateId,
    ReservedCode2: '',
  });
}

/**
 * The seven fields of a label, in their order and nothing else.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readAigcLabel(argument: string, given: AigcLabel): AigcLabel {
  const label = readOptions(argument, given, FIELDS);
  const fields = FIELDS.map((name) => {
    const value: unknown = label[name];
    if (typeof value === 'string') return [name, value.toWellFormed()] as const;
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `needs ${name} as a string; make it with aigcLabel`,
      argument,
    );
  });
  // One entry for each name of the list.
  return Object.fromEntries(fields) as unknown as AigcLabel;
}
