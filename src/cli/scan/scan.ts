/**
 * `contentmark scan`: scans files and directories before they are imported, promoted or published.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Command, Option } from 'commander';
import { isContentmarkError } from 'contentmark';
import { FORMATS, type Format } from 'contentmark/records';
import type { ChangedLines, FailOn, ReportFormat, ScanInput } from 'contentmark/scan';
import { writeAtomically } from '../files/atomic-file.ts';
import { POLICY_OPTION, readPolicyOption } from '../files/policy-file.ts';
import { RECALL_OPTION } from '../files/recall-file.ts';
import { readRulesFile } from '../files/rules-file.ts';
import { EXIT, usage } from '../terminal/failure.ts';
import { type Io, write } from '../terminal/io.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { type AttestFlags, beginAttestation, type PendingAttestation } from './attest.ts';
import { readBaseline } from './baseline.ts';
import { type LookFlags, withLook } from './look.ts';
import { createScanProgress } from './progress.ts';
import { describeReport } from './report.ts';
import { resumeKey } from './resume-key.ts';
import { readChangedLines } from './since.ts';

interface Flags extends AttestFlags {
  readonly audience?: string;
  readonly format?: 'human' | ReportFormat;
  readonly inputFormat?: Format;
  readonly out?: string;
  readonly threads?: string;
  readonly resume?: string;
  readonly since?: string;
  readonly json?: true;
}

/** As in the library, which is loaded when the command runs: it needs the HTML parser. */
const FAIL_ON: readonly FailOn[] = ['block', 'warn', 'absent'];
const REPORTS = [
  'human',
  'json',
  'jsonl',
  'sarif',
  'junit',
  'markdown',
  'html',
  'gitlab',
  'github',
];

const EXAMPLE = `
Reads CSV, TSV, JSON, JSONL, SQL dumps, XML feeds, HTML and Liquid, .env and INI files, workbooks,
inside gzip and zip. In a directory .gitignore and .contentmarkignore leave files out. What should
have been read and could not be stands under "notScanned", and a gate fails on it.

A baseline is a report of an earlier scan, as --json prints it: its findings are counted as known
and told no more. Fingerprints hold rule, record, pointer and value, never a line.

Examples:
  $ contentmark scan exports/ theme/ .env
  $ contentmark scan . --format sarif --out scan.sarif --baseline known.json
  $ pg_dump shop | contentmark scan - --input-format sql

No finding says nothing: what no list knows is not found (docs/markers.md).
Exit codes: 0 nothing to stop for, 1 findings of --fail-on or something not scanned.
`;

/** Adds the command. */
export function addScan(parent: Command, session: Session, version: string): void {
  addCommand(parent, 'scan')
    .summary('find what must not ship, in files and directories')
    .description(
      'Find test data, marks of other environments and canaries in files and directories.',
    )
    .argument('<path...>', 'files and directories, or - for stdin')
    .option('--environment <name>', 'where it goes; an unknown name is production', 'production')
    .option('--trust <file>', 'check the marks too, but for their content: whom to believe')
    .option('--audience <name>', 'with --trust: the shop or tenant that it goes to')
    .option(RECALL_OPTION[0], `with --trust: ${RECALL_OPTION[1]}`)
    .option('--policy <policy>', `${POLICY_OPTION}; default: storefront`)
    .option('--registry <file>', 'find texts that were signed and lost their mark')
    .option('--rules <file>', 'markers of your own, as rules test takes them')
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit 1 from this severity on; absent: for records without a mark too',
      )
        .choices(FAIL_ON)
        .default('block'),
    )
    .addOption(
      new Option('--format <format>', 'form of the report; default human').choices(REPORTS),
    )
    .addOption(new Option('--input-format <format>', 'what stdin holds').choices(FORMATS))
    .option('--out <file>', 'write the report there, whole or not at all')
    .option('--baseline <file>', 'a report as --json prints it, whose findings are known')
    .option('--since <revision>', 'only records that git says changed since then')
    .option('--threads <count>', 'threads for large inputs; default one for each core')
    .option('--resume <file>', 'note there how far it is, and go on there after an interruption')
    .option('--attest <file>', 'write a signed statement of the scan there (docs/attestation.md)')
    .option(
      '--attestation-key <file>',
      'with --attest: the private key, as keygen --solution makes it',
    )
    .option('--solution <uri>', 'with --attest: who scans, a URI of yours')
    .addHelpText('after', EXAMPLE)
    .action((paths: readonly string[], flags: Flags) => scanPaths(paths, flags, session, version));
}

async function scanPaths(
  paths: readonly string[],
  flags: Flags,
  session: Session,
  version: string,
): Promise<void> {
  const { io } = session;
  const { environment, failOn, out, json } = flags;
  const format = readFormat(flags);
  const baseline =
    flags.baseline === undefined ? undefined : await readBaseline(io, flags.baseline);
  const look = await readLook(flags, io);
  const files = paths.filter((path) => path !== '-');
  const attestation = await beginAttestation(io, flags, files, version);
  const inputs = readInputs(paths, flags, io, attestation);
  const changed =
    flags.since === undefined ? undefined : await readChangedLines(flags.since, files);
  const resume = await readResume(files, flags, look, [baseline, changed], version);
  const { storeScan, isStopped, writeReport } = await import('contentmark/scan');
  const progress = await createScanProgress(io, files, json === true);
  const report = await withLook(look, (options) =>
    storeScan({
      ...options,
      paths: files,
      inputs,
      ...(baseline && { baseline }),
      ...(changed && { changed }),
      ...(resume && { resume }),
      threads: {
        count: readThreads(flags.threads),
        start: () => new Worker(SCRIPT, { workerData: look, resourceLimits: MEMORY }),
      },
      onBytes: progress.advance,
    }).catch((error: unknown) => {
      if (!isContentmarkError(error) || error.argument !== 'options.resume.file') throw error;
      throw usage(`${flags.resume}: ${error.message}`, '--resume');
    }),
  ).finally(progress.stop);
  try {
    await attestation?.commit(report);
    const isBad = isStopped(report, failOn);
    if (isBad) session.exit = EXIT.findings;
    if (report.resumed > 0 && !json) {
      await write(io.stderr, `Went on behind ${report.resumed} records that were read before.\n`);
    }
    const text =
      format === 'human'
        ? describeReport(report, environment, isBad, io, out !== undefined)
        : writeReport(report, format, version);
    await print(text, out, io);
  } finally {
    report.close();
  }
}

/** A thread holds the findings of a few megabytes, and what it remembers of keys and texts. */
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 } as const;

/** Beside this module in dist. */
const SCRIPT = new URL('./scan-worker.js', import.meta.url);

const MAX_THREADS = 64;

function readThreads(given: string | undefined): number {
  if (given === undefined) return availableParallelism();
  const count = Number(given);
  if (/^\d+$/.test(given) && count >= 1 && count <= MAX_THREADS) return count;
  throw usage(`expected a number from 1 to ${MAX_THREADS}`, '--threads');
}

function readInputs(
  paths: readonly string[],
  { inputFormat, resume, since }: Flags,
  io: Io,
  attestation: PendingAttestation | undefined,
): ScanInput[] {
  if (!paths.includes('-')) return [];
  if (inputFormat === undefined) {
    const formats = FORMATS.join('|');
    throw usage(`stdin does not say its format; add --input-format ${formats}`, '--input-format');
  }
  if (resume !== undefined) throw usage('stdin cannot be read again; name files', '--resume');
  if (since !== undefined) throw usage('git knows nothing of stdin; name files', '--since');
  return [
    {
      file: '(stdin)',
      stream: attestation?.watch('(stdin)', io.stdin) ?? io.stdin,
      format: inputFormat,
    },
  ];
}

async function readLook(flags: Flags, io: Io): Promise<LookFlags> {
  const { environment, trust, audience, recall, registry, failOn, policy, rules } = flags;
  const own = rules === undefined ? [] : await readRulesFile(io, rules, '--rules');
  const named = policy === undefined ? undefined : await readPolicyOption(io, policy);
  return {
    environment,
    failOn,
    markers: own.map(({ marker }) => marker),
    ...(trust !== undefined && { trust }),
    ...(audience !== undefined && { audience }),
    ...(recall !== undefined && { recall }),
    ...(registry !== undefined && { registry }),
    ...(named && { policy: named }),
  };
}

async function readResume(
  paths: readonly string[],
  { resume, trust, recall, registry }: Flags,
  look: LookFlags,
  others: readonly (ReadonlySet<string> | ChangedLines | undefined)[],
  version: string,
): Promise<{ readonly file: string; readonly key: string } | undefined> {
  if (resume === undefined) return undefined;
  const listed = others.map((one) => (one === undefined ? [] : [...one]));
  const key = await resumeKey([version, paths, look, listed], {
    '--trust': trust,
    '--recall': recall,
    '--registry': registry,
  });
  return { file: resume, key };
}

async function print(text: Iterable<string>, out: string | undefined, io: Io): Promise<void> {
  if (out === undefined) {
    for (const piece of joined(text)) await write(io.stdout, piece);
    return;
  }
  await writeAtomically(out, '--out', async (file) => {
    for (const piece of joined(text)) await file.write(Buffer.from(piece));
  });
}

/** Small pieces as larger ones: each that is written costs a call of the system. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < 65_536) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}

function readFormat({ format, json }: Flags): 'human' | ReportFormat {
  if (json && format !== undefined && format !== 'json') {
    throw usage('--json is --format json; give one of them', '--format');
  }
  return json ? 'json' : (format ?? 'human');
}
