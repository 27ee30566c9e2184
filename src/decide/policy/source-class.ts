/** Classifies digital source types by what they say of generation, for policies. */
import { SOURCE_TYPES } from '../../format/envelope/vocabulary.ts';

/** What a digital source type states. */
export const SOURCE_CLASSES = [
  /** A model or an algorithm made it. */
  'generated',
  /** Elements of it were, or may have been, made by a model or an algorithm. */
  'partly-generated',
  /** A URI that this version does not know; judged as strictly as `generated`. */
  'unknown',
  /** Captured, or made by a person with tools that generate nothing. */
  'other',
] as const;

/** One of {@link SOURCE_CLASSES}. */
export type SourceClass = (typeof SOURCE_CLASSES)[number];

/** In the order of SOURCE_TYPES, by IPTC's own definitions; a test holds the two lists together. */
const CLASS_OF: readonly SourceClass[] = [
  'generated', // trainedAlgorithmicMedia
  'partly-generated', // compositeWithTrainedAlgorithmicMedia
  'partly-generated', // compositeSynthetic
  'other', // algorithmicallyEnhanced
  'generated', // algorithmicMedia
  'other', // humanEdits
  'other', // digitalCreation
  'other', // digitalCapture
  'other', // computationalCapture
  'generated', // dataDrivenMedia
  'partly-generated', // composite: "any of which may or may not be generative AI"
  'other', // compositeCapture
  'partly-generated', // virtualRecording: of synthetic and optionally captured elements
  'other', // screenCapture
  'generated', // trainedAlgorithmicData
];

/** The class of a source type, compared whole. */
export function sourceClassOf(sourceType: string): SourceClass {
  return CLASS_OF[SOURCE_TYPES.indexOf(sourceType)] ?? 'unknown';
}
