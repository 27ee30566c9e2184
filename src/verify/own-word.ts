/** What a mark says of itself, for the detail of a refusal that came before anything proved it. */
import type { Claims } from '../format/envelope/claims.ts';

/** A text claim may be a kilobyte; a line in a log is read by a person. */
const SHOWN = 80;

/**
 * Issuer, environment, purpose and subject as the mark has them, told as its own word: it says
 * whose content has come here, or whose it pretends to be.
 */
export function ownWordOf({ issuer, environment, purpose, subject }: Claims): string {
  return (
    `the mark says of itself, unverified: issuer ${quote(issuer)}, environment ${quote(environment)}, ` +
    `purpose ${purpose}, subject ${quote(subject)}`
  );
}

function quote(text: string): string {
  const cut = text.slice(0, SHOWN).toWellFormed();
  return JSON.stringify(cut.length < text.length ? `${cut}…` : cut);
}
