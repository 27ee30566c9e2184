/** The files that a gap report is made from, each with the digest by which the report names it. */
import { createHash } from 'node:crypto';
import { isContentmarkError } from 'contentmark';
import type { ScanAttestation } from 'contentmark/attestation';
import { parseJson } from 'contentmark/content';
import { PRESETS } from 'contentmark/policy';
import { decodeUtf8 } from 'contentmark/records';
import type { Bench, GapReportInput, Named } from 'contentmark/report';
import type { ScanReport } from 'contentmark/scan';
import { systemClock } from '../../clock.ts';
import { ownMember } from '../../members.ts';
import { readAttestationKeys } from '../attestation/read-keys.ts';
import { readPolicyOption } from '../files/policy-file.ts';
import { readNamedFile } from '../files/read-input.ts';
import { withRegistry } from '../files/registry-file.ts';
import { readTomlOrJson } from '../files/toml-or-json.ts';
import { EXIT, Failure, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readTime } from '../terminal/options.ts';

/** Options that name them. */
export interface InputFlags {
  readonly facts: string;
  readonly scan?: readonly string[];
  readonly attestation?: readonly string[];
  readonly trust?: string;
  readonly registry?: string;
  readonly policy?: string;
  readonly bench?: readonly string[];
  readonly asOf?: string;
}

/** A report of a million findings nests no deeper. */
const MAX_DEPTH = 16;

/** Reads them. */
export async function readInputs(io: Io, flags: InputFlags): Promise<GapReportInput> {
  const { facts, scan = [], attestation = [], trust, registry, policy, bench = [], asOf } = flags;
  if (attestation.length > 0 && trust === undefined)
    throw usage('--attestation needs --trust: the keys that are believed', '--trust');
  return {
    facts: await readFactsFile(io, facts),
    asOf: asOf === undefined ? systemClock() : readTime(asOf, '--as-of'),
    scans: await all(scan, readScan),
    attestations: await all(attestation, (file) => readAttestation(io, file, trust ?? '')),
    benches: (await all(bench, readBench)).flat(),
    ...(registry !== undefined && {
      registry: await readNamed(registry, '--registry', () =>
        withRegistry(registry, 'read', (opened) => opened.statistics(systemClock())),
      ),
    }),
    ...(policy !== undefined && { policy: await readPolicy(io, policy) }),
  };
}

/** One after the other: a list may name many large files. */
async function all<T>(
  files: readonly string[],
  read: (file: string) => Promise<T>,
): Promise<readonly T[]> {
  const values: T[] = [];
  for (const file of files) values.push(await read(file));
  return values;
}

async function readNamed<T>(
  file: string,
  argument: string,
  read: (bytes: Uint8Array) => T | Promise<T>,
): Promise<Named<T>> {
  const bytes = await readNamedFile(file, argument);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: file, sha256, value: await read(bytes) };
}

async function readFactsFile(io: Io, file: string): Promise<GapReportInput['facts']> {
  const refuse = (why: string) =>
    new Failure(EXIT.usage, 'ERR_FACTS', `${file}: ${why}`, '--facts');
  const { readFacts } = await import('contentmark/report');
  return readNamed(file, '--facts', async () => {
    const value = await readTomlOrJson(io, file, '--facts', refuse);
    try {
      return readFacts(value);
    } catch (error) {
      if (!isContentmarkError(error)) throw error;
      throw refuse(error.message);
    }
  });
}

function wrong(file: string, why: string, argument: string): Failure {
  return new Failure(EXIT.usage, 'ERR_REPORT', `${file}: ${why}`, argument);
}

function parse(bytes: Uint8Array, file: string, argument: string): unknown {
  const source = decodeUtf8(bytes);
  if (source === undefined) throw wrong(file, 'not UTF-8', argument);
  const parsed = parseJson(source.replace(/^\ufeff/, ''), MAX_DEPTH);
  if (parsed.problem !== undefined) throw wrong(file, parsed.problem, argument);
  return parsed.value;
}

function readScan(file: string): Promise<Named<ScanReport>> {
  return readNamed(file, '--scan', (bytes) => {
    const value = parse(bytes, file, '--scan');
    const isReport =
      Array.isArray(ownMember(value, 'findings')) &&
      Object.hasOwn(Object(value) as object, 'counts');
    if (!isReport) throw wrong(file, 'is no report as scan --json prints it', '--scan');
    // The library looks at each count.
    return value as ScanReport;
  });
}

/** Only one whose signature holds is counted. */
async function readAttestation(
  io: Io,
  file: string,
  trust: string,
): Promise<Named<ScanAttestation>> {
  const keys = await readAttestationKeys(io, trust);
  const { verifyScanAttestation } = await import('contentmark/attestation');
  return readNamed(file, '--attestation', async (bytes) => {
    const given = bytes[0] === 0xd2 ? bytes : Buffer.from(bytes).toString('latin1').trim();
    const verdict = await verifyScanAttestation(given, { keys });
    if (verdict.status === 'verified') return verdict.attestation;
    throw wrong(file, `${verdict.reason}: ${verdict.detail}`, '--attestation');
  });
}

/** One benchmark, or the file of several: each is a run of its own, cited by the file's digest. */
async function readBench(file: string): Promise<readonly Named<Bench>[]> {
  const { name, sha256, value } = await readNamed(file, '--bench', (bytes) => ({
    parsed: parse(bytes, file, '--bench'),
  }));
  const suites = ownMember(value.parsed, 'suites');
  const benches = Array.isArray(suites) ? (suites as readonly unknown[]) : [value.parsed];
  return benches.map((one, index) => {
    const suite = ownMember(one, 'suite');
    if (typeof suite !== 'string' || !Array.isArray(ownMember(one, 'notes')))
      throw wrong(file, 'is no benchmark as npm run bench prints it with --json', '--bench');
    // The library looks at date and notes.
    return { name: index === 0 ? name : `${name} (${suite})`, sha256, value: one as Bench };
  });
}

async function readPolicy(io: Io, given: string): Promise<NonNullable<GapReportInput['policy']>> {
  const value = await readPolicyOption(io, given);
  if (Object.hasOwn(PRESETS, given)) return { name: given, value };
  const { name, sha256 } = await readNamed(given, '--policy', () => ({}));
  return { name, sha256, value };
}
