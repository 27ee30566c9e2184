/** `contentmark/react`: components for React 18 and 19. Re-exports only. */
// @ts-nocheck

export { Disclosure, type DisclosureProps } from '../surfaces/react/disclosure.ts';
export { Provenance, type ProvenanceProps } from '../surfaces/react/provenance.ts';
