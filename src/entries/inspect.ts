/** `contentmark/inspect`: decodes an envelope without verifying it. Re-exports only. */
export {
  type Inspected,
  type InspectedDigest,
  type InspectedPayload,
  type Inspection,
  inspect,
  type Uninspectable,
} from '../verify/inspect.ts';
