/**
 * `contentmark/carrier`: writes marks into host records and reads them. HTML is in
 * `contentmark/html`. Re-exports only.
 */
export { additionalAttributesCarrier } from '../carry/additional-attributes.ts';
export {
  type Carrier,
  decodeTextForm,
  embed,
  encodeTextForm,
  extract,
} from '../carry/carrier.ts';
export { type HeaderPairs, headerCarrier } from '../carry/header.ts';
export { columnCarrier, memberCarrier, type NamedValues } from '../carry/member.ts';
export {
  type Metafield,
  type MetafieldCarrierOptions,
  metafieldCarrier,
} from '../carry/metafield.ts';
