/**
 * The types of an envelope's claims: who signed what, where, when and for whom. encode-claims.ts
 * writes them, decode-claims.ts reads them, and limits.ts has the bounds of both.
 */
import type { Kind, Purpose, ReviewKind, Topic } from './vocabulary.ts';

/** The system that generated the content. */
export interface Generator {
  readonly name: string;
  readonly version?: string;
  readonly model?: string;
}

/** A person's review of the content, signed off by its digest. */
export interface Review {
  readonly kind: ReviewKind;
  /** Who answers for it: a name or role, not an e-mail address. */
  readonly party: string;
  /** Unix seconds. */
  readonly reviewedAt: number;
  /** SHA-256 of the canonical content that was signed off: 32 bytes. */
  readonly digest: Uint8Array;
}

/** A robust identifier of the content that survives re-encoding; advisory only. */
export interface SoftBinding {
  /** The algorithm, by number. */
  readonly algorithm: number;
  /** 1 to 64 bytes. */
  readonly value: Uint8Array;
}

/** A value of your own in `extensions`. */
export type ExtensionValue = string | number | boolean | Uint8Array;

/** The claims of a verified envelope. All times are Unix seconds. */
export interface Claims {
  /** Who signs: a URI of yours (`iss`). */
  readonly issuer: string;
  /** What is marked, by a name that survives a restore: a handle or SKU (`sub`). */
  readonly subject: string;
  /** For whom: a shop or tenant (`aud`). */
  readonly audience?: string;
  /** When it was signed, by the signer's own clock (`iat`). */
  readonly issuedAt: number;
  /** From when it holds (`nbf`). */
  readonly notBefore?: number;
  /** Until when it holds (`exp`). */
  readonly expiresAt?: number;
  /** A UUID of this mark (`cti`). */
  readonly id: string;
  /** How the content came about: a full IPTC or C2PA digital source type URI. */
  readonly sourceType: string;
  readonly purpose: Purpose;
  /** `production`, `staging`, `test`, `development` or your own name. */
  readonly environment: string;
  readonly generator?: Generator;
  /** Digests of the statements this content was made from: at most 16 of 32 bytes. */
  readonly ingredients?: readonly Uint8Array[];
  /** What is marked; a number where this version does not know the word. */
  readonly kind?: Kind | number;
  readonly review?: Review;
  /** Where anyone can check this mark. */
  readonly detectionUrl?: string;
  /** Claim topics; a number where this version does not know the word. */
  readonly topics?: readonly (Topic | number)[];
  /** SHA-256 of a separate private block: 32 bytes. Prompts and personal data stay out of the envelope. */
  readonly privateDigest?: Uint8Array;
  readonly softBindings?: readonly SoftBinding[];
  /** Your own claims, at most 1,024 bytes encoded. */
  readonly extensions?: ReadonlyMap<string, ExtensionValue>;
}

/** The digest of one named part under its profile. */
export interface PartDigest {
  /** Index in `PROFILES`. */
  readonly profile: number;
  /** 32 bytes. */
  readonly digest: Uint8Array;
}

/** What the signature covers: one content, or the named parts of a record. */
export type Payload =
  | {
      readonly type: 'hash';
      readonly profile: number;
      readonly digest: Uint8Array;
      readonly mediaType: string | number | undefined;
    }
  | { readonly type: 'manifest'; readonly parts: ReadonlyMap<string, PartDigest> };
