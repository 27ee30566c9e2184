/** `contentmark guard import`: decides on every row of a file before it is imported. */

import { type Command, Option } from 'commander';
import type { Detection, Detector } from 'contentmark/detect';
import { guardImport } from 'contentmark/guards';
import { ACTIONS, type Action, type Decision, type Finding, strictest } from 'contentmark/policy';
import { FORMATS, type Format } from 'contentmark/records';
import type { Registry, RegistryDetector } from 'contentmark/registry';
import { withRegistry } from '../files/registry-file.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import {
  addMarkOptions,
  EXIT_OF,
  type GuardCall,
  LIMITS,
  MARK_LIMITS,
  type MarkFlags,
  openDetectors,
  readGuardFlags,
} from './options.ts';
import { reportDecision } from './report.ts';
import { type ImportRow, readRows } from './rows.ts';

interface Flags extends MarkFlags {
  readonly registry?: string;
  readonly format?: Format;
}

/** Findings that are listed; a file of a million bad rows has one cause, not a million. */
const MAX_LISTED = 1000;

const EXAMPLE = `
The decision is that of the strictest row. A path begins with the number of its row, from 0,
headers and blank lines not counted: /12/Body (HTML). The header of a CSV file is looked at
too, since a file without one begins with a row: /header/column 3. It also says what divides
the cells: commas, semicolons, tabs or pipes. Where other members stand before the list
of a JSON document, take it out first: jq .orders export.json | contentmark guard import - --format json. Rows that are not UTF-8
are blocked, and a file without rows is refused.

Example:
  $ contentmark guard import products.csv --environment production --json
`;

/** Adds the command. */
export function addGuardImport(parent: Command, session: Session): void {
  addMarkOptions(addCommand(parent, 'import'))
    .summary('every row of a file, before it is imported: CSV, JSON, JSONL')
    .description('Decide whether the rows of a file may be imported.')
    .argument('<file>', 'CSV or TSV, JSON (a list, or one row) or JSONL, or - for stdin')
    .option('--registry <file>', 'find texts that were signed and lost their mark')
    .addOption(new Option('--format <format>', 'default: what the name says').choices(FORMATS))
    .addHelpText('after', EXAMPLE + MARK_LIMITS + LIMITS)
    .action((file: string, flags: Flags) =>
      flags.registry === undefined
        ? guardFile(file, flags, session)
        : withRegistry(flags.registry, 'read', (registry) =>
            guardFile(file, flags, session, registry),
          ),
    );
}

async function guardFile(
  file: string,
  flags: Flags,
  session: Session,
  registry?: Registry,
): Promise<void> {
  const { io } = session;
  const call = await readGuardFlags(io, flags);
  const detectors = await openDetectors(io, flags);
  const recognize =
    registry && (await import('contentmark/registry')).createRegistryDetector(registry);
  const counts: Record<Action, number> = { allow: 0, disclose: 0, flag: 0, hide: 0, block: 0 };
  const findings: Finding[] = [];
  let rows = 0;
  let unlisted = 0;
  let decided = guardNothing(call);
  for await (const row of readRows(io, file, flags.format)) {
    const decision = await guardRow(row, call, detectors, recognize);
    const place = row.isHeader ? 'header' : rows;
    for (const finding of decision.findings) {
      if (findings.length < MAX_LISTED) {
        findings.push({ ...finding, path: `/${place}${finding.path}` });
      } else unlisted += 1;
    }
    decided = strictest([decided, { ...decision, findings: [] }]);
    if (row.isHeader) continue;
    counts[decision.action] += 1;
    rows += 1;
  }
  // Nothing was looked at, and that must not pass for clean.
  if (rows === 0 && findings.length === 0) {
    throw new Failure(EXIT.usage, 'ERR_INPUT', `${file}: no rows`, 'FILE');
  }
  session.exit = EXIT_OF[decided.action];
  const told = ACTIONS.filter((action) => counts[action] > 0);
  const more = Object.fromEntries(told.map((action) => [action, counts[action]]));
  await reportDecision(io, file, { ...decided, findings }, flags.json, {
    rows,
    ...more,
    ...(unlisted > 0 && { unlisted }),
  });
}

/** The decision for a file without rows. */
function guardNothing(call: GuardCall): Decision {
  return guardImport({}, call);
}

async function guardRow(
  row: ImportRow,
  call: GuardCall,
  detectors: readonly Detector[],
  recognize: RegistryDetector | undefined,
): Promise<Decision> {
  if (!('problem' in row)) {
    const { value } = row;
    if (recognize === undefined || row.isHeader) return guardImport(value, { ...call, detectors });
    // Looked at once, here, because only a row without a mark is asked about.
    const looked = detectors.map((detector) => detector(value));
    const isMarked = looked.some(({ marks = [] }) => marks.length > 0);
    const all = isMarked ? looked : [...looked, await recognize(value)];
    return guardImport(value, { ...call, detectors: all.map(given) });
  }
  // As grave as a row that is test data: nobody knows what an importer makes of it.
  const unreadable: Detector = () => ({
    findings: [
      {
        path: '',
        technique: 'marker',
        id: `row-${row.problem}`,
        severity: 'block',
        reason: 'a row that could not be read',
      },
    ],
    unlisted: 0,
    visited: 0,
    isComplete: true,
  });
  return guardImport(undefined, { ...call, detectors: [unreadable] });
}

/** What was found already, as a guard takes it. */
function given(detection: Detection): Detector {
  return () => detection;
}
