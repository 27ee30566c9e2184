/** `contentmark/inspect`: what the bytes of an envelope say, unverified. Re-exports only. */
// @ts-nocheck

export {
  type Inspected,
  type InspectedDigest,
  type InspectedPayload,
  type Inspection,
  inspect,
  type Uninspectable,
} from '../verify/inspect.ts';
