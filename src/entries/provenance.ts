/** `contentmark/provenance`: what a page shows of a verdict, made on the server. Re-exports only. */
export {
  type Decided,
  type Provenance,
  type ProvenanceOptions,
  provenanceOf,
} from '../web/provenance-of.ts';
