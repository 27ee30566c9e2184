/** `contentmark/react`: components for React 18 and 19. Re-exports only. */
export { Disclosure, type DisclosureProps } from '../web/react/disclosure.ts';
export { Provenance, type ProvenanceProps } from '../web/react/provenance.ts';
