/** `contentmark/carrier`: where marks travel. HTML is in `contentmark/html`. Re-exports only. */
// @ts-nocheck

export { additionalAttributesCarrier } from '../carrier/additional-attributes.ts';
export {
  type Carrier,
  decodeTextForm,
  embed,
  encodeTextForm,
  extract,
} from '../carrier/carrier.ts';
export { type HeaderPairs, headerCarrier } from '../carrier/header.ts';
export { columnCarrier, memberCarrier, type NamedValues } from '../carrier/member.ts';
export {
  type Metafield,
  type MetafieldCarrierOptions,
  metafieldCarrier,
} from '../carrier/metafield.ts';
