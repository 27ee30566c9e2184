/** Texts that make careless readers slow. Each is a function of the length that it comes near to. */

export type Family = (length: number) => string;

const fill =
  (piece: string, before = '', after = ''): Family =>
  (length) =>
    before +
    piece.repeat(Math.max(1, Math.floor((length - before.length - after.length) / piece.length))) +
    after;

const numbered =
  (write: (index: number) => string, before = '', after = ''): Family =>
  (length) => {
    const pieces = [before];
    for (let index = 0, written = before.length; written < length; index++) {
      const piece = write(index);
      pieces.push(piece);
      written += piece.length;
    }
    return pieces.join('') + after;
  };

const halves =
  (first: string, second: string): Family =>
  (length) =>
    first.repeat(Math.floor(length / 2 / first.length)) +
    second.repeat(Math.floor(length / 2 / second.length));

/** For whatever reads text. */
export const TEXTS: Readonly<Record<string, Family>> = {
  'spaces inside of a word': fill(' ', 'x', 'x'),
  'kinds of white space': fill(' \t\r\n\u00a0', 'x', 'x'),
  digits: fill('1'),
  'digits in groups': fill('1 '),
  'letters without an end': fill('a'),
  commas: fill(','),
  quotes: fill('"'),
  'nested quotes': fill('"\\"\'', '{"a":"', '"}'),
  backslashes: fill('\\'),
  dots: fill('a.'),
  'signs of addresses': fill('@'),
  slashes: fill('/', 'https://a.example', ' x'),
  'masked digits': fill('x*- '),
  underscores: fill('sk_test_'),
  'equals signs': fill('=', 'a'),
  NULs: fill('\0', 'x', 'x'),
  'combining marks in a row': fill('\u0301\u0316', 'a'),
  'words with many combining marks': fill(`a${'\u0301\u0316'.repeat(60)}`),
  'variation selectors': fill('\ufe00', 'a', 'a'),
  'invisible runs without a mark': fill('\ufeff\u{e0123}\u{e0101}', 'a', 'a'),
  'lone surrogates': fill('\ud800'),
  'characters beyond the first plane': fill('\u{1f469}\u200d'),
};

/** For whatever reads JSON, and text that may be JSON. */
export const JSONS: Readonly<Record<string, Family>> = {
  'arrays in arrays': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'objects in objects': (length) => `${'{"a":'.repeat(length / 6)}1${'}'.repeat(length / 6)}`,
  'open arrays': fill('['),
  'a long array': fill('1,', '[', '1]'),
  'many members': numbered((index) => `"k${index}":0,`, '{', '"z":1}'),
  'one member many times': fill('"a":0,', '{', '"z":1}'),
  'a number of many digits': fill('0', '[1', ']'),
  'escapes in a string': fill('\\u0041', '"', '"'),
  'white space in a member': fill(' ', '{"sku":"a","title":"x', 'x","z":1}'),
  'white space between members': fill(' ', '{"sku":"a",', '"z":1}'),
};

/** For whatever reads HTML. */
export const HTMLS: Readonly<Record<string, Family>> = {
  'open tags': fill('<div>'),
  'formatting opened again': (length) =>
    Array.from({ length: 20 }, (_, index) => `<b x=${index}>`).join('') + fill('<p>')(length),
  'formatting that never closes': numbered((index) => `<b x=${index}>`),
  'adoption by many': halves('<b><div>', '</b>'),
  'wrong nesting': fill('<b><i></b></i>'),
  'links in links': numbered((index) => `<a href=${index}>`),
  'fostered elements': fill('<b>x</b>', '<table>'),
  'fostered formatting': fill('<b>x', '<table>'),
  'fostered text': fill('a<tr>', '<table>'),
  'tables in cells': fill('<table><tr><td>'),
  'templates in templates': fill('<template>'),
  'fosters in a template': fill('<b>x', '<table><template>'),
  'SVG in SVG': fill('<svg><desc>'),
  'lists in lists': fill('<ul><li>'),
  'closed where nothing is open': halves('<span>', '</x>'),
  'no-break elements': fill('<nobr><p>'),
  'attributes of one tag': numbered((index) => `a${index} `, '<p ', '>'),
  'one attribute many times': fill('a ', '<p ', '>'),
  'attributes of the page': numbered((index) => `<body a${index}=1>`),
  'spaces in a mark': fill(' ', '<script type="application/vnd.contentmark+cose">x', 'x</script>'),
  'spaces in a link': fill(' ', '<a href="x', 'x">y</a>'),
  'marks of ours': fill('<p data-contentmark=a>'),
  'scripts of ours': fill('<script type=application/vnd.contentmark+cose>x</script>'),
  comments: fill('<!--a-->'),
  'an open comment': fill('-', '<!--'),
  'less-than signs': fill('<'),
  'unfinished tags': fill('<a '),
  entities: fill('&notin'),
  'digits of an entity': fill('1', '&#'),
  'a long value': fill('&quot;', '<a title="', '">x</a>'),
};

/** For whatever reads CSV or another table. */
export const TABLES: Readonly<Record<string, Family>> = {
  'open quotes': fill('a"', 'sku,title\na,"'),
  'many cells in a row': fill('a,', 'sku,title\n'),
  'many columns': numbered((index) => `c${index},`, 'sku,', 'title\n'),
  'many rows': fill('a,b\n', 'sku,title\n'),
  'empty lines': fill('\n', 'sku,title\n'),
  'carriage returns': fill('\r', 'sku,title\n'),
};

/** For whatever reads CBOR: each character stands for one byte. */
export const BYTES: Readonly<Record<string, Family>> = {
  'arrays of one': fill('\x81'),
  'arrays without a length': fill('\x9f'),
  'maps of one': fill('\xa1\x61a'),
  'tags of tags': fill('\xc1'),
  'an envelope of small integers': fill('\0', '\xd2\x84'),
  'pieces of a byte string': fill('\x41a', '\x5f'),
};
