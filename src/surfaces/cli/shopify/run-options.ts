/** Options that marking and checking a shop share, and what they come to. */
import type { Command } from 'commander';
import type { Journal, VerdictOptions } from 'contentmark/shopify-client';
import { isContentmarkError } from 'contentmark/verify';
import { EXIT, Failure, usage } from '../failure.ts';
import { openJournal } from './journal-file.ts';

/** What both commands ask for. */
export interface RunFlags {
  readonly query?: string;
  readonly journal?: string;
  readonly verdictDays?: string;
  readonly disclose?: true;
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
    .option('--disclose', 'with --verdict-days: themes and checkout label what is verified')
    .option(
      '--locale <language>',
      "with --verdict-days: the products' language, to see edits (en)",
    );
}

/** What the library takes for them. */
export function readRunOptions(flags: RunFlags): {
  readonly query?: string;
  readonly journal?: Journal;
  readonly verdicts?: VerdictOptions;
} {
  const { query, journal, verdictDays, disclose, locale } = flags;
  if (verdictDays === undefined && (disclose === true || locale !== undefined)) {
    throw usage('--disclose and --locale go with --verdict-days', '--verdict-days');
  }
  return {
    ...(query !== undefined && { query }),
    ...(journal !== undefined && { journal: openJournal(journal) }),
    ...(verdictDays !== undefined && {
      verdicts: {
        lifetime: readDays(verdictDays),
        ...(disclose === true && { decision: { action: 'disclose' } as const }),
        ...(locale !== undefined && { locale }),
      },
    }),
  };
}

/** The library's names for what the user spelled on the command line. */
const FLAG_OF: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['options.query', '--query'],
  ['options.journal', '--journal'],
  ['options.descSha256', '--locale'],
  ['options.environment', '--environment'],
  ['options.productionHosts', '--production-host'],
]);

/** A mistake in the options under the names that they have here; anything else as it is. */
export function explainRun(error: unknown): unknown {
  if (!isContentmarkError(error)) return error;
  const flag = FLAG_OF.get((error.argument ?? '').replace(/\[\d+\]$/, ''));
  if (flag === undefined) return error;
  const message = error.message
    .replaceAll(`"${error.argument}"`, flag)
    .replaceAll('options.productionHosts', '--production-host');
  return new Failure(EXIT.usage, error.code, message, flag);
}

function readDays(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= 3650) return days * 86_400;
  throw usage(`--verdict-days expected whole days from 1 to 3650, got "${text}"`, '--verdict-days');
}
