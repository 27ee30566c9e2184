/** A test framework of the language alone: it runs, compares, and remembers what came of it. */

import type { ErrorCode } from '../../../src/errors.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import type { Result } from './job.ts';

/** Longer details help nobody who reads a table of ten runtimes. */
const MAX_DETAIL = 600;

export interface Harness {
  readonly results: readonly Result[];
  readonly verdicts: Readonly<Record<string, string>>;
  readonly envelopes: Readonly<Record<string, string>>;
  /** Runs one test; what it throws is its failure. */
  check(name: string, run: () => void | Promise<void>): Promise<void>;
  /** Remembers a verdict to compare with other runtimes; it may not differ within one either. */
  recordVerdict(name: string, verdict: unknown): void;
  /** The same for what was signed. */
  recordEnvelope(name: string, textForm: string): void;
}

export function createHarness(): Harness {
  const results: Result[] = [];
  const verdicts = new Map<string, string>();
  const envelopes = new Map<string, string>();
  return {
    results,
    get verdicts() {
      return Object.fromEntries(verdicts);
    },
    get envelopes() {
      return Object.fromEntries(envelopes);
    },
    async check(name, run) {
      try {
        await run();
        results.push({ name, passed: true });
      } catch (error) {
        const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        results.push({ name, passed: false, detail: detail.slice(0, MAX_DETAIL) });
      }
    },
    recordVerdict: (name, verdict) => record(verdicts, name, print(verdict)),
    recordEnvelope: (name, textForm) => record(envelopes, name, textForm),
  };
}

function record(known: Map<string, string>, name: string, value: string): void {
  equal(`${name}, judged before in this runtime`, value, known.get(name) ?? value);
  known.set(name, value);
}

/** One text for one value, whatever order its members were set in. */
export function print(value: unknown): string {
  return JSON.stringify(toPlain(value)) ?? 'undefined';
}

function toPlain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: encodeHex(value) };
  if (value instanceof Map) return { map: [...value].map(toPlain) };
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, toPlain(member)]));
}

/** @throws Error that shows both, where they do not print alike. */
export function equal(what: string, actual: unknown, expected: unknown): void {
  const [got, wanted] = [print(actual), print(expected)];
  if (got !== wanted) throw new Error(`${what}: ${got}, expected ${wanted}`);
}

/** Fails where `run` does not throw, or reject with, an error of the package with this code. */
export async function throwsCode(
  what: string,
  code: ErrorCode,
  run: () => unknown,
  argument?: string,
): Promise<void> {
  let thrown: unknown;
  try {
    const value = await run();
    thrown = new Error(`gave ${print(value)}`);
  } catch (error) {
    thrown = error;
  }
  const { name, message, ...rest } = thrown as Error & Partial<Record<string, unknown>>;
  const found = { name, code: rest['code'], argument: rest['argument'] };
  const wanted = { name: 'ContentmarkError', code, argument };
  equal(`${what} (${message})`, found, wanted);
}
