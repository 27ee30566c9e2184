/**
 * `contentmark scan`: scans files and directories before they are imported, promoted or published.
 */
import { type Command, Option } from 'commander';
import { FORMATS, type Format } from 'contentmark/records';
import type { Registry } from 'contentmark/registry';
import type { FailOn, ReportFormat } from 'contentmark/scan';
import { createAtomicFile } from '../files/atomic-file.ts';
import { POLICY_OPTION, readPolicyOption } from '../files/policy-file.ts';
import { RECALL_OPTION } from '../files/recall-file.ts';
import { withRegistry } from '../files/registry-file.ts';
import { readRulesFile } from '../files/rules-file.ts';
import { readMarkFlags } from '../guard/options.ts';
import { EXIT, usage } from '../terminal/failure.ts';
import { write } from '../terminal/io.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { type AttestFlags, beginAttestation } from './attest.ts';
import { readBaseline } from './baseline.ts';
import { createScanProgress } from './progress.ts';
import { describeReport } from './report.ts';

interface Flags extends AttestFlags {
  readonly audience?: string;
  readonly format?: 'human' | ReportFormat;
  readonly inputFormat?: Format;
  readonly out?: string;
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
  const { environment, failOn, policy, rules, baseline, inputFormat, out, json } = flags;
  const format = readFormat(flags);
  const isStdin = paths.includes('-');
  if (isStdin && inputFormat === undefined) {
    throw usage(
      `stdin does not say its format; add --input-format ${FORMATS.join('|')}`,
      '--input-format',
    );
  }
  const known = baseline === undefined ? undefined : await readBaseline(io, baseline);
  const own = rules === undefined ? [] : await readRulesFile(io, rules, '--rules');
  const verifier = await readMarkFlags(flags);
  const named = policy === undefined ? undefined : await readPolicyOption(io, policy);
  const { scan, isStopped, formatReport } = await import('contentmark/scan');
  const files = paths.filter((path) => path !== '-');
  const attestation = await beginAttestation(io, flags, files, version);
  const progress = await createScanProgress(io, files, json === true);
  const run = (registry?: Registry) =>
    scan({
      ...(registry && { registry }),
      paths: files,
      ...(isStdin && {
        inputs: [
          {
            file: '(stdin)',
            stream: attestation?.watch('(stdin)', io.stdin) ?? io.stdin,
            ...(inputFormat !== undefined && { format: inputFormat }),
          },
        ],
      }),
      environment,
      failOn,
      markers: own.map(({ marker }) => marker),
      ...(verifier && { verifier }),
      ...(named && { policy: named }),
      ...(known && { baseline: known }),
      onBytes: progress.advance,
    });
  const report = await (flags.registry === undefined
    ? run()
    : withRegistry(flags.registry, 'read', run)
  ).finally(progress.stop);
  await attestation?.commit(report);
  const isBad = isStopped(report, failOn);
  if (isBad) session.exit = EXIT.findings;
  const text =
    format === 'human'
      ? describeReport(report, environment, isBad, io, out !== undefined)
      : formatReport(report, format, version);
  if (out === undefined) return write(io.stdout, text);
  const file = await createAtomicFile(out, '--out');
  await file.write(Buffer.from(text));
  await file.commit();
}

function readFormat({ format, json }: Flags): 'human' | ReportFormat {
  if (json && format !== undefined && format !== 'json') {
    throw usage('--json is --format json; give one of them', '--format');
  }
  return json ? 'json' : (format ?? 'human');
}
