/**
 * Unpadded base64url (RFC 4648 §5), strict: one text for one byte string.
 * Padding, foreign characters, an impossible length and non-zero spare bits are
 * refused. `Buffer.from` skips what it does not know and `Uint8Array.fromBase64`
 * wants padding when strict, so neither can tell two spellings apart.
 */
// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
const ALPHABET = stryMutAct_9fa48("0") ? "" : (stryCov_9fa48("0"), 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const INVALID = 64;

/** Six bits for each ASCII code; {@link INVALID} elsewhere. */
const SIXES: Uint8Array = /* @__PURE__ */(() => {
  if (stryMutAct_9fa48("1")) {
    {}
  } else {
    stryCov_9fa48("1");
    const table = new Uint8Array(128).fill(INVALID);
    for (let i = 0; stryMutAct_9fa48("4") ? i >= ALPHABET.length : stryMutAct_9fa48("3") ? i <= ALPHABET.length : stryMutAct_9fa48("2") ? false : (stryCov_9fa48("2", "3", "4"), i < ALPHABET.length); stryMutAct_9fa48("5") ? i-- : (stryCov_9fa48("5"), i++)) table[ALPHABET.charCodeAt(i)] = i;
    return table;
  }
})();

/** Writes bytes as unpadded base64url. */
export function encodeBase64url(bytes: Uint8Array): string {
  if (stryMutAct_9fa48("6")) {
    {}
  } else {
    stryCov_9fa48("6");
    let text = stryMutAct_9fa48("7") ? "Stryker was here!" : (stryCov_9fa48("7"), '');
    for (let i = 0; stryMutAct_9fa48("10") ? i >= bytes.length : stryMutAct_9fa48("9") ? i <= bytes.length : stryMutAct_9fa48("8") ? false : (stryCov_9fa48("8", "9", "10"), i < bytes.length); stryMutAct_9fa48("11") ? i -= 3 : (stryCov_9fa48("11"), i += 3)) {
      if (stryMutAct_9fa48("12")) {
        {}
      } else {
        stryCov_9fa48("12");
        const a = bytes[i] as number;
        const b = bytes[stryMutAct_9fa48("13") ? i - 1 : (stryCov_9fa48("13"), i + 1)];
        const c = bytes[stryMutAct_9fa48("14") ? i - 2 : (stryCov_9fa48("14"), i + 2)];
        stryMutAct_9fa48("15") ? text -= ALPHABET.charAt(a >> 2) : (stryCov_9fa48("15"), text += stryMutAct_9fa48("16") ? ALPHABET : (stryCov_9fa48("16"), ALPHABET.charAt(a >> 2)));
        stryMutAct_9fa48("17") ? text -= ALPHABET.charAt((a & 3) << 4 | (b ?? 0) >> 4) : (stryCov_9fa48("17"), text += stryMutAct_9fa48("18") ? ALPHABET : (stryCov_9fa48("18"), ALPHABET.charAt((a & 3) << 4 | (stryMutAct_9fa48("19") ? b && 0 : (stryCov_9fa48("19"), b ?? 0)) >> 4)));
        if (stryMutAct_9fa48("22") ? b !== undefined : stryMutAct_9fa48("21") ? false : stryMutAct_9fa48("20") ? true : (stryCov_9fa48("20", "21", "22"), b === undefined)) break;
        stryMutAct_9fa48("23") ? text -= ALPHABET.charAt((b & 15) << 2 | (c ?? 0) >> 6) : (stryCov_9fa48("23"), text += stryMutAct_9fa48("24") ? ALPHABET : (stryCov_9fa48("24"), ALPHABET.charAt((b & 15) << 2 | (stryMutAct_9fa48("25") ? c && 0 : (stryCov_9fa48("25"), c ?? 0)) >> 6)));
        if (stryMutAct_9fa48("28") ? c !== undefined : stryMutAct_9fa48("27") ? false : stryMutAct_9fa48("26") ? true : (stryCov_9fa48("26", "27", "28"), c === undefined)) break;
        stryMutAct_9fa48("29") ? text -= ALPHABET.charAt(c & 63) : (stryCov_9fa48("29"), text += stryMutAct_9fa48("30") ? ALPHABET : (stryCov_9fa48("30"), ALPHABET.charAt(c & 63)));
      }
    }
    return text;
  }
}

/** Reads unpadded base64url, or gives `undefined` for anything `encodeBase64url` would not print. */
export function decodeBase64url(text: string): Uint8Array | undefined {
  if (stryMutAct_9fa48("31")) {
    {}
  } else {
    stryCov_9fa48("31");
    const spare = stryMutAct_9fa48("32") ? text.length * 4 : (stryCov_9fa48("32"), text.length % 4);
    if (stryMutAct_9fa48("35") ? spare !== 1 : stryMutAct_9fa48("34") ? false : stryMutAct_9fa48("33") ? true : (stryCov_9fa48("33", "34", "35"), spare === 1)) return undefined;
    const bytes = new Uint8Array(Math.floor(stryMutAct_9fa48("36") ? text.length * 3 * 4 : (stryCov_9fa48("36"), (stryMutAct_9fa48("37") ? text.length / 3 : (stryCov_9fa48("37"), text.length * 3)) / 4)));
    // Every mark on a page passes here, so the loop decides nothing: all it has seen is gathered in
    // two numbers, looked at once. What is not ASCII shows in `codes`, a foreign character in `sixes`.
    let codes = 0;
    let sixes = 0;
    let at = 0;
    let i = 0;
    for (; stryMutAct_9fa48("40") ? i >= text.length - spare : stryMutAct_9fa48("39") ? i <= text.length - spare : stryMutAct_9fa48("38") ? false : (stryCov_9fa48("38", "39", "40"), i < (stryMutAct_9fa48("41") ? text.length + spare : (stryCov_9fa48("41"), text.length - spare))); stryMutAct_9fa48("42") ? i -= 4 : (stryCov_9fa48("42"), i += 4)) {
      if (stryMutAct_9fa48("43")) {
        {}
      } else {
        stryCov_9fa48("43");
        const w = text.charCodeAt(i);
        const x = text.charCodeAt(stryMutAct_9fa48("44") ? i - 1 : (stryCov_9fa48("44"), i + 1));
        const y = text.charCodeAt(stryMutAct_9fa48("45") ? i - 2 : (stryCov_9fa48("45"), i + 2));
        const z = text.charCodeAt(stryMutAct_9fa48("46") ? i - 3 : (stryCov_9fa48("46"), i + 3));
        stryMutAct_9fa48("47") ? codes &= w | x | y | z : (stryCov_9fa48("47"), codes |= w | x | y | z);
        const a = SIXES[w & 127] as number;
        const b = SIXES[x & 127] as number;
        const c = SIXES[y & 127] as number;
        const d = SIXES[z & 127] as number;
        stryMutAct_9fa48("48") ? sixes &= a | b | c | d : (stryCov_9fa48("48"), sixes |= a | b | c | d);
        bytes[at] = a << 2 | b >> 4;
        bytes[stryMutAct_9fa48("49") ? at - 1 : (stryCov_9fa48("49"), at + 1)] = b << 4 | c >> 2;
        bytes[stryMutAct_9fa48("50") ? at - 2 : (stryCov_9fa48("50"), at + 2)] = c << 6 | d;
        stryMutAct_9fa48("51") ? at -= 3 : (stryCov_9fa48("51"), at += 3);
      }
    }
    // The last two or three characters carry four or two bits more than fill a byte. They must be
    // zero, or several texts name one byte string.
    if (stryMutAct_9fa48("55") ? spare <= 0 : stryMutAct_9fa48("54") ? spare >= 0 : stryMutAct_9fa48("53") ? false : stryMutAct_9fa48("52") ? true : (stryCov_9fa48("52", "53", "54", "55"), spare > 0)) {
      if (stryMutAct_9fa48("56")) {
        {}
      } else {
        stryCov_9fa48("56");
        let rest = 0;
        for (; stryMutAct_9fa48("59") ? i >= text.length : stryMutAct_9fa48("58") ? i <= text.length : stryMutAct_9fa48("57") ? false : (stryCov_9fa48("57", "58", "59"), i < text.length); stryMutAct_9fa48("60") ? i-- : (stryCov_9fa48("60"), i++)) {
          if (stryMutAct_9fa48("61")) {
            {}
          } else {
            stryCov_9fa48("61");
            const code = text.charCodeAt(i);
            const six = SIXES[code & 127] as number;
            stryMutAct_9fa48("62") ? codes &= code : (stryCov_9fa48("62"), codes |= code);
            stryMutAct_9fa48("63") ? sixes &= six : (stryCov_9fa48("63"), sixes |= six);
            rest = rest << 6 | six;
          }
        }
        const excess = (stryMutAct_9fa48("66") ? spare !== 2 : stryMutAct_9fa48("65") ? false : stryMutAct_9fa48("64") ? true : (stryCov_9fa48("64", "65", "66"), spare === 2)) ? 4 : 2;
        if (stryMutAct_9fa48("69") ? (rest & (1 << excess) - 1) === 0 : stryMutAct_9fa48("68") ? false : stryMutAct_9fa48("67") ? true : (stryCov_9fa48("67", "68", "69"), (rest & (stryMutAct_9fa48("70") ? (1 << excess) + 1 : (stryCov_9fa48("70"), (1 << excess) - 1))) !== 0)) return undefined;
        if (stryMutAct_9fa48("73") ? spare !== 3 : stryMutAct_9fa48("72") ? false : stryMutAct_9fa48("71") ? true : (stryCov_9fa48("71", "72", "73"), spare === 3)) bytes[stryMutAct_9fa48("74") ? at-- : (stryCov_9fa48("74"), at++)] = rest >> (stryMutAct_9fa48("75") ? 8 - excess : (stryCov_9fa48("75"), 8 + excess));
        bytes[at] = rest >> excess;
      }
    }
    return (stryMutAct_9fa48("78") ? codes < 128 || sixes < INVALID : stryMutAct_9fa48("77") ? false : stryMutAct_9fa48("76") ? true : (stryCov_9fa48("76", "77", "78"), (stryMutAct_9fa48("81") ? codes >= 128 : stryMutAct_9fa48("80") ? codes <= 128 : stryMutAct_9fa48("79") ? true : (stryCov_9fa48("79", "80", "81"), codes < 128)) && (stryMutAct_9fa48("84") ? sixes >= INVALID : stryMutAct_9fa48("83") ? sixes <= INVALID : stryMutAct_9fa48("82") ? true : (stryCov_9fa48("82", "83", "84"), sixes < INVALID)))) ? bytes : undefined;
  }
}