/**
 * The verifier in PHP (examples/magento/contentmark.php) against this package: one verdict on every
 * golden vector and on mutations of its envelope: every so manieth, all of them with MUTATION_STEP=1.
 * Where there is no PHP the tests say so.
 */
import { describe, expect, test } from 'vitest';
import { readRefusedTrust, TRUST_REFUSED } from '../../fixtures/golden.ts';
import { askPhp, hasPhp, type PhpAnswer, printVerdict } from '../../fixtures/php.ts';
import {
  contextOf,
  linesOf,
  type Mutation,
  type Opened,
  openAll,
  REACHED,
} from '../../vectors/golden/cases.ts';

/** With every mutation, hundreds of thousands of checks on both sides: minutes on a busy machine. */
const TIMEOUT = 600_000;

/** A prime, so that each bit of a byte has its turn. */
const STEP = Number(process.env['MUTATION_STEP'] ?? 101);

const opened = await openAll();

test.runIf(!hasPhp)('PHP 8.1 with sodium and intl is not on PATH: its verifier was not run', () => {
  expect(hasPhp).toBe(false);
});

describe.runIf(hasPhp)('PHP and TypeScript agree', { timeout: TIMEOUT }, () => {
  test('on every golden vector: verdict, parts, claims, key and coverage', async () => {
    const answers = await askPhp(linesOf(opened, 'none'));
    expect(answers).toHaveLength(opened.length);
    for (const [index, { vector, content, verifier, item }] of opened.entries()) {
      const verdict = verifier.verifySync(content, vector.mark, item);
      const { roots, rootAnswers = roots?.map(() => 'accepted') } = vector;
      expect(answers[index], vector.name).toEqual({
        ...printVerdict(index, verdict),
        ...(rootAnswers !== undefined && { roots: rootAnswers }),
      });
      const { status, reason } = answers[index] as PhpAnswer;
      expect(reason ?? status, vector.name).toBe(vector.expect);
    }
  });

  test('on every trust that is refused, and on every pointer', async () => {
    const refused = readRefusedTrust();
    const answers = await askPhp(
      refused.flatMap((vector, id) => [
        contextOf(vector),
        { id, context: vector.name, mark: vector.mark },
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(refused.map(() => TRUST_REFUSED));
    const pointed = opened.filter(({ vector }) => vector.pointer !== undefined);
    const pointers = await askPhp(
      pointed.map(({ vector }, id) => ({ id, pointerTo: vector.mark[0] })),
    );
    expect(pointers.map(({ pointer }) => pointer)).toEqual(
      pointed.map(({ vector }) => vector.pointer),
    );
  });

  // What is changed, and how many cases there are at least, of which every STEPth is compared: a
  // generator that yields nothing agrees.
  test.each<[Mutation, number]>([
    ['bit', 90_000],
    ['cut', 20_000],
    ['resigned-bit', 50_000],
  ])('on golden envelopes with a %s changed', async (mutation, least) => {
    const expected: string[] = [];
    function* lines() {
      for (const line of linesOf(opened, mutation, 0, STEP)) {
        if ('id' in line) expected[line.id] = line.expect;
        yield line;
      }
    }
    const answers = await askPhp(lines());
    expect(answers).toHaveLength(expected.length);
    expect(answers.length).toBeGreaterThan(Math.floor(least / STEP));
    const differing = answers.filter(
      ({ id, status, reason }) => (reason ?? status) !== expected[id],
    );
    expect(differing.slice(0, 10).map((answer) => [answer, expected[answer.id]])).toEqual([]);
    // The mutations reach what they are for.
    const reached = new Set(expected);
    for (const reason of REACHED[mutation]) expect(reached).toContain(reason);
  });

  test('that HTML is never passed without its digest, and refused for all that comes before it', async () => {
    const ofHtml = opened.filter(({ vector }) => JSON.stringify(vector.content).includes('"html'));
    expect(ofHtml.length).toBeGreaterThan(5);
    const lines = ofHtml.flatMap(({ vector }, id) => [
      { ...contextOf(vector), content: vector.content },
      { id, context: vector.name, mark: vector.mark },
    ]);
    const answers = await askPhp(lines);
    for (const [id, { vector }] of ofHtml.entries()) {
      const needsParser = ['verified', 'digest-mismatch', 'content-invalid'].includes(
        vector.expect,
      );
      expect(answers[id], vector.name).toMatchObject(
        needsParser
          ? { status: 'undecided', reason: 'profile-unsupported' }
          : { status: 'rejected', reason: vector.expect },
      );
    }
  });

  test('that a part that cannot be compared hides no fault of another', async () => {
    const { vector } = opened.find((one) =>
      one.vector.name.includes('five parts, all shown'),
    ) as Opened;
    const { parts } = vector.content as { readonly parts: Record<string, object> };
    const context = { ...contextOf(vector), requiredParts: 'all' };
    const shown = (changed: object) => ({
      parts: { ...(contextOf(vector).content as { parts: object }).parts, ...changed },
    });
    expect(Object.keys(parts)).toContain('description');
    const [alone, beside, unsigned] = await askPhp([
      context,
      {
        id: 0,
        context: vector.name,
        content: shown({ description: { html: '<p>x</p>' } }),
        mark: vector.mark,
      },
      {
        id: 1,
        context: vector.name,
        content: shown({ title: { text: 'Other' } }),
        mark: vector.mark,
      },
      {
        id: 2,
        context: vector.name,
        content: shown({ extra: { html: 'x' } }),
        mark: vector.mark,
      },
    ]);
    expect(alone).toMatchObject({
      reason: 'profile-mismatch',
      parts: { description: 'wrong-profile' },
    });
    expect(beside).toMatchObject({ reason: 'digest-mismatch', parts: { title: 'mismatch' } });
    expect(unsigned).toMatchObject({ reason: 'unsigned-part', parts: { extra: 'unsigned' } });
  });
});
