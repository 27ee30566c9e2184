/** `contentmark report`: what of the Code of Practice is there, what lacks, and what nobody has said yet. */
import { type Command, Option } from 'commander';
import type { GapReport, GapReportFormat } from 'contentmark/report';
import { printable } from '../../printable.ts';
import { writeAtomically } from '../files/atomic-file.ts';
import { POLICY_OPTION } from '../files/policy-file.ts';
import { EXIT, usage } from '../terminal/failure.ts';
import { colorsFor, type Io, write } from '../terminal/io.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { type InputFlags, readInputs } from './read-inputs.ts';

interface Flags extends InputFlags {
  readonly format?: 'human' | GapReportFormat;
  readonly out?: string;
  readonly json?: true;
}

const FORMATS = ['human', 'json', 'markdown', 'html'] as const;

const EXAMPLE = `
--facts is TOML or JSON and says what only you know: who you are, your role, what you generate, what
people decided (docs/report.md). All other inputs are optional; what is not given is "not-measured".

Examples:
  $ contentmark report --facts facts.toml
  $ contentmark report --facts facts.toml --scan scan.json --attestation release.attestation \\
      --trust attestations/trust.json --policy strict --bench detect.json --format html --out report.html

JSON is the record; the other forms carry its SHA-256. A report says what was found in its inputs, and
not whether a law is met.
Exit codes: 0 without a gap, 1 with one.
`;

/** Adds the command. */
export function addReport(parent: Command, session: Session, version: string): void {
  addCommand(parent, 'report')
    .summary('list what of the Code of Practice is there and what lacks')
    .description('Go through the measures of the EU Code of Practice, and tell the gaps.')
    .requiredOption('--facts <file>', 'what you declare: TOML or JSON (docs/report.md)')
    .option('--scan <file...>', 'reports as scan --json prints them')
    .option('--attestation <file...>', 'attested scans, as scan --attest writes them')
    .option('--trust <file>', 'with --attestation: keys of attestations')
    .option('--registry <file>', 'the registry of fingerprints')
    .option('--policy <policy>', POLICY_OPTION)
    .option('--bench <file...>', 'benchmarks, as npm run bench prints them with --json')
    .option('--as-of <time>', 'the day of the report: Unix seconds or ISO 8601 (default: now)')
    .addOption(
      new Option('--format <format>', 'form of the report; default human').choices(FORMATS),
    )
    .option('--out <file>', 'write the report there, whole or not at all')
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => report(flags, session, version));
}

async function report(flags: Flags, session: Session, version: string): Promise<void> {
  const { io } = session;
  const { out, format, json } = flags;
  if (json && format !== undefined && format !== 'json')
    throw usage('--json is --format json; give one of them', '--format');
  const { createGapReport, formatGapReport } = await import('contentmark/report');
  const made = createGapReport({ ...(await readInputs(io, flags)), version });
  if (made.totals.gap > 0) session.exit = EXIT.findings;
  const chosen = json ? 'json' : (format ?? 'human');
  const text =
    chosen === 'human' ? describe(made, io, out !== undefined) : formatGapReport(made, chosen);
  if (out === undefined) return write(io.stdout, text);
  await writeAtomically(out, '--out', text);
}

/** For a terminal: totals, then each measure that asks for something. */
function describe(made: GapReport, io: Io, isFile: boolean): string {
  const colors = colorsFor(isFile ? ({ ...io.stdout, isTTY: false } as never) : io.stdout, io.env);
  const { declared, totals, measures, applicability } = made;
  const paint = {
    gap: colors.red,
    'needs-assessment': colors.yellow,
    marked: colors.green,
  } as const;
  const paintOf = (status: string) => paint[status as keyof typeof paint] ?? colors.dim;
  const told = measures.filter(({ status }) => status !== 'out-of-scope');
  return `${[
    `${colors.bold(printable(declared.organisation))}, ${printable(declared.system)}, as ${declared.role}, on ${made.asOf}`,
    Object.entries(totals)
      .map(([status, count]) =>
        count === 0 ? `0 ${status}` : paintOf(status)(`${count} ${status}`),
      )
      .join(', '),
    ...applicability.map(({ section, reason }) => colors.dim(`Section ${section}: ${reason}`)),
    '',
    ...told.flatMap(({ id, status, title, reason, counts }) => [
      `${paintOf(status)(status.padEnd(16))} ${id.padEnd(9)} ${title}`,
      colors.dim(`${' '.repeat(27)}${printable(reason)}`),
      ...counts.map(({ name, count, of }) =>
        colors.dim(
          `${' '.repeat(27)}${printable(name)}: ${count}${of === undefined ? '' : ` of ${of}`}`,
        ),
      ),
    ]),
    '',
    colors.dim('This says what was found in the inputs, and not whether a law is met.'),
  ].join('\n')}\n`;
}
