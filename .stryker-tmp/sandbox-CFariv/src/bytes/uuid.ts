/** UUIDs (RFC 9562 §4): 16 bytes, and their text in lower case with hyphens. */
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
import { decodeHex } from './bytes.ts';
import { decodeUtf8 } from './utf8.ts';
const DIGITS = stryMutAct_9fa48("85") ? "" : (stryCov_9fa48("85"), '0123456789abcdef');
/** `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in ASCII. Filled anew for every id, so it may be shared. */
const TEXT: Uint8Array = /* @__PURE__ */new Uint8Array(36);

/**
 * The text of a UUID's 16 bytes. Decoded in one piece: put together piece by piece, an engine
 * keeps it as a tree, which takes more room in a cache than all other claims together.
 */
export function formatUuid(bytes: Uint8Array): string {
  if (stryMutAct_9fa48("86")) {
    {}
  } else {
    stryCov_9fa48("86");
    let at = 0;
    for (let i = 0; stryMutAct_9fa48("89") ? i >= bytes.length : stryMutAct_9fa48("88") ? i <= bytes.length : stryMutAct_9fa48("87") ? false : (stryCov_9fa48("87", "88", "89"), i < bytes.length); stryMutAct_9fa48("90") ? i-- : (stryCov_9fa48("90"), i++)) {
      if (stryMutAct_9fa48("91")) {
        {}
      } else {
        stryCov_9fa48("91");
        if (stryMutAct_9fa48("94") ? (i === 4 || i === 6 || i === 8) && i === 10 : stryMutAct_9fa48("93") ? false : stryMutAct_9fa48("92") ? true : (stryCov_9fa48("92", "93", "94"), (stryMutAct_9fa48("96") ? (i === 4 || i === 6) && i === 8 : stryMutAct_9fa48("95") ? false : (stryCov_9fa48("95", "96"), (stryMutAct_9fa48("98") ? i === 4 && i === 6 : stryMutAct_9fa48("97") ? false : (stryCov_9fa48("97", "98"), (stryMutAct_9fa48("100") ? i !== 4 : stryMutAct_9fa48("99") ? false : (stryCov_9fa48("99", "100"), i === 4)) || (stryMutAct_9fa48("102") ? i !== 6 : stryMutAct_9fa48("101") ? false : (stryCov_9fa48("101", "102"), i === 6)))) || (stryMutAct_9fa48("104") ? i !== 8 : stryMutAct_9fa48("103") ? false : (stryCov_9fa48("103", "104"), i === 8)))) || (stryMutAct_9fa48("106") ? i !== 10 : stryMutAct_9fa48("105") ? false : (stryCov_9fa48("105", "106"), i === 10)))) TEXT[stryMutAct_9fa48("107") ? at-- : (stryCov_9fa48("107"), at++)] = 0x2d;
        const byte = bytes[i] as number;
        TEXT[stryMutAct_9fa48("108") ? at-- : (stryCov_9fa48("108"), at++)] = DIGITS.charCodeAt(byte >> 4);
        TEXT[stryMutAct_9fa48("109") ? at-- : (stryCov_9fa48("109"), at++)] = DIGITS.charCodeAt(byte & 15);
      }
    }
    return stryMutAct_9fa48("110") ? decodeUtf8(TEXT.subarray(0, at)) && '' : (stryCov_9fa48("110"), decodeUtf8(TEXT.subarray(0, at)) ?? (stryMutAct_9fa48("111") ? "Stryker was here!" : (stryCov_9fa48("111"), '')));
  }
}

/** The 16 bytes of a UUID's text, or `undefined`. */
export function parseUuid(id: string): Uint8Array | undefined {
  if (stryMutAct_9fa48("112")) {
    {}
  } else {
    stryCov_9fa48("112");
    return (stryMutAct_9fa48("121") ? /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[^0-9a-f]{12}$/ : stryMutAct_9fa48("120") ? /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]$/ : stryMutAct_9fa48("119") ? /^[0-9a-f]{8}(?:-[^0-9a-f]{4}){3}-[0-9a-f]{12}$/ : stryMutAct_9fa48("118") ? /^[0-9a-f]{8}(?:-[0-9a-f]){3}-[0-9a-f]{12}$/ : stryMutAct_9fa48("117") ? /^[0-9a-f]{8}(?:-[0-9a-f]{4})-[0-9a-f]{12}$/ : stryMutAct_9fa48("116") ? /^[^0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ : stryMutAct_9fa48("115") ? /^[0-9a-f](?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ : stryMutAct_9fa48("114") ? /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/ : stryMutAct_9fa48("113") ? /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ : (stryCov_9fa48("113", "114", "115", "116", "117", "118", "119", "120", "121"), /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)).test(id) ? decodeHex(id.replaceAll(stryMutAct_9fa48("122") ? "" : (stryCov_9fa48("122"), '-'), stryMutAct_9fa48("123") ? "Stryker was here!" : (stryCov_9fa48("123"), ''))) : undefined;
  }
}