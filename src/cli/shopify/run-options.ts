/** Options that marking and checking a shop share, and what they come to. */
import type { Command } from 'commander';
import { disclosure } from 'contentmark/disclosure';
import { createDecider, type Policy, storefront } from 'contentmark/policy';
import type { Journal, VerdictDecision, VerdictOptions } from 'contentmark/shopify-client';
import { isContentmarkError, type Verified } from 'contentmark/verify';
import { POLICY_OPTION, readPolicyOption } from '../files/policy-file.ts';
import { usage, wrongFlag } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { openJournal } from './journal-file.ts';

/** What both commands ask for. */
export interface RunFlags {
  readonly query?: string;
  readonly journal?: string;
  readonly verdictDays?: string;
  readonly disclose?: true;
  readonly policy?: string;
  readonly locale?: string;
}

/** Adds the options of {@link RunFlags}. */
export function addRunOptions(command: Command): Command {
  return command
    .option(
      '--query <filter>',
      "only products that match, in Shopify's search syntax: status:active",
    )
    .option('--journal <file>', 'keep here how far it has come, and go on from there')
    .option('--verdict-days <days>', 'write verdicts for themes and checkout that hold so long')
    .option(
      '--disclose',
      'with --verdict-days: write what the policy decides, so that themes and checkout label what is verified and says that AI made it, wholly or in part',
    )
    .option('--policy <policy>', `with --disclose: ${POLICY_OPTION} (default: storefront)`)
    .option(
      '--locale <language>',
      "with --verdict-days: the products' language, to see edits (en)",
    );
}

/** Adds what a command takes that asks which shop it is in before it writes. */
export function addShopOptions(command: Command): Command {
  return command
    .option('--production-host <host...>', 'every name.myshopify.com of production')
    .option('--skip-environment-check', 'write although the shop may be another than meant');
}

/** What the library takes for them. */
export async function readRunOptions(
  io: Io,
  flags: RunFlags & { readonly environment: string },
): Promise<{
  readonly query?: string;
  readonly journal?: Journal;
  readonly verdicts?: VerdictOptions;
}> {
  const { query, journal, verdictDays, disclose, locale, policy, environment } = flags;
  if (verdictDays === undefined && (disclose === true || locale !== undefined)) {
    throw usage('--disclose and --locale go with --verdict-days', '--verdict-days');
  }
  if (policy !== undefined && disclose !== true) {
    throw usage('--policy says what to disclose, and goes with --disclose', '--disclose');
  }
  return {
    ...(query !== undefined && { query }),
    ...(journal !== undefined && { journal: openJournal(journal) }),
    ...(verdictDays !== undefined && {
      verdicts: {
        lifetime: readDays(verdictDays),
        ...(disclose === true && {
          decision: decideBy(
            policy === undefined ? storefront : await readPolicyOption(io, policy),
            environment,
          ),
        }),
        ...(locale !== undefined && { locale }),
      },
    }),
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

/** The library's names for what the user spelled on the command line. */
const FLAG_OF: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['options.query', '--query'],
  ['options.journal', '--journal'],
  ['options.descSha256', '--locale'],
  ['options.environment', '--environment'],
  ['options.trust', '--trust'],
  ['options.productionHosts', '--production-host'],
]);

/** A mistake in the options under the names that they have here; anything else as it is. */
export function explainRun(error: unknown): unknown {
  if (!isContentmarkError(error)) return error;
  const flag = FLAG_OF.get((error.argument ?? '').replace(/\[\d+\]$/, ''));
  return flag === undefined ? error : wrongFlag(error, flag);
}

function readDays(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= 3650) return days * 86_400;
  throw usage(`--verdict-days expected whole days from 1 to 3650, got "${text}"`, '--verdict-days');
}
