/**
 * What writes: a model behind an API, or the grammar that comes with this example. Called
 * TextGenerator because `Generator` is the claim in which a mark names it.
 */
import type { Generator } from 'contentmark/sign';
import type { Task } from './tasks/task.ts';

/** Writes one text a task, and says of itself what every mark on its texts will say. */
export interface TextGenerator {
  /** The `generator` claim. Name a dated model, not an alias that means another one next month. */
  readonly claim: Generator;
  /**
   * IPTC digital source type, a full URI. It belongs to the generator and not to the pipeline:
   * only whoever knows what the words were made from can say which one is true.
   */
  readonly sourceType: string;
  /**
   * Streams one text. Ends where the text ends, and throws {@link Unfinished} where it was cut
   * off, refused or filtered: half a text must not look like a whole one.
   */
  generate(task: Task, options: GenerateOptions): AsyncIterable<string>;
}

/** Options of {@link TextGenerator.generate}. */
export interface GenerateOptions {
  readonly signal?: AbortSignal;
}

/** Thrown by a generator whose text is not whole. `message` is for the report: no prompt in it. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished';
}

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** Made by a model that was trained on content of others. */
export const TRAINED_ALGORITHMIC_MEDIA: string = `${IPTC}trainedAlgorithmicMedia`;

/** Made by an algorithm alone, with no training data: the grammar's. */
export const ALGORITHMIC_MEDIA: string = `${IPTC}algorithmicMedia`;
