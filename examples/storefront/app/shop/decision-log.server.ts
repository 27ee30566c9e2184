/**
 * The decision log: one line of JSON for each thing that was not simply shown or done. It says
 * which rule decided and what was found, and never holds the content, a secret or a card.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Verdict } from 'contentmark';
import { explain } from 'contentmark/explain';
import { inspect } from 'contentmark/inspect';
import { type Decision, type PolicyPlace, PURPOSES, type Purpose } from 'contentmark/policy';

/** One line. */
export interface LogEntry extends Decision {
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  readonly place: PolicyPlace;
  /** What was decided on, such as `product/alpine-fusion-goggles`. */
  readonly subject: string;
  /** In plain words what is wrong with the mark; none where nothing is. */
  readonly summary?: string;
  /** What a refused mark says of itself. Nobody vouches for it; it helps to find where it came from. */
  readonly claims?: { readonly environment: string; readonly purpose: Purpose };
}

/** What was decided, for {@link DecisionLog.write}. */
export interface Decided {
  readonly place: PolicyPlace;
  readonly subject: string;
  readonly decision: Decision;
  readonly verdict?: Verdict;
  /** The mark that it bears. */
  readonly mark?: string;
}

export interface DecisionLog {
  /** Writes an entry, on disk before it returns. */
  write(decided: Decided): LogEntry;
  /** The same, but once for each thing and rule: a page is asked for a thousand times. */
  writeOnce(decided: Decided): void;
  /** The newest entries, newest first. */
  latest(): readonly LogEntry[];
}

const KEPT = 200;
/** A shop has as many things on its pages; beyond that entries may repeat. */
const REMEMBERED = 10_000;
const ENVIRONMENTS = ['production', 'staging', 'test', 'development'];

export function openDecisionLog(file: string): DecisionLog {
  mkdirSync(dirname(file), { recursive: true });
  const kept: LogEntry[] = [];
  const written = new Set<string>();

  function write({ place, subject, decision, verdict, mark }: Decided): LogEntry {
    const isRefused = verdict?.status === 'rejected';
    const claims = isRefused && mark !== undefined ? claimsOf(mark) : undefined;
    const entry: LogEntry = {
      id: randomUUID(),
      time: new Date().toISOString(),
      place,
      subject,
      ...decision,
      // A mark that holds was not what stopped it: the rule says what did.
      ...(verdict !== undefined &&
        verdict.status !== 'verified' && { summary: summaryOf(verdict) }),
      ...(claims !== undefined && { claims }),
    };
    appendFileSync(file, `${JSON.stringify(entry)}\n`);
    kept.unshift(entry);
    kept.length = Math.min(kept.length, KEPT);
    return entry;
  }

  return {
    write,
    writeOnce(decided) {
      const key = `${decided.place} ${decided.subject} ${decided.decision.rule}`;
      if (written.has(key)) return;
      if (written.size < REMEMBERED) written.add(key);
      write(decided);
    },
    latest: () => kept,
  };
}

/** Without the detail in brackets, which may quote what an envelope says. */
function summaryOf(verdict: Verdict): string {
  return explain(verdict).summary.replace(/ \(.*\)$/s, '');
}

/** An envelope may say anything: only words that are known are written down. */
function claimsOf(mark: string): LogEntry['claims'] {
  const inspected = inspect(mark);
  if (!('claims' in inspected)) return undefined;
  const { environment, purpose } = inspected.claims;
  return {
    environment: ENVIRONMENTS.includes(environment) ? environment : 'other',
    purpose: PURPOSES.includes(purpose) ? purpose : 'content',
  };
}
