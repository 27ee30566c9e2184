/** Records as the shop stores them. Marks travel in them: text forms in the member `contentmark`. */
// @ts-nocheck


export interface StoredPicture {
  /** File name under `/media/`. */
  readonly file: string;
  readonly alt: string;
  readonly contentmark?: string;
}

export interface StoredProduct {
  readonly id: number;
  readonly handle: string;
  readonly name: string;
  readonly brand: string;
  readonly type: string;
  /** US dollars. */
  readonly price: number;
  readonly description: string;
  readonly picture: StoredPicture;
  /** The mark on name and description. */
  readonly contentmark?: string;
}

export interface StoredReview {
  readonly id: string;
  /** The product's number. */
  readonly product: number;
  /** 1 to 5. */
  readonly rating: number;
  readonly author: string;
  /** ISO 8601. */
  readonly date: string;
  readonly title: string;
  readonly body: string;
  readonly contentmark?: string;
}

export interface StoredCustomer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly group: string;
  readonly contentmark?: string;
}

export interface StoredTenant {
  readonly id: string;
  readonly name: string;
  /** User names of those who are in. */
  readonly members: readonly string[];
}

/** A user on its way in: a SCIM resource (RFC 7643) and the tenant that it asks for. */
export interface StoredEntry {
  readonly tenant: string;
  readonly user: {
    readonly externalId: string;
    readonly userName: string;
    readonly displayName: string;
    readonly [member: string]: unknown;
  };
  readonly contentmark?: string;
}

/** Settings by environment. */
export type StoredSettings = Readonly<
  Record<'production' | 'staging', Readonly<Record<string, unknown>>>
>;
