/** Quotes a mark's claims in the detail of a refusal, where nothing proves them yet. */
import type { Claims } from '../format/envelope/claims.ts';

/** The most characters that are quoted of a claim. */
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
