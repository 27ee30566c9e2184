/**
 * `contentmark promote`: makes a mark of production, and a record of it, from a mark of staging.
 */

import { basename, dirname } from 'node:path';
import { type Command, Option } from 'commander';
import { encodeTextForm } from 'contentmark/carrier';
import { localSigner } from 'contentmark/keys';
import { type Promotion, type PromotionReview, promote } from 'contentmark/promote';
import { PROFILE_NAMES, type ProfileName } from 'contentmark/records';
import { REVIEW_KINDS, type ReviewKind } from 'contentmark/sign';
import { isContentmarkError } from 'contentmark/verify';
import { systemClock } from '../clock.ts';
import { printable, toJson } from '../printable.ts';
import { contentOfFile } from './files/file-content.ts';
import { readKey } from './files/key-file.ts';
import { createFiles } from './files/new-files.ts';
import { openVerifier } from './files/open-verifier.ts';
import { readInput, readMark } from './files/read-input.ts';
import { RECALL_OPTION } from './files/recall-file.ts';
import { questionEnvironment } from './terminal/environment-name.ts';
import { EXIT, type ExitCode, usage, wrongFlag } from './terminal/failure.ts';
import { colorsFor, type Io, write } from './terminal/io.ts';
import { readTime, requireUri } from './terminal/options.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags {
  readonly mark: string;
  readonly trust: string;
  readonly recall?: string;
  readonly from: string;
  readonly fromAudience?: string;
  readonly subject: string;
  readonly profile: ProfileName;
  readonly mediaType?: string;
  readonly key: string;
  readonly environment: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresAt?: string;
  readonly approver: string;
  readonly author?: string;
  readonly reason: string;
  readonly reviewKind?: ReviewKind;
  readonly reviewParty?: string;
  readonly record?: string;
  readonly now?: string;
  readonly json?: true;
}

const EXAMPLE = `
The original must hold for exactly this file, with the trust and environment it comes from. The
approver must be somebody else than its author, issuer and generator. Keep the record: it says
who let what through, and names both marks by their digests.

Exit codes: 0 promoted, 1 refused, 2 no mark.

Example:
  $ contentmark promote description.txt --mark @staging-mark.txt --trust staging/trust.json \\
      --from staging --subject boots-01 --key production/signing-key.jwk --environment production \\
      --approver role:content-lead --reason 'checked against the supplier sheet' --record promotion.json
`;

/** Adds the command. */
export function addPromote(parent: Command, session: Session): void {
  addCommand(parent, 'promote')
    .summary('carry marked content from staging to production')
    .description('Sign a file, or stdin for "-", anew for another environment.')
    .argument('<file>', 'the content, or - for stdin')
    .requiredOption('--mark <mark>', 'the original mark: its text form, or @FILE')
    .requiredOption('--trust <file>', 'whom to believe where it comes from')
    .option(...RECALL_OPTION)
    .requiredOption('--subject <id>', 'what it is: compared with the original')
    .requiredOption('--key <file>', 'private key of where it goes: a JWK, or a PKCS#8 PEM')
    .requiredOption('--approver <name>', 'who answers for it: a role or an id')
    .requiredOption('--reason <text>', 'why')
    .option('--from <name>', 'the environment it comes from', 'staging')
    .option('--environment <name>', 'the environment it goes to', 'production')
    .option('--author <name>', 'who asks for it (default: whom the original names)')
    .option('--issuer <uri>', 'who vouches there (default: as in the original)')
    .option('--from-audience <name>', 'the shop or tenant of the original')
    .option('--audience <name>', 'the shop or tenant it is for (default: as in the original)')
    .option('--expires-at <time>', 'Unix seconds or ISO 8601 (default: as in the original)')
    .addOption(
      new Option('--profile <profile>', 'the profile it was signed with')
        .choices(PROFILE_NAMES)
        .default('text'),
    )
    .option('--media-type <type>', 'media type it was signed with, with --profile raw')
    .addOption(new Option('--review-kind <kind>', 'a person reviewed it').choices(REVIEW_KINDS))
    .option('--review-party <name>', 'who answers for the review (default: the approver)')
    .option('--record <file>', 'write the record there')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)')
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => promoteFile(file, flags, session));
}

async function promoteFile(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const { from, fromAudience, subject, approver, author, reason } = flags;
  if (flags.issuer !== undefined) requireUri(flags.issuer, '--issuer');
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  const claims = readClaims(flags, now);
  const { trust, recall } = flags;
  const verifier = await openVerifier({
    trust,
    environment: from,
    ...(fromAudience !== undefined && { audience: fromAudience }),
    ...(recall !== undefined && { recall }),
  });
  const mark = await readMark(io, flags.mark, '--mark', { stdin: false });
  await questionEnvironment(io, flags.environment);
  const key = await readKey(io, flags.key);
  const bytes = await readInput(io, file, 'FILE');
  const content = await contentOfFile(flags.profile, bytes, file, flags.mediaType);
  const promotion = await promote(content, {
    verifier,
    mark,
    subject,
    signer: localSigner(key),
    claims,
    approver,
    ...(author !== undefined && { author }),
    reason,
    ...(now !== undefined && { now }),
  }).catch(blameOption);
  session.exit = exitOf(promotion);
  await report(io, promotion, flags);
}

/** Names the command's option in an error that names the library's. */
function blameOption(error: unknown): never {
  if (!isContentmarkError(error)) throw error;
  const name = /^options\.([a-z]+)$/.exec(error.argument ?? '')?.[1];
  if (name === undefined) throw error;
  throw wrongFlag(error, `--${name}`);
}

function readClaims(flags: Flags, now: number | undefined) {
  const { environment, issuer, audience, expiresAt } = flags;
  const review = readReview(flags, now);
  return {
    environment,
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
    ...(expiresAt !== undefined && { expiresAt: readTime(expiresAt, '--expires-at') }),
    ...(review !== undefined && { review }),
  };
}

function readReview(flags: Flags, now: number | undefined): PromotionReview | undefined {
  const { reviewKind, reviewParty, approver } = flags;
  if (reviewKind === undefined) {
    if (reviewParty === undefined) return undefined;
    throw usage('--review-party goes with --review-kind', '--review-party');
  }
  const reviewedAt = now ?? systemClock();
  return { kind: reviewKind, party: reviewParty ?? approver, reviewedAt };
}

function exitOf(promotion: Promotion): ExitCode {
  if (promotion.status === 'promoted') return EXIT.clean;
  return promotion.verdict.status === 'absent' ? EXIT.absent : EXIT.findings;
}

async function report(io: Io, promotion: Promotion, flags: Flags): Promise<void> {
  if (promotion.status === 'refused') {
    const { status, reason, detail } = promotion;
    if (flags.json) return printJson(io, { status, reason, detail });
    const colors = colorsFor(io.stdout, io.env);
    return printLines(io, [
      `${colors.red(colors.bold('REFUSED'))} ${reason}`,
      `  ${printable(detail)}`,
    ]);
  }
  const { status, envelope, record } = promotion;
  // First the record: a mark that is out in the world without one cannot be accounted for.
  if (flags.record !== undefined) await writeRecord(flags.record, `${toJson(record)}\n`);
  const textForm = encodeTextForm(envelope);
  if (flags.json) return printJson(io, { status, envelope: textForm, record });
  await printLines(io, [textForm]);
  if (flags.record === undefined) {
    await write(io.stderr, `contentmark: the record, to be kept: ${toJson(record)}\n`);
  }
}

/** Writes the record to a file that must not exist yet. */
async function writeRecord(path: string, content: string): Promise<void> {
  await createFiles(dirname(path), [{ name: basename(path), mode: 0o644, content }], '--record');
}
