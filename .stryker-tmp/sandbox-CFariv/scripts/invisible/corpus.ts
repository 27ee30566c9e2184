/**
 * The texts that marks are put on: the bundled AI-written catalogue as it is, and texts that are
 * hard on whatever handles them, most of them with invisible characters of their own.
 */
// @ts-nocheck

import { readFileSync } from 'node:fs';

/** A text and the record that it belongs to. */
export interface Item {
  readonly subject: string;
  readonly source: string;
}

const CATALOGUE = new URL('../../examples/catalogue/data/catalog.json', import.meta.url);

/** One selector a byte, written here a second time: the run of another tool. */
const foreign = (bytes: readonly number[]) =>
  `\ufeff${bytes.map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)).join('')}`;

const HARD: Readonly<Record<string, string>> = {
  'german-nfc': 'Wärmender Füßling für Größe 38–41, schön weich.',
  'german-nfd': 'Wa\u0308rmender Fu\u0308ßling fu\u0308r Gro\u0308ße 38–41.',
  vietnamese: 'Áo khoác chống nước, nhẹ và ấm; mặc được quanh năm.',
  polish: 'Łagodna wełna merynosów — ciepła, gęsta, żółta.',
  turkish: 'Işıltılı İpek Şal: hafif ve ılık.',
  greek: 'Αδιάβροχο μπουφάν με ἀνθεκτικὴ φόδρα.',
  hebrew: 'סוודר צמר מרינו, \u202b(מידה M)\u202c רך ונעים.',
  arabic: 'سترة صوفية خفيفة\u200f ومقاومة للماء، بمقاس M.',
  persian: 'می\u200cتوان آن را هر روز پوشید.',
  hindi: 'हल्का, गरम और जलरोधक\u200d जैकेट।',
  thai: 'เสื้อกันหนาวเนื้อนุ่ม น้ำหนักเบา',
  japanese: '軽くて暖かいメリノウールのセーター。ｻｲｽﾞＭ',
  'ideographic-variants': '葛\u{e0100}飾区と葛\u{e0101}城市の店舗限定。',
  korean: '가볍고 따뜻한 \u1112\u1161\u11ab국산 스웨터',
  mongolian: 'ᠮᠣᠩ\u180bᠭᠣᠯ',
  family: 'For the whole family \u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}.',
  'emoji-presentation': 'Made with \u2764\ufe0f, not with \u2764\ufe0e',
  'emoji-at-the-end': 'Made with \u2764\ufe0f',
  'ideographic-variant-at-the-end': '飾区と葛\u{e0100}',
  'skin-tone': 'Tested by hand \u{1f44d}\u{1f3fd}\u{1f44d}\u{1f3ff}',
  flags:
    'Ships to \u{1f1e9}\u{1f1ea}\u{1f1eb}\u{1f1f7} and \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  keycaps: 'Step 1\ufe0f\u20e3: unfold. Step 2\ufe0f\u20e3: pitch.',
  'mathematical-letters':
    '\u{1d40c}\u{1d41e}\u{1d42b}\u{1d422}\u{1d427}\u{1d428} \u{1d4d2}\u{1d4fb}\u{1d4ee}\u{1d500}',
  ligatures: 'The \ufb01nest \ufb02eece, ½ the weight, 20 m² of it, No. ①',
  'stacked-marks': 'Z\u0351\u036b\u0343a\u0328\u0308l\u0321\u031f\u0301g\u0334o\u0335',
  spaces: 'Two  spaces, a\ttab, a\u00a0no-break and a\u2009thin space.',
  'line-ends': 'First line\r\nsecond line\n\nthird paragraph\rend',
  'space-at-both-ends': '  Merino crew neck  ',
  'line-end-at-the-end': 'Merino crew neck\n',
  'soft-hyphen': 'Wasser\u00addampf\u00addurch\u00adlässig',
  'zero-width': 'zero\u200bwidth\u2060joined',
  'byte-order-mark': '\ufeffText that began a file',
  markup: '<p>Light &amp; <b>warm</b></p><br>100 % cotton < linen',
  'quotes-and-commas': '"Say ""warm""", he said; it\'s 5" wide, 3,50 €\\',
  markdown: '# Merino\n\n* soft\n* *warm* and `light`\n\n[care](https://shop.example)',
  'json-like': '{"a": "\\u00e9", "b": null}',
  'url-like': 'https://shop.example/a?b=c&d=%C3%A9+f#g',
  formula: '=HYPERLINK("https://shop.example";"+1")',
  'another-tools-run': `Marked elsewhere.${foreign([0x43, 0x32, 0x50, 0x41, 0x54, 0x58, 0x54, 0, 1, 0, 0, 0, 4, 0xde, 0xad, 0xbe, 0xef])}`,
  'a-short-one': 'M',
};

/** All of them: one subject each, no two the same text. */
export function readCorpus(): readonly Item[] {
  // The catalogue is ours and its shape tested by the demo.
  const products = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as {
    readonly Id: number;
    readonly Description: string;
  }[];
  return [
    ...products.map(({ Id, Description }) => ({ subject: `products/${Id}`, source: Description })),
    ...Object.entries(HARD).map(([name, source]) => ({ subject: `texts/${name}`, source })),
  ];
}
