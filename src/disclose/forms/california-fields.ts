/**
 * Writes the items of a latent disclosure under California's AI Transparency Act as a record. The
 * list changed with SB 1000 on 30 September 2026, so the day decides its letters. It only maps
 * fields; `disclosure` decides whether they are owed, and for text they are not.
 */
import { readOptions, requireSeconds, requireText } from '../../errors.ts';
import { CA_SB_1000 } from '../rules/dates.ts';
import { type Disclosure, requireDisclosure } from '../rules/disclosure.ts';

/** The items, by their letter. What no claim holds and nobody gave is in `missing`. */
export interface CaliforniaFields {
  readonly mapping: 'field-mapped';
  /** The list that was in force on the disclosure's day. */
  readonly clause:
    | 'Cal. Bus. & Prof. Code § 22757.3(b)(1)'
    | 'Cal. Bus. & Prof. Code § 22757.3(a)(1)';
  /** Image, video and audio are covered; text is not. */
  readonly coversThisKind: boolean;
  /** (A) */
  readonly coveredProvider?: string;
  /** (B) */
  readonly systemName?: string;
  /** (B) */
  readonly systemVersion?: string;
  /** (C), ISO 8601 in UTC: when the content was made or, where nobody says, when it was signed. */
  readonly createdOrAlteredAt: string;
  /** What the time is: the signer's own clock in either case. */
  readonly timeIs: 'stated' | 'signing-time';
  /** (D) */
  readonly uniqueIdentifier: string;
  /** (E), since SB 1000. */
  readonly createdOrAltered?: 'created' | 'altered';
  readonly missing: readonly (
    | 'coveredProvider'
    | 'systemName'
    | 'systemVersion'
    | 'createdOrAltered'
  )[];
}

/** Options of {@link californiaFields}. */
export interface CaliforniaOptions {
  /** The provider of the generative system. No claim holds it. Default: missing. */
  readonly coveredProvider?: string;
  /** When the content was created or altered, in Unix seconds. Default: when it was signed. */
  readonly madeAt?: number;
}

/**
 * The items of the list that the day asks for.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function californiaFields(
  disclosure: Disclosure,
  options: CaliforniaOptions = {},
): CaliforniaFields {
  requireDisclosure('disclosure', disclosure);
  const { coveredProvider, madeAt } = readOptions('options', options, [
    'coveredProvider',
    'madeAt',
  ]);
  if (coveredProvider !== undefined) requireText('options.coveredProvider', coveredProvider);
  if (madeAt !== undefined) requireSeconds('options.madeAt', madeAt);
  const { claims, asOf, subject } = disclosure;
  const isAmended = asOf >= CA_SB_1000;
  const stated = {
    coveredProvider,
    systemName: claims.generator?.name,
    systemVersion: claims.generator?.version,
    ...(isAmended && { createdOrAltered: createdOrAltered(disclosure) }),
  };
  const missing = (Object.keys(stated) as (keyof typeof stated)[]).filter(
    (name) => stated[name] === undefined,
  );
  return Object.freeze({
    mapping: 'field-mapped',
    clause: isAmended
      ? 'Cal. Bus. & Prof. Code § 22757.3(a)(1)'
      : 'Cal. Bus. & Prof. Code § 22757.3(b)(1)',
    coversThisKind: subject === 'image',
    // Only what is there: an absent member is told apart from an empty one.
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
    createdOrAlteredAt: new Date((madeAt ?? claims.issuedAt) * 1000).toISOString(),
    timeIs: madeAt === undefined ? 'signing-time' : 'stated',
    uniqueIdentifier: `urn:uuid:${claims.id}`,
    missing: Object.freeze(missing),
  });
}

function createdOrAltered({ made }: Disclosure): 'created' | 'altered' | undefined {
  switch (made) {
    case 'ai-generated':
      return 'created';
    case 'ai-modified':
      return 'altered';
    case 'not-ai':
    case 'unclear':
      return undefined;
  }
}
