/** The other forms of a disclosure: IPTC and XMP, C2PA assertion data, California, China. */
import { readFileSync } from 'node:fs';
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import type { ClaimsInput } from 'contentmark';
import {
  AIGC_LABELS,
  aigcLabel,
  c2paAssertionData,
  californiaFields,
  type DisclosureOptions,
  disclosure,
  iptcFields,
  xmpPacket,
} from 'contentmark/disclosure';
import { readForeignMarks } from 'contentmark/foreign-marks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID, NOW } from '../fixtures/claims.ts';
import { AS_OF, day, sourceType, verified } from './verified.ts';

const FIXTURES = new URL('../fixtures/images/', import.meta.url);
const generator = { name: 'image-gen', version: '2.1' };

function disclosed(claims: Partial<ClaimsInput> = {}, options: Partial<DisclosureOptions> = {}) {
  const { verdict } = verified({ kind: 'image', generator, ...claims });
  return disclosure(verdict, { market: 'cn', asOf: AS_OF, ...options });
}

describe('IPTC and XMP', () => {
  const odd = { name: 'image-gen <v2> & "co"', version: '2.1' };

  it('the packet is the one that ExifTool put into four images and read back', async () => {
    const found = disclosed({ generator: odd });
    const aigc = aigcLabel(found, { contentProducer: '示例公司' });
    if (aigc === undefined) throw new Error('no label');
    const packet = xmpPacket(found, { aigc });
    expect(packet).toBe(readFileSync(new URL('packet.xmp', FIXTURES), 'utf8'));
    const read = JSON.parse(readFileSync(new URL('packet.exiftool.json', FIXTURES), 'utf8'));
    expect(read).toHaveLength(4);
    for (const each of read) {
      const { SourceFile, 'XMP-TC260:AIGC': label, ...fields } = each;
      expect(
        Object.fromEntries(
          Object.entries(fields).map(([name, value]) => [
            name.replace('XMP-iptcExt:', ''),
            String(value),
          ]),
        ),
      ).toEqual(iptcFields(found));
      expect(JSON.parse(label)).toEqual(aigc);
      const marks = await readForeignMarks(readFileSync(new URL(SourceFile, FIXTURES)));
      expect(marks).toMatchObject({
        digitalSourceTypes: [iptcFields(found).DigitalSourceType],
        aigc: [{ where: 'xmp', fields: aigc }],
        problems: [],
      });
    }
  });

  it('any name of a system stays one value, or loses only what XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (name) => {
        fc.pre(name.isWellFormed());
        const packet = xmpPacket(disclosed({ generator: { name } }));
        const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
          packet.slice(packet.indexOf('<x:'), packet.lastIndexOf('<?')),
          'application/xml',
        );
        const [used] = [...document.getElementsByTagName('Iptc4xmpExt:AISystemUsed')];
        // U+0085 and U+2028 are line ends to XML 1.1 only; the parser folds them all the same.
        const plain = (text: string) =>
          text
            .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
            .replace(/[\u0085\u2028]/g, '\n');
        expect(plain(used?.textContent ?? '')).toBe(plain(name));
      }),
      { numRuns: 300 },
    );
  });

  it('no system is named where the mark states no AI, and no prompt ever is', () => {
    expect(iptcFields(disclosed({ sourceType: sourceType('digitalCapture') }))).toEqual({
      DigitalSourceType: sourceType('digitalCapture'),
    });
    expect(Object.keys(iptcFields(disclosed()))).toEqual([
      'DigitalSourceType',
      'AISystemUsed',
      'AISystemVersionUsed',
    ]);
  });
});

describe('C2PA assertion data', () => {
  it('is what c2pa-rs took into valid manifests of four formats', () => {
    const read = JSON.parse(readFileSync(new URL('c2pa.reader.json', FIXTURES), 'utf8'));
    const { kind, ...assertion } = c2paAssertionData(disclosed());
    expect(kind).toBe('assertion data');
    expect(Object.keys(read)).toHaveLength(4);
    for (const manifest of Object.values<Record<string, unknown>>(read)) {
      expect(manifest).toEqual({
        validation_state: 'Valid',
        validation_status: ['signingCredential.untrusted'],
        assertion,
      });
    }
  });

  it('names no system where the mark names none, and is never called a manifest', () => {
    const { generator: _generator, ...rest } = { generator, kind: 'image' as const };
    const plain = c2paAssertionData(
      disclosure(verified(rest).verdict, { market: 'eu', asOf: AS_OF }),
    );
    expect(plain.data.actions[0]).not.toHaveProperty('softwareAgent');
    expect(JSON.stringify(plain)).not.toMatch(/manifest|credential/i);
  });
});

describe('California', () => {
  it('lists the items of the day: one more since SB 1000', () => {
    const before = californiaFields(disclosed({}, { asOf: day('2026-09-29') }), {
      coveredProvider: 'Model Co',
    });
    const after = californiaFields(disclosed({}, { asOf: day('2026-09-30') }), {
      coveredProvider: 'Model Co',
    });
    const fields = {
      mapping: 'field-mapped',
      coversThisKind: true,
      coveredProvider: 'Model Co',
      systemName: 'image-gen',
      systemVersion: '2.1',
      createdOrAlteredAt: new Date(NOW * 1000).toISOString(),
      timeIs: 'signing-time',
      uniqueIdentifier: `urn:uuid:${ID}`,
      missing: [],
    };
    expect(before).toEqual({ ...fields, clause: 'Cal. Bus. & Prof. Code § 22757.3(b)(1)' });
    expect(after).toEqual({
      ...fields,
      clause: 'Cal. Bus. & Prof. Code § 22757.3(a)(1)',
      createdOrAltered: 'created',
    });
  });

  it('says what is missing, and that text is not covered', () => {
    const fields = californiaFields(
      disclosure(verified({ kind: 'description', sourceType: sourceType('composite') }).verdict, {
        market: 'us-ca',
        asOf: AS_OF,
      }),
      { madeAt: day('2025-12-24') },
    );
    expect(fields.coversThisKind).toBe(false);
    expect(fields.missing).toEqual([
      'coveredProvider',
      'systemName',
      'systemVersion',
      'createdOrAltered',
    ]);
    expect([fields.timeIs, fields.createdOrAlteredAt]).toEqual([
      'stated',
      '2025-12-24T00:00:00.000Z',
    ]);
    expect(
      californiaFields(
        disclosed({ sourceType: sourceType('compositeWithTrainedAlgorithmicMedia') }),
      ).createdOrAltered,
    ).toBe('altered');
  });
});

describe('China', () => {
  it('the label has the seven fields; a verified mark is the confirmed tier, and nothing else is claimed', () => {
    expect(AIGC_LABELS).toEqual({ confirmed: '1', declared: '2', suspected: '3' });
    expect(aigcLabel(disclosed(), { contentProducer: 'Producer' })).toEqual({
      Label: '1',
      ContentProducer: 'Producer',
      ProduceID: ID,
      ReservedCode1: '',
      ContentPropagator: '',
      PropagateID: '',
      ReservedCode2: '',
    });
    const spread = { contentProducer: 'P', contentPropagator: 'Shop', propagateId: 'x-1' };
    expect(aigcLabel(disclosed(), spread)).toMatchObject({
      ContentPropagator: 'Shop',
      PropagateID: 'x-1',
    });
    for (const code of ['digitalCapture', 'compositeSynthetic']) {
      expect(
        aigcLabel(disclosed({ sourceType: sourceType(code) }), { contentProducer: 'P' }),
      ).toBeUndefined();
    }
  });
});

it('wrong options are refused by name everywhere', () => {
  const found = disclosed();
  const wrong: readonly [() => unknown, string][] = [
    [() => aigcLabel(found, {} as never), 'options.contentProducer'],
    [
      () => aigcLabel(found, { contentProducer: 'x', propagateId: 7 } as never),
      'options.propagateId',
    ],
    [() => aigcLabel(found, { contentProducer: 'x', label: '1' } as never), 'options.label'],
    [() => xmpPacket(found, { aigc: { Label: '1' } as never }), 'options.aigc'],
    [() => xmpPacket(found, { iptc: true } as never), 'options.iptc'],
    [() => californiaFields(found, { madeAt: 1.5 }), 'options.madeAt'],
    [() => californiaFields(found, { coveredProvider: '' }), 'options.coveredProvider'],
    ...[iptcFields, xmpPacket, c2paAssertionData, californiaFields].map(
      (call): [() => unknown, string] => [() => call({} as never), 'disclosure'],
    ),
    [() => aigcLabel({} as never, { contentProducer: 'x' }), 'disclosure'],
  ];
  for (const [call, argument] of wrong) {
    expect(call).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT', argument }));
  }
});
