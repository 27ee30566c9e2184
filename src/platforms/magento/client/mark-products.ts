/**
 * `markProducts`: marks every product of a Magento shop, and what store views override, where no
 * mark holds.
 */
import { readOptions } from '../../../errors.ts';
import { keyIdOf } from '../../../format/crypto/public-key.ts';
import type { Signer } from '../../../format/crypto/signer.ts';

import { fail } from '../../run/failure.ts';
import { type OwnMarks, type ProductClaims, readOwnMarks } from '../../run/own-marks.ts';
import { noCounts, type ProductResult, type ShopReport } from '../../run/product-result.ts';
import { readSwitch } from '../../run/run-options.ts';
import { runOverShop } from '../../run/run-over-shop.ts';
import type { CallOptions } from '../../run/sending.ts';
import { attributeRequest, readAttributeReply } from '../attribute.ts';
import { productContent } from '../product-content.ts';
import type { MagentoClient } from './client.ts';
import {
  MAGENTO_RUN_OPTIONS,
  type MagentoRunOptions,
  readMagentoRunOptions,
  requireClient,
} from './run-options.ts';
import { shopOf, unreadable } from './shop.ts';
import { bodyOf, stop, unexpected, untilStopped } from './stop.ts';
import { verifyRecord } from './verify-record.ts';
import type { Found } from './walk.ts';
import { type Prepared, writeMark, writeMarks } from './write-marks.ts';

/** Options of {@link markProducts}. */
export interface MarkProductsOptions extends MagentoRunOptions {
  readonly signer: Signer;
  readonly claims: ProductClaims;
  /** Write by bulk requests, one a page and scope. Needs the consumer `async.operations.all`. Default false. */
  readonly bulk?: boolean;
  /** Sign again also where a mark holds. Default false. */
  readonly renew?: boolean;
  /** Say what would be done, and write nothing. Default false. */
  readonly dryRun?: boolean;
}

const OPTIONS = [
  'signer',
  'claims',
  'bulk',
  'renew',
  'dryRun',
  ...MAGENTO_RUN_OPTIONS,
] as const satisfies readonly (keyof MarkProductsOptions)[];

/**
 * Marks a shop. A record whose mark holds and says what `claims` say is left alone, so the same
 * run can be repeated and resumed. Each write is read back and checked.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS`, `ERR_SIGNER` for a mistake in the call,
 * and `ERR_ARGUMENT` where the shop has no store view of a name in `storeViews`.
 */
export async function markProducts(
  client: MagentoClient,
  options: MarkProductsOptions,
): Promise<ShopReport> {
  requireClient(client);
  const given = readOptions('options', options, OPTIONS);
  const bulk = readSwitch('options.bulk', given.bulk);
  const renew = readSwitch('options.renew', given.renew);
  const dryRun = readSwitch('options.dryRun', given.dryRun);
  const settings = readMagentoRunOptions(given);
  const { code, clock, signal } = settings;
  const call: CallOptions = { ...(signal !== undefined && { signal }) };
  const own = await readOwnMarks(given, clock);
  const { verifier } = own;
  const context = { client, code, verifier, clock, call };

  if (!dryRun) {
    const failure = await untilStopped(() => requireAttribute(client, code, call));
    if (failure !== undefined) return Object.freeze({ ...failure, counts: noCounts() });
  }
  const shop = shopOf<Prepared>(client, settings, {
    prepare: (found) => prepareMark(found, own, { renew, dryRun, now: clock() }),
    async write(prepared) {
      if (bulk) return writeMarks(prepared, context);
      const results: ProductResult[] = [];
      for (const one of prepared) results.push(await writeMark(one, context));
      return results;
    },
    // A bulk is of a page, and pages end by themselves.
    capacity: bulk ? Number.POSITIVE_INFINITY : 1,
  });
  const plan = {
    task: 'mark',
    shop: client.shop,
    keyId: keyIdOf(given.signer.publicKey),
    claims: own.plan,
    attribute: code,
    storeViews: settings.storeViews ?? null,
    renew,
    dryRun,
  };
  return runOverShop(shop, plan, settings);
}

/** Before anything is written: the attribute is there, and its values are long enough. */
async function requireAttribute(
  client: MagentoClient,
  code: string,
  call: CallOptions,
): Promise<undefined> {
  const reply = await client.send(attributeRequest(code), call);
  if (reply.status === 'failed' && reply.httpStatus === 404) {
    throw stop(fail('not-ready', `the shop has no attribute ${code}; set it up`));
  }
  const attribute = readAttributeReply(bodyOf(reply));
  if ('problem' in attribute) throw unexpected(attribute.problem);
  const [problem] = attribute.problems;
  if (problem !== undefined) throw stop(fail('not-ready', `attribute ${code}: ${problem}`));
}

interface Wanted {
  readonly renew: boolean;
  readonly dryRun: boolean;
  readonly now: number;
}

/** A mark for a record, or why there is none to write. */
async function prepareMark(
  found: Found,
  own: OwnMarks,
  { renew, dryRun, now }: Wanted,
): Promise<Prepared | ProductResult> {
  if (found.problem !== undefined) return unreadable(found);
  const { subject, range } = found;
  const base = { subject, id: undefined, detail: '', verdict: undefined };
  const { content } = productContent(found.own);
  const verdict = await verifyRecord(found, own.verifier, now);
  if (verdict !== 'skipped' && own.isCurrent(verdict) && !renew) {
    return { ...base, outcome: 'kept', verdict };
  }
  if (content === undefined) return { ...base, outcome: 'skipped' };
  const made = await own.make(content, subject);
  if ('problem' in made) return { ...base, outcome: 'unsignable', detail: made.problem };
  if (dryRun) return { ...base, outcome: 'would-mark' };
  const { sku, storeView } = found.own;
  const write = { sku, storeView, envelope: made.envelope };
  return { record: found, range, writes: [write], result: { ...base, outcome: 'marked' } };
}
