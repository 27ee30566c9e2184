/**
 * Writes the claims as the data of a C2PA actions assertion, for a C2PA signer to put into its own
 * manifest. It is not a manifest, because it has no C2PA claim, no COSE signature over it and no
 * certificate.
 */
import { type Disclosure, requireDisclosure } from '../rules/disclosure.ts';

/** One action (C2PA 2.2, 18.14). */
export interface C2paAction {
  readonly action: 'c2pa.created';
  readonly digitalSourceType: string;
  /** ISO 8601: when it was signed, by the signer's own clock. */
  readonly when: string;
  readonly softwareAgent?: { readonly name: string; readonly version?: string };
}

/** Assertion data, named so that nobody takes it for a manifest. */
export interface C2paAssertionData {
  readonly kind: 'assertion data';
  readonly label: 'c2pa.actions.v2';
  readonly data: { readonly actions: readonly C2paAction[] };
}

/**
 * The assertion data. The first action of an asset is `c2pa.created` with its source type;
 * `c2pa.opened` would need the original as an ingredient, which only the C2PA signer has.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function c2paAssertionData(disclosure: Disclosure): C2paAssertionData {
  requireDisclosure('disclosure', disclosure);
  const { sourceType, issuedAt, generator } = disclosure.claims;
  const created: C2paAction = {
    action: 'c2pa.created',
    digitalSourceType: sourceType,
    when: new Date(issuedAt * 1000).toISOString(),
    ...(generator !== undefined && {
      softwareAgent: {
        name: generator.name,
        ...(generator.version !== undefined && { version: generator.version }),
      },
    }),
  };
  return Object.freeze({
    kind: 'assertion data',
    label: 'c2pa.actions.v2',
    data: { actions: [created] },
  });
}
