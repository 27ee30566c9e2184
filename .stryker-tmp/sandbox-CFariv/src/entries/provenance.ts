/** `contentmark/provenance`: what a page shows of a verdict, made on the server. Re-exports only. */
// @ts-nocheck

export {
  type Decided,
  type Provenance,
  type ProvenanceOptions,
  provenanceOf,
} from '../provenance/provenance-of.ts';
