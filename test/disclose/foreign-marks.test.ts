/** Marks of others on images: found where independent tools wrote them, never validated, never fatal. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import {
  FOREIGN_MARK_PROBLEMS,
  type ForeignMarks,
  lostForeignMarks,
  readForeignMarks,
} from 'contentmark/foreign-marks';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runs } from '../fixtures/runs.ts';
import { WRONG_VALUES } from '../fixtures/wrong-values.ts';

const FIXTURES = new URL('../fixtures/images/', import.meta.url);
const image = (name: string) => new Uint8Array(readFileSync(new URL(name, FIXTURES)));
const read = (name: string) => readForeignMarks(image(name));
const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const IMAGES = readdirSync(FIXTURES).filter((name) =>
  /\.(?:jpg|png|webp|avif|gif|tif)$/.test(name),
);

/** The one tool that writes to the console on odd files is not ours. */
const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
afterAll(() => warn.mockRestore());

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));
}

function uint32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** A PNG chunk; nobody here looks at the checksum. */
const chunk = (type: string, data: Uint8Array) =>
  join(uint32(data.length), ascii(type), data, [0, 0, 0, 0]);
const pngWith = (...chunks: readonly Uint8Array[]) => {
  const plain = image('plain.png');
  return join(plain.subarray(0, 33), ...chunks, plain.subarray(33));
};
const xmpChunk = (xmp: string) =>
  chunk('iTXt', join(ascii('XML:com.adobe.xmp'), [0, 0, 0, 0, 0], ascii(xmp)));
const rdf = (inner: string, attributes = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:t="http://www.tc260.org.cn/ns/AIGC/1.0/"${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const segment = (marker: number, data: Uint8Array) =>
  join([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255], data);
const jpegWith = (...segments: readonly Uint8Array[]) => {
  const plain = Buffer.from(image('plain.jpg'));
  return new Uint8Array(Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]));
};

describe('IPTC digital source types', () => {
  it.each(['jpg', 'png', 'webp', 'avif'])(
    'are read where ExifTool wrote them, in %s',
    async (ext) => {
      expect(await read(`iptc.${ext}`)).toMatchObject({
        format: ext === 'jpg' ? 'jpeg' : ext,
        digitalSourceTypes: [`${IPTC}trainedAlgorithmicMedia`],
        aigc: [],
        c2pa: { state: 'none-found', locations: [] },
        problems: [],
      });
    },
  );

  it('are read from compressed chunks, attributes and other prefixes', async () => {
    expect((await read('iptc-z.png')).digitalSourceTypes).toEqual([`${IPTC}compositeSynthetic`]);
    const found = await read('provenance.jpg');
    expect(found.digitalSourceTypes).toEqual([`${IPTC}compositeWithTrainedAlgorithmicMedia`]);
    expect(found.c2pa).toEqual({
      state: 'none-found',
      locations: [],
      remoteManifests: ['https://manifests.example/1.c2pa'],
    });
  });

  it('are told apart by namespace: a property of that name in another is none', async () => {
    const evil = rdf(
      `<o:DigitalSourceType xmlns:o="https://other.example/">${IPTC}digitalCapture</o:DigitalSourceType>`,
    );
    expect((await readForeignMarks(pngWith(xmpChunk(evil)))).digitalSourceTypes).toEqual([]);
    const rebound = evil
      .replace('e:', 'Iptc4xmpExt:')
      .replace('xmlns:o', 'xmlns:Iptc4xmpExt')
      .replaceAll('o:D', 'Iptc4xmpExt:D');
    expect((await readForeignMarks(pngWith(xmpChunk(rebound)))).digitalSourceTypes).toEqual([]);
  });

  it('are all reported where a file has several', async () => {
    const two = rdf(
      '<e:DigitalSourceType>a</e:DigitalSourceType><e:DigitalSourceType rdf:resource="b"/>',
      ' e:DigitalSourceType="c"',
    );
    expect([...(await readForeignMarks(pngWith(xmpChunk(two)))).digitalSourceTypes].sort()).toEqual(
      ['a', 'b', 'c'],
    );
  });
});

describe('AIGC labels', () => {
  const fields = {
    Label: '1',
    ContentProducer: '示例公司',
    ProduceID: 'p-1',
    ReservedCode1: '',
    ContentPropagator: '',
    PropagateID: '',
    ReservedCode2: '',
  };

  it.each([
    ['aigc-xmp.jpg', 'xmp'],
    ['aigc-xmp.png', 'xmp'],
    ['aigc-xmp.webp', 'xmp'],
    ['aigc-exif.jpg', 'exif'],
    ['aigc-exif.webp', 'exif'],
    ['aigc-text.png', 'png-text'],
    ['aigc-ztext.png', 'png-text'],
  ])('are read in %s, from %s', async (name, where) => {
    const found = await read(name);
    expect(found.aigc).toEqual([{ where, fields }]);
    expect(found.problems).toEqual([]);
  });

  it('are read where each field is a property of its own', async () => {
    const xmp = rdf('<t:Label>1</t:Label><t:ProduceID>p-2</t:ProduceID><t:Other>x</t:Other>');
    expect((await readForeignMarks(pngWith(xmpChunk(xmp)))).aigc).toEqual([
      { where: 'xmp', fields: { Label: '1', ProduceID: 'p-2' } },
    ]);
  });

  it('are not seen in a comment that only speaks of them', async () => {
    expect((await read('comment.jpg')).aigc).toEqual([]);
  });

  it('that are no JSON are reported without fields, and set no prototype', async () => {
    for (const text of [
      '{',
      '[]',
      '1',
      '{"__proto__":{"Label":"1"}}',
      '{"AIGC":null}',
      '{"AIGC":"x"}',
    ]) {
      const xmp = rdf(`<t:AIGC>${text}</t:AIGC>`);
      const [label] = (await readForeignMarks(pngWith(xmpChunk(xmp)))).aigc;
      expect(label).toEqual({ where: 'xmp', fields: {} });
      expect(label?.fields['Label']).toBeUndefined();
    }
  });
});

describe('C2PA manifests', () => {
  it.each(['jpg', 'png', 'webp', 'avif'])(
    'of c2pa-rs in %s are present, and not validated',
    async (ext) => {
      const found = await read(`c2pa.${ext}`);
      expect(found.c2pa.state).toBe('present-unvalidated');
      expect(found.c2pa.locations.length).toBeGreaterThan(0);
      expect(found.problems).toEqual([]);
      const bytes = image(`c2pa.${ext}`);
      for (const { offset, length } of found.c2pa.locations) {
        expect(offset + length).toBeLessThanOrEqual(bytes.length);
        const part = Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');
        expect(part).toContain('jumdc2pa');
      }
    },
  );

  it('with a broken byte are reported alike: nothing here says that one holds', async () => {
    const bytes = image('c2pa.png');
    const { offset } = (await read('c2pa.png')).c2pa.locations[0] as { offset: number };
    bytes[offset + 200] = (bytes[offset + 200] as number) ^ 1;
    expect((await readForeignMarks(bytes)).c2pa.state).toBe('present-unvalidated');
  });

  it('that take several segments of a JPEG are all located, and other JUMBF is not taken for one', async () => {
    const jumbf = (type: string, instance: number, sequence: number) =>
      segment(
        0xeb,
        join(
          ascii('JP'),
          [0, instance],
          uint32(sequence),
          uint32(80),
          ascii('jumb'),
          uint32(40),
          ascii('jumd'),
          ascii(type),
          new Uint8Array(20),
        ),
      );
    const more = segment(
      0xeb,
      join(ascii('JP'), [0, 1], uint32(2), uint32(80), ascii('jumb'), new Uint8Array(50)),
    );
    const both = jpegWith(jumbf('c2pa', 1, 1), more, jumbf('json', 2, 1));
    expect((await readForeignMarks(both)).c2pa.locations).toHaveLength(2);
    expect((await readForeignMarks(jpegWith(jumbf('json', 2, 1)))).c2pa.state).toBe('none-found');
  });
});

describe('real images', () => {
  const bundled = new URL('../../examples/catalogue/data/images/', import.meta.url);
  const all = new URL('../../../shared/data/dotnet-eshop/Pics/', import.meta.url);
  const summarise = async (folder: URL) => {
    const counts = { images: 0, c2pa: 0, iptc: 0, aigc: 0, problems: 0, exif: 0 };
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.webp'))) {
      const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
      const found = await readForeignMarks(bytes);
      counts.images += 1;
      counts.c2pa += found.c2pa.locations.length;
      counts.iptc += found.digitalSourceTypes.length;
      counts.aigc += found.aigc.length;
      counts.problems += found.problems.length;
      counts.exif += Buffer.from(bytes).includes('EXIF') ? 1 : 0;
    }
    return counts;
  };

  it('the ten AI-made images of the example have no mark of anyone left', async () => {
    const { exif, ...counts } = await summarise(bundled);
    expect(counts).toEqual({ images: 10, c2pa: 0, iptc: 0, aigc: 0, problems: 0 });
    expect(exif).toBeGreaterThan(0);
  });

  it.skipIf(!existsSync(all))(
    'nor have all 101, where they are at hand: 91 have EXIF and nothing else',
    async () => {
      expect(await summarise(all)).toEqual({
        images: 101,
        c2pa: 0,
        iptc: 0,
        aigc: 0,
        problems: 0,
        exif: 91,
      });
    },
  );
});

describe('what a pipeline drops', () => {
  it('is named, mark by mark', async () => {
    const plain = await read('plain.jpg');
    const lost = async (name: string) => lostForeignMarks(await read(name), plain);
    expect(await lost('plain.png')).toEqual([]);
    expect(await lost('iptc.jpg')).toEqual(['digital-source-type']);
    expect(await lost('aigc-exif.jpg')).toEqual(['aigc']);
    expect(await lost('c2pa.jpg')).toEqual(['c2pa']);
    expect(await lost('provenance.jpg')).toEqual(['c2pa-remote', 'digital-source-type']);
    expect(lostForeignMarks(plain, await read('c2pa.jpg'))).toEqual([]);
    expect(lostForeignMarks(await read('iptc.jpg'), await read('iptc.webp'))).toEqual([]);
  });

  it.each(WRONG_VALUES)('%s is no such report', async (_name, value) => {
    const plain = await read('plain.jpg');
    expect(() => lostForeignMarks(value as ForeignMarks, plain)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'original' }),
    );
    expect(() => lostForeignMarks(plain, value as ForeignMarks)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'delivered' }),
    );
  });
});

/** A JPEG whose EXIF says, six times over, that its user comment is as long as the file. */
function jpegClaiming(length: number): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: number) => [
    tag >> 8,
    tag & 255,
    0,
    type,
    ...uint32(count),
    ...uint32(value),
  ];
  const exif = Array.from({ length: 6 }, () => entry(0x9286, 7, length, 110)).flat();
  const tiff = [
    ...ascii('MM'),
    0,
    42,
    ...uint32(8),
    0,
    1,
    ...entry(0x8769, 4, 1, 26),
    ...uint32(0),
    0,
    6,
    ...exif,
    ...uint32(0),
  ];
  const data = Buffer.alloc(length, 0x41);
  const head = segment(0xe1, join(ascii('Exif\0\0'), tiff));
  return new Uint8Array(
    Buffer.concat([Uint8Array.of(0xff, 0xd8), head, Uint8Array.of(0xff, 0xda, 0, 2), data]),
  );
}

async function timed(bytes: Uint8Array): Promise<[ForeignMarks, number]> {
  const begin = performance.now();
  const found = await readForeignMarks(bytes);
  return [found, performance.now() - begin];
}

describe('hostile images', () => {
  it.each(WRONG_VALUES.filter(([, value]) => !(value instanceof Uint8Array)))(
    '%s is a mistake of the caller',
    async (_name, value) => {
      await expect(readForeignMarks(value as never)).rejects.toMatchObject({
        code: 'ERR_ARGUMENT',
        argument: 'image',
      });
    },
  );

  it('any bytes give a report', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...IMAGES),
        fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 12 }),
        fc.nat(4000),
        fc.boolean(),
        async (name, edits, cut, isCut) => {
          const bytes = image(name);
          for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
          const [found, milliseconds] = await timed(isCut ? bytes.subarray(0, cut) : bytes);
          for (const problem of found.problems) expect(FOREIGN_MARK_PROBLEMS).toContain(problem);
          expect(milliseconds).toBeLessThan(2000);
        },
      ),
      { numRuns: runs(1500) },
    );
  });

  it('every truncation of every kind of file gives a report', async () => {
    for (const name of [
      'c2pa.jpg',
      'aigc-exif.jpg',
      'iptc-z.png',
      'aigc-exif.webp',
      'packet.avif',
    ]) {
      const bytes = image(name);
      for (let length = 0; length < bytes.length; length += 7) {
        const found = await readForeignMarks(bytes.subarray(0, length));
        // Behind a JPEG's metadata, and between the boxes of an AVIF, a cut leaves no trace.
        if (found.format === 'png' || found.format === 'webp')
          expect(found.problems.length).toBeGreaterThan(0);
      }
    }
  });

  it('bytes of a view into a larger buffer are read as that view only', async () => {
    const large = join(image('iptc.jpg'), image('plain.jpg'), image('iptc.png'));
    const { length } = image('plain.jpg');
    const start = image('iptc.jpg').length;
    const found = await readForeignMarks(large.subarray(start, start + length));
    expect(found).toMatchObject({ format: 'jpeg', digitalSourceTypes: [], problems: [] });
  });

  const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024));
  const compressed = (size: number) =>
    chunk('zTXt', join(ascii('AIGC'), [0, 0], bomb.subarray(0, size)));
  const nested = (depth: number) => rdf(`${'<e:a>'.repeat(depth)}${'</e:a>'.repeat(depth)}`);

  it.each<[string, () => Uint8Array, string | undefined]>([
    ['a text chunk that expands to 64 MiB', () => pngWith(compressed(bomb.length)), undefined],
    [
      'thirty of them',
      () => pngWith(...Array.from({ length: 30 }, () => compressed(bomb.length))),
      undefined,
    ],
    [
      'a thousand text chunks',
      () => pngWith(...Array.from({ length: 1000 }, () => compressed(99))),
      'too-large',
    ],
    ['a million empty chunks', () => pngWith(new Uint8Array(12_000_000)), 'too-large'],
    [
      '70,000 segments',
      () => jpegWith(...Array.from({ length: 70_000 }, () => segment(0xe5, new Uint8Array(0)))),
      'too-large',
    ],
    ['XML 15,000 elements deep', () => pngWith(xmpChunk(nested(15_000))), undefined],
    [
      'XML larger than any packet of marks',
      () => pngWith(xmpChunk(nested(50_000))),
      'xmp-unreadable',
    ],
    ['XML larger than any metadata', () => pngWith(xmpChunk(nested(100_000))), 'too-large'],
    [
      'the end of an XMP packet, 60,000 times',
      () => pngWith(xmpChunk(`${rdf('')}${'<?xpacket end="'.repeat(60_000)}`)),
      'too-large',
    ],
    [
      '60 MB of a JPEG behind six comments that claim them',
      () => jpegClaiming(60_000_000),
      undefined,
    ],
    [
      'an AVIF of more than 4 MiB',
      () => join(image('iptc.avif'), uint32(5_000_000), ascii('free'), new Uint8Array(4_999_992)),
      'too-large',
    ],
    [
      'a DTD with a billion laughs',
      () =>
        pngWith(xmpChunk(`<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${rdf('&b;')}`)),
      'xmp-unreadable',
    ],
    [
      'an element with 20,000 attributes',
      () =>
        pngWith(xmpChunk(rdf('', Array.from({ length: 20_000 }, (_, i) => ` a${i}=""`).join('')))),
      undefined,
    ],
    ['200,000 angle brackets', () => pngWith(xmpChunk(rdf('<'.repeat(100_000)))), 'xmp-unreadable'],
    ['200,000 ampersands', () => pngWith(xmpChunk(rdf('&'.repeat(200_000)))), undefined],
    [
      'an XMP packet that stops in the middle',
      () => pngWith(xmpChunk(rdf('').slice(0, 200))),
      'xmp-unreadable',
    ],
    [
      'an XMP packet that is no UTF-8',
      () =>
        pngWith(
          chunk(
            'iTXt',
            join(ascii('XML:com.adobe.xmp'), [0, 0, 0, 0, 0, 0xff, 0xfe], ascii(rdf(''))),
          ),
        ),
      'xmp-unreadable',
    ],
    [
      'extended XMP of a thousand segments',
      () =>
        jpegWith(
          segment(0xe1, join(ascii('http://ns.adobe.com/xap/1.0/\0'), ascii(rdf('')))),
          ...Array.from({ length: 1000 }, () =>
            segment(
              0xe1,
              join(
                ascii('http://ns.adobe.com/xmp/extension/\0'),
                new Uint8Array(40 + 1000).fill(0x3c),
              ),
            ),
          ),
        ),
      undefined,
    ],
    [
      'a box that says it is 2^63 bytes long',
      () =>
        join(
          image('plain.avif'),
          [0, 0, 0, 1],
          ascii('uuid'),
          [0x7f, 255, 255, 255, 255, 255, 255, 255],
        ),
      'truncated',
    ],
    [
      'a box of no length',
      () => join(image('plain.avif'), [0, 0, 0, 4], ascii('free')),
      'truncated',
    ],
    [
      'a chunk that says it is 4 GiB long',
      () => join(image('plain.png').subarray(0, 33), [255, 255, 255, 255], ascii('iTXt')),
      'truncated',
    ],
    [
      'a RIFF that says it is longer',
      () => {
        const bytes = image('iptc.webp');
        bytes[7] = 0x7f;
        return bytes;
      },
      'truncated',
    ],
    ['nothing', () => new Uint8Array(0), 'format-not-read'],
    ['text', () => ascii('not an image'), 'format-not-read'],
    ['a GIF', () => image('plain.gif'), 'format-not-read'],
    ['more than 64 MiB', () => new Uint8Array(64 * 1024 * 1024 + 1), 'too-large'],
  ])('%s: a report, soon', async (_name, make, problem) => {
    const [found, milliseconds] = await timed(make());
    if (problem !== undefined) expect(found.problems).toContain(problem);
    expect(milliseconds).toBeLessThan(2000);
    expect(found.digitalSourceTypes.length).toBeLessThan(2);
  });
});
