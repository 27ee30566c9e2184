/**
 * Reads the facts that a disclosure is decided from: the verified claims, and what only the caller
 * can say.
 */
import { systemClock } from '../../clock.ts';
import { ContentmarkError, requireSeconds } from '../../errors.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import { KINDS, type Kind } from '../../format/envelope/vocabulary.ts';
import { madeBy, type SourceTypeRow } from './made.ts';
import { requireBoolean, requireWord } from './require.ts';
import { type ReviewState, readReview } from './review.ts';

/** Where the content is shown, or sent. */
export const MARKETS = ['eu', 'us-ca', 'cn', 'google'] as const;

/** One of {@link MARKETS}. */
export type Market = (typeof MARKETS)[number];

/** What the caller is to the AI system. A shop usually deploys a system of somebody else. */
export const ROLES = ['deployer', 'provider', 'both'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** A person's answer. Only a person has one, so there is no default but the last. */
export const ANSWERS = ['yes', 'no', 'not-assessed'] as const;

/** One of {@link ANSWERS}. */
export type Answer = (typeof ANSWERS)[number];

/** Options of `disclosure`. */
export interface DisclosureOptions {
  readonly market: Market;
  /** Default `deployer`. */
  readonly role?: Role;
  /** The day that decides which rules hold, in Unix seconds. Default: the machine's clock. */
  readonly asOf?: number;
  /**
   * What the label stands beside. Needed where the mark names a record (`product`,
   * `category`, `page`) or nothing; refused where it contradicts the mark. Default: the mark's.
   */
  readonly kind?: Kind;
  /**
   * Whether a person assessed the image as a deep fake: as resembling existing persons,
   * objects or places and falsely appearing authentic (Art. 3(60)). Default `not-assessed`.
   */
  readonly deepFake?: Answer;
  /** Whether the text informs the public on matters of public interest. Default `not-assessed`. */
  readonly publicInterest?: Answer;
  /** Whether the caller is a covered provider in California. Default `not-assessed`. */
  readonly coveredProvider?: Answer;
  /** When the AI system was placed on the market, in Unix seconds. Default: not stated. */
  readonly placedOnMarketAt?: number;
  /**
   * The envelope or text form that the verdict was reached with. It holds the digest of what
   * is shown, with which a claimed human review is compared. Default: the review is unchecked.
   */
  readonly mark?: Uint8Array | string;
  /** With a record: the part that was reviewed and is shown. */
  readonly part?: string;
  /** Label also where nothing asks for it. Default false. */
  readonly voluntary?: boolean;
}

/** Every option of `disclosure`. */
export const DISCLOSURE_OPTIONS: readonly (keyof DisclosureOptions)[] = [
  'market',
  'role',
  'asOf',
  'kind',
  'deepFake',
  'publicInterest',
  'coveredProvider',
  'placedOnMarketAt',
  'mark',
  'part',
  'voluntary',
];

/** What the label stands beside, as far as the rules tell kinds apart. */
export type Subject = 'copy' | 'text' | 'image' | 'review' | 'record' | 'unstated';

/** The subject of each kind. A record of several kinds is `unstated`: the caller names the one shown. */
const SUBJECT_OF: Readonly<Record<Kind, Subject>> = {
  title: 'copy',
  description: 'copy',
  review: 'review',
  image: 'image',
  'alt-text': 'copy',
  price: 'record',
  customer: 'record',
  address: 'record',
  payment: 'record',
  order: 'record',
  settings: 'record',
  user: 'record',
  product: 'unstated',
  category: 'unstated',
  page: 'text',
  message: 'text',
};

/** Kinds that hold others, so that the caller may name the one shown. */
const HOLDS_OTHERS: ReadonlySet<Kind | number | undefined> = /* @__PURE__ */ new Set<
  Kind | number | undefined
>([undefined, 'product', 'category', 'page']);

/** All that the tables of the markets read. */
export interface Facts {
  readonly claims: Claims;
  readonly source: SourceTypeRow;
  readonly market: Market;
  readonly isDeployer: boolean;
  readonly isProvider: boolean;
  readonly asOf: number;
  readonly kind: Kind | undefined;
  readonly subject: Subject;
  readonly deepFake: Answer;
  readonly publicInterest: Answer;
  readonly coveredProvider: Answer;
  readonly placedOnMarketAt: number | undefined;
  readonly review: ReviewState;
  readonly isVoluntary: boolean;
}

/**
 * Reads the options beside the claims.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readFacts(claims: Claims, options: DisclosureOptions): Facts {
  const { role = 'deployer', asOf = systemClock(), voluntary = false } = options;
  requireWord('options.market', options.market, MARKETS);
  requireWord('options.role', role, ROLES);
  requireSeconds('options.asOf', asOf);
  requireBoolean('options.voluntary', voluntary);
  if (options.placedOnMarketAt !== undefined) {
    requireSeconds('options.placedOnMarketAt', options.placedOnMarketAt);
  }
  const kind = readKind(claims, options.kind);
  return {
    claims,
    source: madeBy(claims.sourceType),
    market: options.market,
    isDeployer: role !== 'provider',
    isProvider: role !== 'deployer',
    asOf,
    kind,
    subject: kind === undefined ? 'unstated' : SUBJECT_OF[kind],
    deepFake: readAnswer('options.deepFake', options.deepFake),
    publicInterest: readAnswer('options.publicInterest', options.publicInterest),
    coveredProvider: readAnswer('options.coveredProvider', options.coveredProvider),
    placedOnMarketAt: options.placedOnMarketAt,
    review: readReview(claims, options.mark, options.part),
    isVoluntary: voluntary,
  };
}

/**
 * The kind that is decided for. The caller may say which part of a record is shown, but not
 * overrule the mark.
 */
function readKind(claims: Claims, given: Kind | undefined): Kind | undefined {
  const stated = typeof claims.kind === 'number' ? undefined : claims.kind;
  if (given === undefined) return stated;
  requireWord('options.kind', given, KINDS);
  if (given === stated || HOLDS_OTHERS.has(stated)) return given;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    `is ${given}, and the mark was made for ${stated}: leave it out`,
    'options.kind',
  );
}

function readAnswer(argument: string, answer: Answer = 'not-assessed'): Answer {
  requireWord(argument, answer, ANSWERS);
  return answer;
}
