/** What `contentmark magento mark` does: a mark on every product, and on what store views override. */
import { isContentmarkError } from 'contentmark';
import { text } from 'contentmark/content';
import { exportPublicJwk, localSigner, type Signer, type SigningKey } from 'contentmark/keys';
import { attributeRequest, productContent, readAttributeReply } from 'contentmark/magento';
import { type ClaimsInput, signSync } from 'contentmark/sign';
import { createTrust, createVerifier, type Trust, type Verifier } from 'contentmark/verify';
import {
  createJsonReport,
  createTextReport,
  type Finding,
  type Report,
} from '../catalog/report.ts';
import { readKey } from '../files/key-file.ts';
import { questionEnvironment } from '../terminal/environment-name.ts';
import { EXIT, usage } from '../terminal/failure.ts';
import { type ClaimFlags, readClaims } from '../terminal/options.ts';
import type { Session } from '../terminal/session.ts';
import { createClient, type MagentoClient } from './client.ts';
import { readConnection } from './connection.ts';
import type { ShopFlags } from './options.ts';
import { createCounter } from './progress.ts';
import { readShopFlags } from './read-options.ts';
import { type EnvironmentFlags, requireShop } from './require-shop.ts';
import { verifyRecord } from './verify-record.ts';
import { bodyOf, findStoreViews, type Page, type SoundRecord, unexpected, walk } from './walk.ts';
import { type Pending, type WriteProblem, writeMark, writeMarks } from './write-marks.ts';

/** The options of the command. */
export interface MarkFlags extends ShopFlags, ClaimFlags, EnvironmentFlags {
  readonly key: string;
  readonly bulk?: true;
  readonly renew?: true;
  readonly dryRun?: true;
}

type Claims = Omit<ClaimsInput, 'subject'>;

interface Job {
  readonly client: MagentoClient;
  readonly code: string;
  readonly signer: Signer;
  readonly claims: Claims;
  /** Believes our own key and nobody else. */
  readonly verifier: Verifier;
  readonly flags: MarkFlags;
  readonly report: Report;
  readonly counts: Record<'products' | 'records' | Outcome, number>;
}

/** `signed`: written, or with --dry-run to be written. */
type Outcome = 'signed' | 'unchanged' | 'skipped' | 'broken';

/** Marks the shop. */
export async function markShop(flags: MarkFlags, session: Session): Promise<void> {
  const { io } = session;
  const options = readShopFlags(flags);
  await questionEnvironment(io, flags.environment);
  const key = await readKey(io, flags.key);
  const signer = localSigner(key);
  const claims: Claims = readClaims(flags, 'product');
  // A claim that cannot be signed is the caller's mistake: said once, not for every record.
  signSync(text('trial'), { signer, claims: { ...claims, subject: 'trial' } });
  const connection = readConnection(io);
  const trust = trustOwn(key, claims);
  requireShop(connection.baseUrl, flags, trust);
  const client = createClient(connection);
  const isJson = flags.json === true;
  const report = isJson ? createJsonReport(io) : createTextReport(io);
  const counts = { products: 0, records: 0, signed: 0, unchanged: 0, skipped: 0, broken: 0 };
  const verifier = createOwnVerifier(trust, claims);
  const job: Job = { client, code: options.code, signer, claims, verifier, flags, report, counts };
  const counter = await createCounter(io, 'Marking', isJson);
  try {
    if (flags.dryRun !== true) await requireAttribute(client, options.code);
    const storeViews = await findStoreViews(client, options.storeViews);
    for await (const page of walk(client, { ...options, storeViews })) {
      counts.products += page.products;
      await markPage(page, job);
      counter.advance(page.products, page.total);
    }
  } catch (error) {
    throw await report.fail(error);
  } finally {
    counter.stop();
  }
  session.exit = counts.broken > 0 ? EXIT.findings : EXIT.clean;
  const title = flags.dryRun === true ? 'Would mark the shop' : 'Marked the shop';
  await report.finish(title, counts, { dryRun: flags.dryRun === true });
}

/** Our own key for this place, and nobody else. */
function trustOwn(key: SigningKey, { issuer, environment, purpose = 'content' }: Claims): Trust {
  const entry = { publicKey: exportPublicJwk(key), issuers: [issuer], environments: [environment] };
  return createTrust([{ ...entry, purposes: [purpose] }]);
}

/** What our key has signed for this place. */
function createOwnVerifier(trust: Trust, { environment, audience }: Claims): Verifier {
  return createVerifier({
    cacheSize: 0,
    trust,
    environment,
    ...(audience !== undefined && { audience }),
  });
}

/** Before anything is written: the attribute is there, and its values are long enough. */
async function requireAttribute(client: MagentoClient, code: string): Promise<void> {
  const reply = await client.send(attributeRequest(code));
  if (reply.refusal?.status === 404) {
    throw usage(`the shop has no attribute ${code}; run contentmark magento setup`, '--attribute');
  }
  const attribute = readAttributeReply(bodyOf(reply));
  if ('problem' in attribute) throw unexpected(attribute.problem);
  const [problem] = attribute.problems;
  if (problem !== undefined) throw usage(`attribute ${code}: ${problem}`, '--attribute');
}

async function markPage(page: Page, job: Job): Promise<void> {
  const { counts, flags } = job;
  const pending: Pending[] = [];
  for (const record of page.records) {
    counts.records += 1;
    const number = counts.records;
    if (record.problem !== undefined) {
      await addBroken(job, number, record.subject, {
        reason: 'unreadable',
        detail: record.problem,
      });
      continue;
    }
    const made = makeMark(record, job);
    if (typeof made === 'string') counts[made] += 1;
    else if ('reason' in made) await addBroken(job, number, record.subject, made);
    else pending.push({ record, number, envelope: made.envelope });
  }
  if (flags.dryRun === true) counts.signed += pending.length;
  else await writePage(page, pending, job);
}

async function writePage(page: Page, pending: readonly Pending[], job: Job): Promise<void> {
  const { counts, flags } = job;
  const written =
    flags.bulk === true && pending.length > 0 ? await writeMarks(page, pending, job) : undefined;
  for (const one of pending) {
    const problem = written === undefined ? await writeMark(one, job) : written.get(one);
    if (problem === undefined) counts.signed += 1;
    else await addBroken(job, one.number, one.record.subject, problem);
  }
}

/** A mark for a record, or why there is none to write. */
function makeMark(
  record: SoundRecord,
  { signer, claims, verifier, flags }: Job,
): 'unchanged' | 'skipped' | { readonly envelope: Uint8Array } | Problem {
  const { content } = productContent(record.own);
  const verdict = verifyRecord(record, verifier);
  const holds = verdict !== 'skipped' && verdict.status === 'verified';
  if (holds && flags.renew !== true) return 'unchanged';
  if (content === undefined) return 'skipped';
  try {
    return {
      envelope: signSync(content, { signer, claims: { ...claims, subject: record.subject } }),
    };
  } catch (error) {
    // Content without a canonical form, such as HTML that breaks out of its place.
    if (!isContentmarkError(error)) throw error;
    return { reason: 'unsignable', detail: error.message };
  }
}

interface Problem {
  readonly reason: WriteProblem['reason'] | 'unsignable' | 'unreadable';
  readonly detail: string;
}

async function addBroken(
  { counts, report }: Job,
  record: number,
  subject: string | undefined,
  problem: Problem,
): Promise<void> {
  counts.broken += 1;
  const finding: Finding = {
    record,
    ...(subject !== undefined && { subject }),
    status: 'broken',
    ...problem,
    parts: [],
  };
  await report.add(finding);
}
