/**
 * `contentmark/provenance`: makes, on the server, what a page shows of a verdict. Re-exports only.
 */
export {
  type Decided,
  type Provenance,
  type ProvenanceOptions,
  provenanceOf,
} from '../web/provenance-of.ts';
