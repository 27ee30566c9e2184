/** What each import may weigh: the largest of what three bundlers make of it. */
import type { EntrySize } from './bundlers.ts';

/**
 * At most so many bytes, min+gzip: what was measured, and room for a small change. webpack writes a chunk
 * for the JavaScript backend beside every entry that shares a file with it, loaded or not, and it is counted.
 */
export const BUDGETS: Readonly<Record<string, EntrySize>> = {
  'the ten lines above': { webcrypto: 47_600, fallback: 47_700 },
  'verify, and text of content': { webcrypto: 20_700, fallback: 27_600 },
  contentmark: { webcrypto: 56_000, fallback: 56_100 },
  'contentmark/content': { webcrypto: 10_500, fallback: 16_800 },
  'contentmark/keys': { webcrypto: 14_500, fallback: 14_500 },
  'contentmark/sign': { webcrypto: 35_500, fallback: 35_500 },
  'contentmark/verify': { webcrypto: 20_800, fallback: 27_700 },
  'contentmark/verdict': { webcrypto: 6_200, fallback: 12_300 },
  'contentmark/carrier': { webcrypto: 4_600, fallback: 10_900 },
  'contentmark/html': { webcrypto: 57_300, fallback: 63_400 },
  'contentmark/invisible': { webcrypto: 9_500, fallback: 15_600 },
  'contentmark/magento': { webcrypto: 63_900, fallback: 70_100 },
  'contentmark/magento-client': { webcrypto: 111_500, fallback: 111_500 },
  'contentmark/shopify': { webcrypto: 72_900, fallback: 78_400 },
  'contentmark/shopify-client': { webcrypto: 118_800, fallback: 118_800 },
  'contentmark/explain': { webcrypto: 4_800, fallback: 11_300 },
  'contentmark/inspect': { webcrypto: 8_500, fallback: 14_600 },
  'contentmark/noble': { webcrypto: 9_100, fallback: 9_100 },
  'contentmark/disclosure': { webcrypto: 19_400, fallback: 25_100 },
  'contentmark/foreign-marks': { webcrypto: 6_400, fallback: 12_700 },
  'contentmark/merchant-center': { webcrypto: 8_200, fallback: 14_000 },
  'contentmark/policy': { webcrypto: 10_100, fallback: 16_200 },
  'contentmark/promote': { webcrypto: 39_900, fallback: 39_900 },
  'contentmark/http': { webcrypto: 173_500, fallback: 173_500 },
  'contentmark/http-node': { webcrypto: 6_000, fallback: 12_400 },
  'contentmark/scan': { webcrypto: 230_000, fallback: 236_000 },
  'contentmark/records': { webcrypto: 140_000, fallback: 146_000 },
  'contentmark/catalog': { webcrypto: 150_000, fallback: 156_000 },
  'contentmark/report': { webcrypto: 24_000, fallback: 30_000 },
  'contentmark/attestation': { webcrypto: 38_900, fallback: 39_000 },
  'contentmark/audit': { webcrypto: 44_000, fallback: 50_000 },
  'contentmark/audit-proof': { webcrypto: 13_500, fallback: 20_000 },
  'contentmark/remote-trust': { webcrypto: 18_600, fallback: 18_600 },
  'contentmark/recall': { webcrypto: 45_000, fallback: 45_000 },
  'contentmark/registry': { webcrypto: 68_000, fallback: 74_000 },
  'contentmark/detect': { webcrypto: 107_500, fallback: 113_500 },
  'contentmark/guards': { webcrypto: 48_000, fallback: 53_300 },
  'contentmark/compact': { webcrypto: 9_700, fallback: 16_700 },
  'contentmark/provenance': { webcrypto: 17_500, fallback: 23_200 },
  'contentmark/react': { webcrypto: 700, fallback: 700 },
  'contentmark/words': { webcrypto: 1_400, fallback: 5_500 },
  // Eight languages, the JavaScript backend and the HTML parser among what is loaded on demand.
  'contentmark/element': { webcrypto: 2_300, fallback: 71_900 },
  'contentmark/testing': { webcrypto: 4_800, fallback: 11_000 },
};

/** At most so many bytes for all of the element that a reader who checks has loaded, in one language. */
export const ELEMENT_CHECKED = 9_500;
