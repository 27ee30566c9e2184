/** Reads the options of stored verdicts: `--verdict-days` and those that go with it. */
import { disclosure } from 'contentmark/disclosure';
import { createDecider, type Policy, storefront } from 'contentmark/policy';
import type { StoredVerdictOptions, VerdictDecision } from 'contentmark/shopify-client';
import type { Verified } from 'contentmark/verify';
import { readPolicyOption } from '../files/policy-file.ts';
import { usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** What the command line says. */
export interface VerdictFlags {
  readonly environment: string;
  readonly verdictDays?: string;
  readonly disclose?: true;
  readonly policy?: string;
  readonly locale?: string;
}

/** What the library takes for them; `undefined` where no verdicts are asked for. */
export async function readVerdictFlags(
  io: Io,
  { verdictDays, disclose, locale, policy, environment }: VerdictFlags,
): Promise<StoredVerdictOptions | undefined> {
  if (policy !== undefined && disclose !== true) {
    throw usage('--policy says what to disclose, and goes with --disclose', '--disclose');
  }
  if (verdictDays === undefined) {
    if (disclose !== true && locale === undefined) return undefined;
    throw usage('--disclose and --locale go with --verdict-days', '--verdict-days');
  }
  const read = async () => (policy === undefined ? storefront : readPolicyOption(io, policy));
  return {
    lifetime: readDays(verdictDays),
    ...(disclose === true && { decision: decideBy(await read(), environment) }),
    ...(locale !== undefined && { locale }),
  };
}

/**
 * What a policy decides for a product that is shown. A basis is what themes choose their words
 * by, and is left out where a policy's and the label's differ: the policy calls generated what an
 * algorithm without training data made, and of such content nobody may say "AI-generated".
 */
function decideBy(
  policy: Policy,
  environment: string,
): (verdict: Verified) => VerdictDecision | undefined {
  const decide = createDecider(policy, { place: 'render', environment });
  return (verdict) => {
    const { action, basis } = decide({ verdict });
    if (basis === undefined) return { action };
    if (basis !== 'generated' && basis !== 'partly-generated') return { action, basis };
    const { made } = disclosure(verdict, { market: 'eu' });
    return made === MADE_OF[basis] ? { action, basis } : { action };
  };
}

/** How content came about where the words for a basis are true. */
const MADE_OF = { generated: 'ai-generated', 'partly-generated': 'ai-modified' } as const;

function readDays(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= 3650) return days * 86_400;
  throw usage(`--verdict-days expected whole days from 1 to 3650, got "${text}"`, '--verdict-days');
}
