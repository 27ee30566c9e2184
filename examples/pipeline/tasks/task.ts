/** What is to be written: one product. */
import type { Facts } from './facts.ts';

/** One text that is wanted. */
export interface Task {
  /** The product's handle: lower case, digits and hyphens. It is the subject of the mark. */
  readonly handle: string;
  /** All that the text may say. */
  readonly facts: Facts;
  /** What a model is sent. It stays in the private record; no mark and no shop ever sees it. */
  readonly prompt: string;
}
