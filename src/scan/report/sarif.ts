/**
 * Writes a report as SARIF 2.1.0 (OASIS), which code scanning of GitHub, GitLab and Azure shows.
 */
import type { Severity } from '../../detect/finding/finding.ts';
import { toJson } from '../../printable.ts';
import { faultsOf, type LongReport, type NotScanned, type ScanFinding } from '../finding.ts';
import { writeItems } from './json.ts';

const LEVEL: Readonly<Record<Severity, string>> = { block: 'error', warn: 'warning', info: 'note' };

const HELP = 'https://www.npmjs.com/package/contentmark';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report as a SARIF log of one run. */
export function* writeSarif(
  { findings, notScanned }: LongReport,
  version: string,
): Generator<string> {
  const reasons = new Map<string, string>();
  for (const { id, reason } of findings) if (!reasons.has(id)) reasons.set(id, reason);
  const rules = [...reasons].sort(([a], [b]) => (a < b ? -1 : 1));
  const indexes = new Map(rules.map(([id], index) => [id, index]));
  const driver = {
    name: 'contentmark',
    version,
    informationUri: HELP,
    rules: rules.map(([id, reason]) => toRule(id, reason)),
  };
  yield `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{"tool":${toJson({ driver })}`;
  yield ',"columnKind":"utf16CodeUnits","invocations":[{"executionSuccessful":true';
  yield ',"toolExecutionNotifications":[';
  yield* writeItems(map(faultsOf(notScanned), toNotification));
  yield ']}],"results":[';
  yield* writeItems(map(findings, (finding) => toResult(finding, indexes.get(finding.id) ?? -1)));
  yield ']}]}\n';
}

function* map<T>(items: Iterable<T>, change: (item: T) => object): Generator<object> {
  for (const item of items) yield change(item);
}

function toNotification({ file, line, reason, detail }: NotScanned): object {
  return {
    level: 'error',
    message: { text: `not scanned (${reason}): ${detail}` },
    locations: [toLocation(file, line ?? 1)],
  };
}

function toResult(
  { fingerprint, id, severity, place, reason }: ScanFinding,
  ruleIndex: number,
): object {
  return {
    ruleId: id,
    ruleIndex,
    level: LEVEL[severity],
    message: { text: `${reason}, in record ${place.record} at ${place.pointer || 'the whole'}` },
    locations: [toLocation(place.file, place.line, place.pointer)],
    partialFingerprints: { 'contentmark/v1': fingerprint },
  };
}

function toRule(id: string, reason: string): object {
  return {
    id,
    name: id,
    shortDescription: { text: reason },
    fullDescription: { text: `${reason}. docs/markers.md of contentmark lists rules and sources.` },
    help: {
      text: `${reason}. Remove it, or if it belongs there name it in a baseline or lower it in a policy.`,
    },
    helpUri: HELP,
  };
}

/** A member of an archive has no lines of its own that a viewer could open. */
function toLocation(file: string, line: number, pointer?: string): object {
  const [path = file, member] = file.split('!/');
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(path) },
      ...(member === undefined && { region: { startLine: Math.max(line, 1) } }),
    },
    ...(pointer !== undefined && {
      logicalLocations: [
        {
          fullyQualifiedName: `${member === undefined ? '' : `${member}#`}${pointer}`,
          kind: 'member',
        },
      ],
    }),
  };
}

/** A relative reference (RFC 3986 §4.2), or a `file:` URI of an absolute path. */
function toUri(path: string): string {
  const uri = path.split(/[\\/]/).map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${uri}` : uri;
}
