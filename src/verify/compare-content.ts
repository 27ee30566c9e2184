/** Step 5 of a check: compares what is shown with what was signed, one content or part by part. */
import { equalBytes } from '../format/bytes/bytes.ts';
import {
  type Content,
  coverageOf,
  isParts,
  PROFILES,
  type SingleContent,
} from '../format/content/content.ts';
import { digestContent } from '../format/content/digest.ts';
import type { Hashing } from '../format/crypto/backend.ts';
import type { PartDigest } from '../format/envelope/claims.ts';
import { REASONS, type Reason } from '../reasons.ts';
import { noteEdited } from './edited.ts';
import type { Statement } from './find-key.ts';
import type { Expectations } from './refusal.ts';
import { accept, copyClaims, type PartResult, reject, type Verdict } from './verdict.ts';

/**
 * Texts that have matched an envelope: a single content's, or a record's by part name. Equal
 * text under an equal profile has an equal digest, so it is compared instead of hashed.
 */
export interface SeenTexts {
  text: string | undefined;
  texts: Map<string, string> | undefined;
  /** The UTF-16 units of them all. */
  units: number;
}

/** Notes the text of a single content that has matched, in the place of another spelling of it. */
export function seeText(seen: SeenTexts, text: string | undefined): void {
  seen.text = text;
  seen.units = text?.length ?? 0;
}

/** The same for a part. */
function seePart(seen: SeenTexts, name: string, text: string): void {
  seen.texts ??= new Map();
  const before = seen.texts.get(name);
  if (before === text) return;
  seen.texts.set(name, text);
  seen.units += text.length - (before?.length ?? 0);
}

/** The reason that stands for each result; `undefined` where the part refuses nothing. */
const REASON_OF: Readonly<Record<PartResult['result'], Reason | undefined>> = {
  match: undefined,
  'not-shown': undefined,
  'wrong-profile': 'profile-mismatch',
  invalid: 'content-invalid',
  unsigned: 'unsigned-part',
  missing: 'missing-part',
  mismatch: 'digest-mismatch',
};

/**
 * The verdict on content under a statement that holds in all else. Never throws.
 * @param seen texts that have matched this very statement; those that match now are added.
 */
export function compareContent(
  statement: Statement,
  content: Content,
  { requiredParts }: Expectations,
  hashing: Hashing,
  seen?: SeenTexts,
): Verdict {
  const { payload } = statement;
  if (payload.type === 'manifest') {
    if (isParts(content)) {
      return compareParts(statement, payload.parts, content.parts, requiredParts, hashing, seen);
    }
    const detail = 'the mark covers the named parts of a record, one content is shown';
    return refuse(statement, 'profile-mismatch', detail, []);
  }
  if (isParts(content)) {
    const detail = 'the mark covers one content, the parts of a record are shown';
    return refuse(statement, 'profile-mismatch', detail, []);
  }
  const { result, detail } = compare(content, payload, hashing, seen?.text);
  if (result === 'match' && seen !== undefined) seeText(seen, content.source);
  const reason = REASON_OF[result];
  return reason === undefined
    ? accept(statement.claims, statement.key.keyId, coverageOf(payload.profile), [])
    : refuse(statement, reason, detail, []);
}

function refuse(
  { claims, key: { keyId } }: Statement,
  reason: Reason,
  detail: string,
  parts: readonly PartResult[],
): Verdict {
  return noteEdited(reject(reason, detail, parts), { claims: copyClaims(claims), keyId });
}

function compareParts(
  statement: Statement,
  signed: ReadonlyMap<string, PartDigest>,
  shown: ReadonlyMap<string, SingleContent>,
  requiredParts: readonly string[] | 'all',
  hashing: Hashing,
  seen: SeenTexts | undefined,
): Verdict {
  const parts: PartResult[] = [];
  const details = new Map<string, string>();
  let coverage: 'full' | 'text' = 'full';
  let reason: Reason | undefined;
  let matched = 0;
  for (const [name, content] of shown) {
    const digest = signed.get(name);
    const { result, detail } =
      digest === undefined ? UNSIGNED : compare(content, digest, hashing, seen?.texts?.get(name));
    if (result === 'match' && seen !== undefined && content.source !== undefined) {
      seePart(seen, name, content.source);
    }
    parts.push({ name, result });
    details.set(name, detail);
    reason = earlier(reason, REASON_OF[result]);
    if (result === 'match') matched += 1;
    if (digest !== undefined && coverageOf(digest.profile) === 'text') coverage = 'text';
  }
  for (const name of signed.keys()) {
    if (shown.get(name) !== undefined) continue;
    const result = isRequired(name, requiredParts) ? 'missing' : 'not-shown';
    parts.push({ name, result });
    reason = earlier(reason, REASON_OF[result]);
  }
  if (requiredParts !== 'all') {
    for (let i = 0; i < requiredParts.length; i++) {
      const name = requiredParts[i] as string;
      if (shown.get(name) !== undefined) continue;
      reason = earlier(reason, 'missing-part');
      if (signed.get(name) === undefined) parts.push({ name, result: 'missing' });
    }
  }
  // What was not compared did not match: a page may have replaced what the loops stand on.
  if (matched < (requiredParts === 'all' ? signed.size : shown.size)) reason ??= 'digest-mismatch';
  if (reason === undefined) return accept(statement.claims, statement.key.keyId, coverage, parts);
  const named = parts.filter(({ result }) => REASON_OF[result] === reason).map(({ name }) => name);
  const why = details.get(named[0] ?? '') || undefined;
  const list = named.map((name) => JSON.stringify(name)).join(', ');
  return refuse(statement, reason, `part ${list}${why === undefined ? '' : `: ${why}`}`, parts);
}

const UNSIGNED = { result: 'unsigned', detail: '' } as const;

function isRequired(name: string, requiredParts: readonly string[] | 'all'): boolean {
  if (requiredParts === 'all') return true;
  for (let i = 0; i < requiredParts.length; i++) if (requiredParts[i] === name) return true;
  return false;
}

/**
 * The reason that comes first in REASONS. Kept while the parts are gone through, not looked
 * for in the list of results afterwards: what a replaced `push` or `find` loses is no match.
 */
function earlier(a: Reason | undefined, b: Reason | undefined): Reason | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  for (let i = 0; i < REASONS.length; i++)
    if (REASONS[i] === a || REASONS[i] === b) return REASONS[i];
  return a;
}

function compare(
  content: SingleContent,
  signed: PartDigest,
  hashing: Hashing,
  seen: string | undefined,
): { readonly result: PartResult['result']; readonly detail: string } {
  if (content.profile !== signed.profile) {
    return {
      result: 'wrong-profile',
      detail: `signed under ${PROFILES[signed.profile]}, shown under ${PROFILES[content.profile]}`,
    };
  }
  if (seen !== undefined && seen === content.source) return MATCH;
  const { digest, problem } = digestContent(content, hashing);
  if (problem !== undefined) return { result: 'invalid', detail: problem };
  if (!equalBytes(digest, signed.digest)) {
    return { result: 'mismatch', detail: 'what is shown is not what was signed' };
  }
  return MATCH;
}

const MATCH = { result: 'match', detail: '' } as const;
