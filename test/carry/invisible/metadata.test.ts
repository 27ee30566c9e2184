/**
 * An invisible carrier is metadata with another place to stand. A watermark, as codes of practice
 * count them, is robust and part of the content itself: nothing here may ever count as one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type MarkInput, text, type Verified, verifySync } from 'contentmark';
import { embed, extract, metafieldCarrier } from 'contentmark/carrier';
import * as disclosures from 'contentmark/disclosure';
import { invisibleCarrier, pointerTo, resolvePointers } from 'contentmark/invisible';
import * as policies from 'contentmark/policy';
import * as verdicts from 'contentmark/verdict';
import { describe, expect, expectTypeOf, it, test } from 'vitest';
import { ALLOWED, findImports } from '../../architecture/import-rule.ts';
import { DESCRIPTION, mark, verifyOptions } from '../../fixtures/claims.ts';

const SRC = new URL('../../../src/', import.meta.url);
const envelope = mark(text(DESCRIPTION), { kind: 'description', topics: ['health'] });
const carrier = invisibleCarrier();
const inText = embed(DESCRIPTION, envelope, carrier);
const in16 = embed(DESCRIPTION, envelope, invisibleCarrier({ encoding: 'vs16' }));
const pointed = embed(DESCRIPTION, pointerTo(envelope), carrier);
const inMetafield = extract(embed([], envelope, metafieldCarrier()), metafieldCarrier());

/** The same mark as it can reach a check, with the text that it came with. */
const CARRIAGE: readonly (readonly [string, string, MarkInput])[] = [
  ['in the text', inText, extract(inText, carrier)],
  ['in vs16', in16, extract(in16, carrier)],
  ['by a pointer', pointed, resolvePointers(extract(pointed, carrier), inMetafield)],
  ['in the text and in a metafield', inText, [...extract(inText, carrier), ...inMetafield]],
  ['three times over', inText, [...extract(inText, carrier), ...inMetafield, envelope]],
];

const verify = (source: string, mark: MarkInput): Verified => {
  const verdict = verifySync(text(source), mark, verifyOptions);
  if (verdict.status !== 'verified') throw new Error(`not verified: ${JSON.stringify(verdict)}`);
  return verdict;
};
const byMetafield = verify(DESCRIPTION, inMetafield);

describe.each(CARRIAGE)('a mark %s', (_where, source, mark) => {
  const verdict = verify(source, mark);

  it('gives the verdict that it gives in a metafield alone, and the verdict does not say where it stood', () => {
    expect(verdict).toEqual(byMetafield);
  });

  it('is decided alike by every policy, and rests on one technique: the signature', () => {
    for (const policy of Object.values(policies.PRESETS)) {
      for (const place of policies.POLICY_PLACES) {
        for (const environment of ['production', 'staging']) {
          const where = { place, environment };
          const decision = policies.decide(policy, { ...where, verdict });
          expect(decision).toEqual(policies.decide(policy, { ...where, verdict: byMetafield }));
          expect([undefined, 'signature']).toContain(decision.technique);
          for (const { technique } of decision.findings) expect(technique).toBe('signature');
        }
      }
    }
  });

  it('calls for what it calls for in a metafield, in every market and role', () => {
    for (const market of disclosures.MARKETS) {
      for (const role of disclosures.ROLES) {
        const options = { market, role, asOf: Date.parse('2026-12-03') / 1000, mark: envelope };
        expect(disclosures.disclosure(verdict, options)).toEqual(
          disclosures.disclosure(byMetafield, options),
        );
      }
    }
  });

  it('discharges no duty to mark: what the EU asks of a provider stays required', () => {
    const options = {
      market: 'eu',
      role: 'provider',
      asOf: Date.parse('2026-12-03') / 1000,
    } as const;
    expect(disclosures.disclosure(verdict, options).machineReadable).toMatchObject({
      decision: 'required',
      basis: 'eu-provider-marks',
    });
  });
});

describe('no path leads from this carrier to a count of layers', () => {
  const words = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, member]) => [key, ...words(member)])
        : [];

  test('no word that policies, disclosures or verdicts know names a watermark or this carrier', () => {
    for (const entry of [policies, disclosures, verdicts]) {
      const vocabulary = [...Object.keys(entry), ...words(entry)];
      expect(vocabulary.length).toBeGreaterThan(20);
      expect(
        vocabulary.filter((word) => /watermark|invisible|selector|\blayer|pointer/i.test(word)),
      ).toEqual([]);
    }
  });

  test('the techniques are six, by value and by type', () => {
    expect(policies.TECHNIQUES).toEqual([
      'signature',
      'canary',
      'registry',
      'marker',
      'schema',
      'declared',
    ]);
    expectTypeOf<policies.Technique>().toEqualTypeOf<
      'signature' | 'canary' | 'registry' | 'marker' | 'schema' | 'declared'
    >();
  });

  test('a finding that calls itself one is refused', () => {
    for (const technique of ['watermark', 'invisible', 'metadata', 'invisible text vs256']) {
      const finding = { path: '', technique, id: 'x', severity: 'info' };
      expect(() =>
        policies.decide(policies.PRESETS.storefront, {
          place: 'render',
          environment: 'production',
          verdict: byMetafield,
          findings: [finding as never],
        }),
      ).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT' }));
    }
  });

  test('what decides cannot import what carries, and does not', () => {
    const folders = ['decide', 'disclose', 'platforms/shopify/verdict', 'verify'];
    for (const folder of folders) {
      expect(ALLOWED[folder] ?? []).not.toContain('carry');
      const files = readdirSync(new URL(`${folder}/`, SRC), { recursive: true, encoding: 'utf8' });
      for (const name of files.filter((file) => file.endsWith('.ts'))) {
        const imports = findImports(readFileSync(new URL(`${folder}/${name}`, SRC), 'utf8'));
        expect(imports.filter(({ specifier }) => /\/carry\/|invisible/.test(specifier))).toEqual(
          [],
        );
      }
    }
  });

  test('the carrier says so itself: no word of its entry but the names of its functions', async () => {
    const entry = await import('contentmark/invisible');
    expect(Object.keys(entry).sort()).toEqual([
      'invisibleCarrier',
      'isPointer',
      'pointerTo',
      'resolvePointers',
    ]);
    expect(invisibleCarrier().name).toBe('invisible text vs256');
  });
});
