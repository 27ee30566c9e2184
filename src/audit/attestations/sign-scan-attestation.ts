/** Makes attestations of scans. Signing code: this file loads cbor-x. */
import { readOptions, wrongArgument } from '../../errors.ts';
import { SEVERITY_CODES, TECHNIQUE_CODES } from './codes.ts';
import type { AttestedFinding } from './detection.ts';
import { type AttestedGap, type AttestedTechnique, SCAN, type ScanAttestation } from './scan.ts';
import { SIGN_OPTIONS, type SignAttestationOptions, sealAttestation } from './seal.ts';

/** A report of `scan`, as far as it is attested. */
export interface ScanSummary extends Pick<ScanAttestation, 'scanned' | 'counts'> {
  readonly findings: Iterable<
    Pick<AttestedFinding, 'technique'> & {
      readonly severity: NonNullable<AttestedFinding['severity']>;
    }
  >;
  readonly notScanned: Iterable<{
    readonly file: string;
    /** Absent for a whole file. */
    readonly record?: number;
    readonly reason: string;
    readonly isFault: boolean;
  }>;
}

/** What was scanned, for where, and what came of it. */
export interface ScanAttestationInput
  extends Pick<ScanAttestation, 'inputs' | 'environment' | 'failOn' | 'startedAt'> {
  /** What `scan` gave. Its findings are counted, and told no further. */
  readonly report: ScanSummary;
  /** Default none. */
  readonly configuration?: ScanAttestation['configuration'];
  /** Unix seconds. Default the machine's clock. */
  readonly finishedAt?: number;
  /** A UUID. Default a random one. */
  readonly id?: string;
}

const INPUT = [
  'inputs',
  'report',
  'environment',
  'failOn',
  'configuration',
  'startedAt',
  'finishedAt',
  'id',
] as const satisfies readonly (keyof ScanAttestationInput)[];

/**
 * Signs what a scan looked through and found.
 * @returns a COSE_Sign1 with a `typ` of its own, so that it passes as no mark and no detection.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS` for what an attestation cannot hold, such as
 * more than 65,536 files, `ERR_SIGNER`
 * @example
 * ```ts
 * import { generateKey, localSigner } from 'contentmark';
 * import { signScanAttestation, verifyScanAttestation } from 'contentmark/attestation';
 * import { digestInputs, scan } from 'contentmark/scan';
 *
 * const key = generateKey();
 * const solution = 'https://shop.example/release-gate';
 * const paths = ['examples/catalogue'];
 * const statement = {
 *   startedAt: 1_760_000_000,
 *   inputs: await digestInputs(paths),
 *   report: await scan({ paths }),
 *   environment: 'production',
 *   failOn: 'block',
 * } as const;
 * const attestation = await signScanAttestation(statement, { signer: localSigner(key), solution });
 * const keys = [{ publicKey: key.publicKey, solutions: [solution] }];
 * const verdict = await verifyScanAttestation(attestation, { keys, inputs: await digestInputs(paths) });
 * console.log(verdict.status); // verified
 * ```
 */
export async function signScanAttestation(
  input: ScanAttestationInput,
  options: SignAttestationOptions,
): Promise<Uint8Array> {
  const { report, configuration = [], ...given } = readOptions('input', input, INPUT);
  const signing = readOptions('options', options, SIGN_OPTIONS);
  const { scanned, counts, findings, notScanned } = Object(report) as Partial<ScanSummary>;
  if (!isIterable(findings) || !isIterable(notScanned) || typeof counts !== 'object')
    throw wrongArgument('input.report', 'a report as scan gives it', report);
  const gaps = groupGaps(notScanned);
  return sealAttestation(
    SCAN,
    {
      ...given,
      configuration,
      scanned,
      counts,
      result: isStopped(counts, gaps, given.failOn) ? 'stopped' : 'passed',
      techniques: countTechniques(findings),
      notScanned: gaps,
    },
    signing,
  );
}

/** A list, or what can be gone over like one: findings that stand on disk. */
function isIterable<T>(value: Iterable<T> | undefined): value is Iterable<T> {
  return typeof value === 'object' && Symbol.iterator in value;
}

function isStopped(
  { block, warn }: ScanSummary['counts'],
  gaps: readonly AttestedGap[],
  failOn: ScanAttestation['failOn'],
): boolean {
  return block > 0 || (failOn !== 'block' && warn > 0) || gaps.some(({ kind }) => kind === 'fault');
}

function countTechniques(findings: ScanSummary['findings']): readonly AttestedTechnique[] {
  const counted = new Map<string, Record<string, number>>();
  for (const { technique, severity } of findings) {
    const held = counted.get(technique) ?? { block: 0, warn: 0, info: 0 };
    held[severity] = (held[severity] ?? 0) + 1;
    counted.set(technique, held);
  }
  // In the order of their codes, so that equal scans have equal attestations.
  return TECHNIQUE_CODES.flatMap((technique) => {
    const held = counted.get(technique);
    if (held === undefined) return [];
    const [block = 0, warn = 0, info = 0] = SEVERITY_CODES.map((name) => held[name]);
    return [{ technique, block, warn, info }];
  });
}

/** Alike ones of a file together: a file of a million bad rows has one cause. */
function groupGaps(notScanned: ScanSummary['notScanned']): readonly AttestedGap[] {
  const groups = new Map<string, AttestedGap & { records?: number }>();
  for (const { file, record, reason, isFault } of notScanned) {
    const kind = isFault ? 'fault' : 'passed-over';
    const isWhole = record === undefined;
    const name = JSON.stringify([file, reason, kind, isWhole]);
    const held = groups.get(name);
    if (held === undefined) {
      groups.set(name, { file, reason, kind, ...(!isWhole && { records: 1 }) });
    } else {
      // A file that is told twice as a whole counts as what it is: two things that were not read.
      held.records = (held.records ?? 1) + 1;
    }
  }
  return [...groups.values()];
}
