/**
 * The verifier in PHP, broken in one way at a time (mutants.json), against the golden vectors: what a
 * vector should notice. Each mutant is what an implementer of docs/format.md could get wrong.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GoldenVector, readGoldenFile } from '../../fixtures/golden.ts';
import { PHP_EXAMPLES, type PhpAnswer, STRICT } from '../../fixtures/php.ts';
import { contextOf } from './cases.ts';

/** One way to be wrong: pieces of the verifier and what stands in their place. */
interface Edited {
  readonly what: string;
  readonly edits: readonly (readonly [find: string, put: string])[];
}

/** One that no vector can notice, and why; or one that another test notices, and which. */
interface Unedited {
  readonly what: string;
  readonly equivalent?: string;
  readonly elsewhere?: string;
}

export type Mutant = Edited | Unedited;

export const MUTANTS: readonly Mutant[] = JSON.parse(
  readFileSync(new URL('mutants.json', import.meta.url), 'utf8'),
);

export function isEdited(mutant: Mutant): mutant is Edited {
  return 'edits' in mutant;
}

/** Each vector as lines for verdicts.php, with what it says about the answers to them. */
interface Question {
  readonly name: string;
  readonly lines: readonly object[];
  readonly expected: readonly Partial<PhpAnswer>[];
}

function questionOf(vector: GoldenVector): Question {
  const { name, mark, markIn, pointer, expect, coverage, roots, rootAnswers } = vector;
  const claims = expect === 'verified' ? (vector.shows ?? vector.claims) : undefined;
  const isRefusal = !['verified', 'absent', 'trust-refused'].includes(expect);
  const verdict = {
    status: isRefusal ? 'rejected' : expect,
    ...(isRefusal && { reason: expect }),
    ...(coverage !== undefined && { coverage }),
    ...(claims !== undefined && { claims: print(claims) as Record<string, unknown> }),
    ...(roots !== undefined && { roots: rootAnswers ?? roots.map(() => 'accepted') }),
  };
  return {
    name,
    lines: [
      contextOf(vector),
      { id: 0, context: name, mark, ...(markIn !== undefined && { markIn }) },
      ...(pointer === undefined ? [] : [{ id: 1, pointerTo: mark[0] }]),
    ],
    expected: pointer === undefined ? [verdict] : [verdict, { pointer }],
  };
}

/** Claims of a vector as verdicts.php prints them. */
function print(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(print);
  if (typeof value !== 'object' || value === null) return value;
  const { bytes, map } = value as { readonly bytes?: string; readonly map?: [string, unknown][] };
  if (bytes !== undefined) return bytes;
  if (map !== undefined) {
    // As they stand in the envelope: a shorter key first.
    const order = ([a]: [string, unknown], [b]: [string, unknown]) =>
      a.length - b.length || (a < b ? -1 : 1);
    return map.toSorted(order).map(([key, item]) => [key, print(item)]);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, print(item)]));
}

const questions = readGoldenFile().map(questionOf);
const input = questions
  .flatMap(({ lines }) => lines)
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('');

/**
 * The names of the vectors that a verifier fails. Throws where PHP ends with an error or a warning: a
 * verifier that breaks down is not one that is wrong.
 */
export function findFailed(edits: Edited['edits']): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'contentmark-mutant-'));
  try {
    let source = readFileSync(join(PHP_EXAMPLES, 'contentmark.php'), 'utf8');
    for (const [find, put] of edits) {
      if (source.split(find).length !== 2) throw new Error(`not exactly once: ${find}`);
      source = source.replace(find, () => put);
    }
    writeFileSync(join(folder, 'contentmark.php'), source);
    copyFileSync(join(PHP_EXAMPLES, 'verdicts.php'), join(folder, 'verdicts.php'));
    const { status, stdout, stderr } = spawnSync('php', [...STRICT, join(folder, 'verdicts.php')], {
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 120_000,
    });
    if (status !== 0 || stderr !== '') throw new Error(`php ended with ${status}: ${stderr}`);
    const answers = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as PhpAnswer);
    let at = 0;
    return questions
      .filter(({ expected }) => expected.filter((wanted) => !holds(answers[at++], wanted)).length > 0)
      .map(({ name }) => name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether an answer has all that is wanted of it; of claims and other records the members that are named. */
function holds(answer: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return answer === wanted;
  if (typeof answer !== 'object' || answer === null) return false;
  if (Array.isArray(wanted) && (answer as unknown[]).length !== wanted.length) return false;
  return Object.entries(wanted).every(([name, one]) => holds((answer as never)[name], one));
}
