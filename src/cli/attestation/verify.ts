/** `contentmark attestation verify`: whether a signed statement of a scan or a detection holds, and for which files. */
import type { Command } from 'commander';
import type {
  AttestationVerdict,
  ComparedInput,
  DetectionAttestation,
  ScanAttestation,
  ScanAttestationVerdict,
} from 'contentmark/attestation';
import { printable } from '../../printable.ts';
import { readInput, readNamedFile } from '../files/read-input.ts';
import { EXIT } from '../terminal/failure.ts';
import { colorsFor } from '../terminal/io.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { readAttestationKeys } from './read-keys.ts';

interface Flags {
  readonly trust: string;
  readonly input?: readonly string[];
  readonly json?: true;
}

/** Files that are told by name. */
const MAX_LINES = 20;

const EXAMPLE = `
Of a scan, --input names files or directories as they are now: what differs from what was scanned, or
was not scanned, is told and refuses it. Of a detection it names the contents, in their order.

A verified statement may say "stopped": that is a good signature under a bad result, and ends with 1 too.

Example:
  $ contentmark attestation verify scan.attestation --trust attestations/trust.json --input exports/

Exit codes: 0 it holds, and the scan passed; 1 refused, or the scan was stopped.
`;

/** Adds the command. */
export function addAttestationVerify(parent: Command, session: Session): void {
  addCommand(parent, 'verify')
    .summary('check a signed statement of a scan or a detection')
    .description('Check who signed a statement of a scan or a detection, and compare its inputs.')
    .argument('<file>', 'the attestation, as bytes or as text; - for stdin')
    .requiredOption('--trust <file>', 'keys of attestations, as keygen --solution writes them')
    .option('--input <path...>', 'what should have been looked at')
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => verify(file, flags, session));
}

async function verify(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const keys = await readAttestationKeys(io, flags.trust);
  const given = await readAttestation(session, file);
  const { inspectAttestation, verifyAttestation, verifyScanAttestation } = await import(
    'contentmark/attestation'
  );
  const { input } = flags;
  const found = inspectAttestation(given);
  const more = { keys };
  const verdict: AttestationVerdict | ScanAttestationVerdict =
    found.reason !== undefined
      ? { status: 'rejected', ...found }
      : found.kind === 'scan'
        ? await verifyScanAttestation(
            given,
            input === undefined ? more : { ...more, inputs: await digestPaths(input) },
          )
        : await verifyAttestation(
            given,
            input === undefined ? more : { ...more, content: await readContents(input) },
          );
  const kind = found.reason === undefined ? found.kind : undefined;
  const isGood = verdict.status === 'verified' && !isStoppedScan(verdict.attestation);
  if (!isGood) session.exit = EXIT.findings;
  if (flags.json) return printJson(io, { kind, ...verdict });
  await printLines(io, describe(verdict, isGood, colorsFor(io.stdout, io.env)));
}

/** Bytes begin with a tag; text may have a line feed behind it. */
async function readAttestation({ io }: Session, file: string): Promise<Uint8Array | string> {
  const bytes = await readInput(io, file, 'FILE');
  return bytes[0] === 0xd2 ? bytes : Buffer.from(bytes).toString('latin1').trim();
}

async function digestPaths(paths: readonly string[]) {
  const { digestInputs } = await import('contentmark/scan');
  return digestInputs(paths);
}

async function readContents(files: readonly string[]): Promise<readonly Uint8Array[]> {
  return Promise.all(files.map((file) => readNamedFile(file, '--input')));
}

function isStoppedScan(attestation: DetectionAttestation | ScanAttestation): boolean {
  return attestation.result === 'stopped';
}

function describe(
  verdict: AttestationVerdict | ScanAttestationVerdict,
  isGood: boolean,
  colors: ReturnType<typeof colorsFor>,
): string[] {
  const inputs = 'inputs' in verdict ? verdict.inputs : [];
  if (verdict.status === 'rejected') {
    return [
      colors.red(colors.bold('REFUSED')),
      `  ${verdict.reason}: ${printable(verdict.detail)}`,
      ...describeInputs(inputs),
    ];
  }
  const { attestation, keyId } = verdict;
  const said = 'inputs' in attestation ? describeScan(attestation) : describeDetection(attestation);
  const word = isGood
    ? colors.green(colors.bold('VERIFIED'))
    : colors.yellow(colors.bold('VERIFIED'));
  return [
    `${word}: ${printable(attestation.solution)} says`,
    ...said.map(([name, value]) => `  ${name.padEnd(12)} ${printable(value)}`),
    `  ${'key id'.padEnd(12)} ${keyId}`,
    ...describeInputs(inputs),
    colors.dim(
      'The times are its own word; it shows what was looked at, not that the look was good.',
    ),
  ];
}

function describeDetection({ result, findings, detectedAt }: DetectionAttestation) {
  return [
    ['result', result],
    ['findings', findings.map(({ id }) => id).join(', ') || 'none'],
    ['at', toIso(detectedAt)],
  ] as const;
}

function describeScan(attestation: ScanAttestation) {
  const { result, environment, scanned, counts, configuration, software, failOn } = attestation;
  const steering = configuration.map(({ role, name }) => `${role} ${name}`).join(', ');
  return [
    ['result', `${result} for ${environment}, by --fail-on ${failOn}`],
    [
      'findings',
      `${counts.block} block, ${counts.warn} warn, ${counts.info} info, ${counts.known} known`,
    ],
    ['scanned', `${scanned.records} records in ${scanned.files} files`],
    ['not scanned', String(counts.notScanned)],
    ['scanner', software === undefined ? 'not said' : `${software.name} ${software.version}`],
    ['steered by', steering || 'nothing but its own lists'],
    ['at', `${toIso(attestation.startedAt)} to ${toIso(attestation.finishedAt)}`],
  ] as const;
}

function describeInputs(inputs: readonly ComparedInput[]): string[] {
  const wrong = inputs.filter(({ state }) => state === 'differs' || state === 'not-attested');
  const matching = inputs.filter(({ state }) => state === 'matches').length;
  if (inputs.length === 0) return [];
  const lines = wrong
    .slice(0, MAX_LINES)
    .map(({ file, state }) => `  ${state.padEnd(12)} ${printable(file)}`);
  if (wrong.length > MAX_LINES) lines.push(`  … and ${wrong.length - MAX_LINES} more`);
  return [`  ${'inputs'.padEnd(12)} ${matching} of ${inputs.length} match`, ...lines];
}

function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '');
}
