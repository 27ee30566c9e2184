/**
 * Validates findings for a decision, and copies only their five members, so that no content goes
 * with them.
 */
import { wrongArgument } from '../../errors.ts';
import { type Finding, SEVERITIES, TECHNIQUES } from './findings.ts';

const NONE: readonly Finding[] = /* @__PURE__ */ Object.freeze([]);

/**
 * Copies findings.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readFindings(argument: string, findings: unknown): readonly Finding[] {
  if (findings === undefined) return NONE;
  if (!Array.isArray(findings)) throw wrongArgument(argument, 'an array of findings', findings);
  // Array.from visits holes too, so that they are refused and not skipped.
  return Object.freeze(
    Array.from(findings as readonly unknown[], (finding, index) =>
      readFinding(`${argument}[${index}]`, finding),
    ),
  );
}

function readFinding(argument: string, finding: unknown): Finding {
  if (typeof finding !== 'object' || finding === null) {
    throw wrongArgument(argument, 'a finding { path, technique, id, severity, reason }', finding);
  }
  const {
    path,
    technique,
    id,
    severity,
    reason = id,
  } = finding as Readonly<Record<string, unknown>>;
  if (typeof path !== 'string') throw wrongArgument(`${argument}.path`, 'a JSON Pointer', path);
  if (typeof id !== 'string') throw wrongArgument(`${argument}.id`, 'an id', id);
  if (typeof reason !== 'string') throw wrongArgument(`${argument}.reason`, 'a text', reason);
  return Object.freeze({
    path,
    technique: requireWord(`${argument}.technique`, technique, TECHNIQUES),
    id,
    severity: requireWord(`${argument}.severity`, severity, SEVERITIES),
    reason,
  });
}

function requireWord<T extends string>(argument: string, value: unknown, words: readonly T[]): T {
  const word = words.find((one) => one === value);
  if (word === undefined) throw wrongArgument(argument, `one of ${words.join(', ')}`, value);
  return word;
}
