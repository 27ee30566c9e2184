/**
 * Scan attestations: what a scan looked through, what it found and what it did not read, signed, so
 * that whoever lets data into production can show on what ground. One list for both directions
 * (docs/attestation.md).
 *
 * It holds names of files, digests, counts and words of closed lists, and no value of a record.
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

/** Inputs of one attestation, and files that were not scanned. */
const MAX_FILES = 65_536;

/** Techniques, and files that steered the scan. */
const MAX_FEW = 16;

/** From which severity on the scan stopped: as `--fail-on` of the command. */
const FAIL_ON_CODES = ['block', 'warn', 'absent'] as const;

/** Whether a gate lets the data pass that was scanned. */
export const SCAN_RESULTS = ['passed', 'stopped'] as const;

/** Files that decide what a scan finds, and what it tells of that. */
export const CONFIGURATION_ROLES = [
  'rules',
  'policy',
  'baseline',
  'registry',
  'trust',
  'recall',
] as const;

/** One of {@link CONFIGURATION_ROLES}. */
export type ConfigurationRole = (typeof CONFIGURATION_ROLES)[number];

/** Why something was not scanned: it should have been, or it is nothing that is read. */
const GAP_CODES = ['fault', 'passed-over'] as const;

/** One file as it was scanned. */
export interface AttestedInput {
  /** As it was named or found, at most 512 bytes of UTF-8; `(stdin)` for what came from there. */
  readonly file: string;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
  /** Bytes. */
  readonly size: number;
}

/** Findings of one technique, by severity. */
export interface AttestedTechnique extends Readonly<Record<Severity, number>> {
  readonly technique: Technique;
}

/** One file that steered the scan, or a preset. */
export interface AttestedConfiguration {
  readonly role: ConfigurationRole;
  /** Of the file as it was named, or of the preset. */
  readonly name: string;
  /** 32 bytes; absent for a preset, which comes with the program. */
  readonly sha256?: Uint8Array;
}

/** What was not scanned, in one file and for one reason. */
export interface AttestedGap {
  readonly file: string;
  /** As `notScanned` of a report has it. */
  readonly reason: string;
  /** How many records; absent where the whole file was not read. */
  readonly records?: number;
  /** `fault`: it should have been read, and the gate stops for it. */
  readonly kind: (typeof GAP_CODES)[number];
}

/** What an attestation of a scan says. */
export interface ScanAttestation extends AttestationClaims {
  /** The program that scanned; its version is that of the built-in rules. */
  readonly software?: Software;
  /** Unix seconds, by the scanner's own clock. */
  readonly startedAt: number;
  /** Unix seconds, by the scanner's own clock. */
  readonly finishedAt: number;
  /** Where the data goes. */
  readonly environment: string;
  readonly failOn: (typeof FAIL_ON_CODES)[number];
  /** `stopped` where a finding of {@link failOn} stands in the counts, or something should have been read and was not. */
  readonly result: (typeof SCAN_RESULTS)[number];
  /** What was looked through. */
  readonly inputs: readonly AttestedInput[];
  /** What steered the scan. */
  readonly configuration: readonly AttestedConfiguration[];
  readonly scanned: { readonly files: number; readonly records: number };
  /** As in a report: `known` ones stand in the baseline and count in no severity. */
  readonly counts: Readonly<Record<Severity, number>> & {
    readonly known: number;
    /** Records without a mark. */
    readonly absent: number;
    readonly marks: { readonly found: number; readonly checked: number; readonly refused: number };
    /** Files and records. */
    readonly notScanned: number;
  };
  /** The same findings by technique. */
  readonly techniques: readonly AttestedTechnique[];
  /** In the order of the files. */
  readonly notScanned: readonly AttestedGap[];
}

const SEVERITY_FIELDS: readonly Field[] = SEVERITY_CODES.map((name, at) => [
  at + 1,
  name,
  'count',
  true,
]);

/** Members of the payload. */
const FIELDS: readonly Field[] = [
  [1, 'startedAt', 'seconds', true],
  [2, 'environment', 'text', true],
  [3, 'failOn', { words: FAIL_ON_CODES, first: 0 }, true],
  [4, 'result', { words: SCAN_RESULTS, first: 0 }, true],
  [
    5,
    'inputs',
    {
      list: {
        record: [
          [1, 'file', 'text', true],
          [2, 'sha256', 'digest', true],
          [3, 'size', 'count', true],
        ],
      },
      max: MAX_FILES,
    },
  ],
  [
    6,
    'configuration',
    {
      list: {
        record: [
          [1, 'role', { words: CONFIGURATION_ROLES, first: 0 }, true],
          [2, 'name', 'text', true],
          [3, 'sha256', 'digest'],
        ],
      },
      max: MAX_FEW,
    },
  ],
  [
    7,
    'scanned',
    {
      record: [
        [1, 'files', 'count', true],
        [2, 'records', 'count', true],
      ],
    },
    true,
  ],
  [
    8,
    'counts',
    {
      record: [
        ...SEVERITY_FIELDS,
        [4, 'known', 'count', true],
        [5, 'absent', 'count', true],
        [
          6,
          'marks',
          {
            record: [
              [1, 'found', 'count', true],
              [2, 'checked', 'count', true],
              [3, 'refused', 'count', true],
            ],
          },
          true,
        ],
        [7, 'notScanned', 'count', true],
      ],
    },
    true,
  ],
  [
    9,
    'techniques',
    {
      list: {
        record: [...SEVERITY_FIELDS, [4, 'technique', { words: TECHNIQUE_CODES, first: 0 }, true]],
      },
      max: MAX_FEW,
    },
  ],
  [
    10,
    'notScanned',
    {
      list: {
        record: [
          [1, 'file', 'text', true],
          [2, 'reason', 'text', true],
          [3, 'records', 'count'],
          [4, 'kind', { words: GAP_CODES, first: 0 }, true],
        ],
      },
      max: MAX_FILES,
    },
  ],
  [11, 'software', { record: SOFTWARE_FIELDS }],
];

/** Narrow on purpose: no value of a record fits in. */
const REASON = /^[a-z][a-z0-9-]{0,39}$/;

function findProblem(statement: ScanAttestation): string | undefined {
  const { counts, techniques, notScanned, inputs, scanned, failOn, result } = statement;
  for (const severity of SEVERITY_CODES) {
    const sum = techniques.reduce((all, one) => all + one[severity], 0);
    if (sum !== counts[severity])
      return `${counts[severity]} "${severity}", and ${sum} by technique`;
  }
  if (new Set(techniques.map(({ technique }) => technique)).size < techniques.length)
    return 'a technique twice';
  if (new Set(inputs.map(({ file }) => file)).size < inputs.length) return 'an input twice';
  if (inputs.length > scanned.files) return 'more inputs than files that were scanned';
  if (notScanned.some(({ reason }) => !REASON.test(reason))) return 'a reason that is none';
  const gaps = notScanned.reduce((all, { records = 1 }) => all + records, 0);
  if (gaps !== counts.notScanned) return `${counts.notScanned} not scanned, and ${gaps} listed`;
  const isStopped =
    counts.block > 0 ||
    (failOn !== 'block' && counts.warn > 0) ||
    notScanned.some(({ kind }) => kind === 'fault');
  return isStopped === (result === 'stopped') ? undefined : `result "${result}" with such counts`;
}

/** Attestations of scans. */
export const SCAN: AttestationKind<ScanAttestation> = {
  type: 'application/vnd.contentmark.scan+cose',
  maxBytes: 16 * 1024 * 1024,
  time: 'finishedAt',
  fields: FIELDS,
  lists: ['inputs', 'configuration', 'techniques', 'notScanned'],
  findProblem,
};
