/**
 * Detection attestations: what somebody's detection found about submitted content, signed, so
 * that whoever asked can show the answer to others. One list for both directions
 * (docs/http.md, "Detection attestations").
 *
 * An attestation holds digests, ids and words of closed lists, and nothing of what was submitted:
 * it is made to be passed on, and its reader may not be meant to see the content.
 */

import type { Severity, Technique } from '../../decide/policy/findings.ts';
import type { Field } from '../../format/envelope/schema.ts';
import { SEVERITY_CODES, TECHNIQUE_CODES } from './codes.ts';
import {
  type AttestationClaims,
  type AttestationKind,
  SOFTWARE_FIELDS,
  type Software,
} from './kind.ts';

/** Contents of one attestation: as many as a record has parts. */
export const MAX_CONTENTS = 64;

/** The most findings of one attestation. A program that needs more reads the response itself. */
export const MAX_FINDINGS = 64;

/**
 * What came of a detection, by code from 0. Marks alone decide it: a heuristic is listed as
 * a finding and never moves the result. No word here says who or what made the content.
 */
export const DETECTION_RESULTS = [
  'no-mark-found',
  'mark-verified',
  'mark-refused',
  // No mark was found, and what was submitted could not all be looked through.
  'not-readable',
] as const;

/** One of {@link DETECTION_RESULTS}. */
export type DetectionResult = (typeof DETECTION_RESULTS)[number];

/** What of the content a verified mark covers. */
type Coverage = 'full' | 'text';

/** One finding and the technique it rests on. */
export interface AttestedFinding {
  readonly technique: Technique;
  /** For a mark `verified` or the reason of its refusal; else the id of the marker. */
  readonly id: string;
  /** For a mark: SHA-256 of its bytes, 32 bytes. */
  readonly mark?: Uint8Array;
  /** For a verified mark: the key, 16 hexadecimal digits. */
  readonly keyId?: string;
  /**
   * For a verified mark, and for no other: `full`, or `text` where it covers the words that a
   * reader reads and no markup, so the content may hold more than was signed.
   */
  readonly coverage?: Coverage;
  readonly severity?: Severity;
}

/** What was looked for, so that a reader can tell what "nothing found" covers. */
export interface AttestedSearch {
  /** By which techniques; a finding rests on none that is not among them. */
  readonly techniques: readonly Technique[];
  /** The lists of test data: `digestMarkers()` of `contentmark/detect`, 32 bytes. */
  readonly markers: Uint8Array;
  /** `part`: not all could be looked through, or not all that was found is listed. */
  readonly extent: (typeof EXTENT_CODES)[number];
}

/** What an attestation says. */
export interface DetectionAttestation extends AttestationClaims {
  readonly software?: Software;
  /** Unix seconds, by the solution's own clock. */
  readonly detectedAt: number;
  /** SHA-256 of each submitted content, in the order it was submitted: text as its UTF-8. */
  readonly content: readonly Uint8Array[];
  readonly result: DetectionResult;
  /** Empty where nothing was found. */
  readonly findings: readonly AttestedFinding[];
  /** Absent where whoever looked does not say. */
  readonly search?: AttestedSearch;
  /**
   * SHA-256 of the UTF-8 of the record's name that marks were compared with, 32 bytes. Absent where
   * none was compared: such a mark may have been moved.
   */
  readonly subject?: Uint8Array;
  /** The environment that marks were checked for. */
  readonly environment?: string;
}

// Codes are places in these lists, which are only ever appended to.
const COVERAGE_CODES: readonly Coverage[] = ['full', 'text'];
const EXTENT_CODES = ['all', 'part'] as const;

/** Members of the payload. */
const FIELDS: readonly Field[] = [
  [1, 'content', { list: 'digest', max: MAX_CONTENTS }, true],
  [2, 'result', { words: DETECTION_RESULTS, first: 0 }, true],
  [
    3,
    'findings',
    {
      list: {
        record: [
          [1, 'technique', { words: TECHNIQUE_CODES, first: 0 }, true],
          [2, 'id', 'text', true],
          [3, 'mark', 'digest'],
          [4, 'keyId', 'text'],
          [5, 'severity', { words: SEVERITY_CODES, first: 0 }],
          [6, 'coverage', { words: COVERAGE_CODES, first: 0 }],
        ],
      },
      max: MAX_FINDINGS,
    },
  ],
  [4, 'subject', 'digest'],
  [5, 'environment', 'text'],
  [6, 'software', { record: SOFTWARE_FIELDS }],
  [
    7,
    'search',
    {
      record: [
        [
          1,
          'techniques',
          { list: { words: TECHNIQUE_CODES, first: 0 }, max: TECHNIQUE_CODES.length },
          true,
        ],
        [2, 'markers', 'digest', true],
        [3, 'extent', { words: EXTENT_CODES, first: 0 }, true],
      ],
    },
  ],
];

/** Reasons and ids of markers. Narrow on purpose: nothing that was submitted fits in. */
const ID = /^[a-z0-9][a-z0-9._:-]{0,79}$/i;
const KEY_ID = /^[0-9a-f]{16}$/;

/** What is wrong with findings that have the right types, or `undefined`. */
function findProblem({
  result,
  findings,
  search,
}: Pick<DetectionAttestation, 'result' | 'findings' | 'search'>): string | undefined {
  const marks = findings.filter(({ technique }) => technique === 'signature');
  const verified = marks.filter(({ id }) => id === 'verified');
  if ((result === 'no-mark-found' || result === 'not-readable') !== (marks.length === 0))
    return `result "${result}" with ${marks.length} marks`;
  if (result === 'mark-verified' && verified.length !== marks.length)
    return 'result "mark-verified" with a mark that was refused';
  for (const { technique, id, mark, keyId, coverage } of findings) {
    if (search !== undefined && !search.techniques.includes(technique))
      return `a finding by technique "${technique}", which was not looked for`;
    if (!ID.test(id)) return 'a finding that is no reason or id';
    if (keyId !== undefined && !KEY_ID.test(keyId)) return 'a key id that is none';
    if ((technique === 'signature') !== (mark !== undefined))
      return 'a mark goes with technique "signature", and with no other';
    if ((technique === 'signature' && id === 'verified') !== (coverage !== undefined))
      return 'coverage goes with a verified mark, and with nothing else';
  }
  return undefined;
}

/** Attestations of detections. One over 64 contents with 64 findings stays below the limit. */
export const DETECTION: AttestationKind<DetectionAttestation> = {
  type: 'application/vnd.contentmark.detection+cose',
  maxBytes: 16_384,
  time: 'detectedAt',
  fields: FIELDS,
  lists: ['findings'],
  findProblem,
};
