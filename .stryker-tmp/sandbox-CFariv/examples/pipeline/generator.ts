/** What writes the texts: a model behind an API (docs/pipeline.md), or template-generator.ts. */
// @ts-nocheck

import type { Generator } from 'contentmark/sign';

/** Writes texts, and says of itself what the marks on them will say. */
export interface TextGenerator {
  /** The `generator` claim. Name a dated model, not an alias that means another one next month. */
  readonly claim: Generator;
  /**
   * IPTC digital source type, a full URI. It belongs here and not to the pipeline: only whoever
   * knows what the words were made from can say which one is true.
   */
  readonly sourceType: string;
  /**
   * Streams one text, in pieces of any length. It throws where the text was cut off, filtered or
   * refused: half a text must not end like a whole one, because what ends is signed.
   */
  generate(prompt: string, signal?: AbortSignal): AsyncIterable<string>;
}

/** Written by a model that was trained on the content of others. */
export const TRAINED_ALGORITHMIC_MEDIA: string =
  'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** Written by an algorithm without training data, such as templates. */
export const ALGORITHMIC_MEDIA: string =
  'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia';
