/**
 * `setUpShop`: checks the scopes of the token, and creates the metafield definitions that are
 * missing.
 */

import { readOptions } from '../../../errors.ts';
import { readSignal } from '../../../options.ts';
import { type Failed, fail } from '../../run/failure.ts';
import { readSwitch } from '../../run/run-options.ts';
import type { CallOptions } from '../../run/sending.ts';
import {
  definitionRequest,
  definitionsRequest,
  readDefinitionReply,
  readDefinitionsReply,
} from '../definitions.ts';
import { readShopReply, type ShopDescription, shopRequest } from '../shop.ts';
import type { ShopifyClient } from './client.ts';
import { requireClient } from './run-options.ts';

/** Options of {@link setUpShop}. */
export interface SetUpOptions extends CallOptions {
  /** Say what would be done, and do nothing. Default false. */
  readonly dryRun?: boolean;
}

/** One metafield definition, as it is now. */
export interface DefinitionState {
  /** `$app`, or `custom` for marks from a CSV import. */
  readonly namespace: string;
  readonly key: string;
  /** `different`: there, with another type or access; only its owner can change that. */
  readonly status: 'created' | 'exists' | 'would-create' | 'different' | 'refused';
  readonly detail: string;
}

/** A shop that can be marked, or why not. */
export type SetUpReport =
  | {
      readonly status: 'done';
      readonly shop: ShopDescription;
      /** Empty where the token lacks a scope: then nothing was looked at. */
      readonly definitions: readonly DefinitionState[];
      /** Every scope is granted, and every definition as it should be. */
      readonly isReady: boolean;
      /** The version that answered; another than asked for where that one is gone. */
      readonly apiVersion: string | undefined;
    }
  | Failed;

/** Sets up a shop. Done twice, it changes nothing the second time. */
export async function setUpShop(
  client: ShopifyClient,
  options: SetUpOptions = {},
): Promise<SetUpReport> {
  requireClient(client);
  const given = readOptions('options', options, ['dryRun', 'signal']);
  const dryRun = readSwitch('options.dryRun', given.dryRun);
  const signal = readSignal('options.signal', given.signal);
  const call: CallOptions = { ...(signal !== undefined && { signal }) };
  const described = await client.request(shopRequest(), call);
  if (described.status !== 'ok') return described;
  const shop = readShopReply(described.data);
  if (shop === undefined) return fail('malformed', 'an answer without a shop');
  const { apiVersion } = described;
  if (shop.missingScopes.length > 0) {
    // What comes next would be denied, and say less.
    return Object.freeze({ status: 'done', shop, definitions: [], isReady: false, apiVersion });
  }
  const listed = await client.request(definitionsRequest(), call);
  if (listed.status !== 'ok') return listed;
  const found = readDefinitionsReply(listed.data);
  if (found === undefined) return fail('malformed', 'an answer without definitions');

  const definitions: DefinitionState[] = [];
  for (const { definition, status, detail } of found) {
    const { namespace, key } = definition;
    if (status !== 'missing') {
      definitions.push({
        namespace,
        key,
        status: status === 'same' ? 'exists' : 'different',
        detail,
      });
      continue;
    }
    if (dryRun) {
      definitions.push({ namespace, key, status: 'would-create', detail: '' });
      continue;
    }
    const reply = await client.request(definitionRequest(definition), call);
    if (reply.status !== 'ok') return reply;
    const made = readDefinitionReply(reply.data);
    definitions.push({
      namespace,
      key,
      status: made.status,
      detail: made.status === 'refused' ? made.detail : '',
    });
  }
  const isReady = definitions.every(({ status }) => status === 'exists' || status === 'created');
  return Object.freeze({
    status: 'done',
    shop,
    definitions: Object.freeze(definitions),
    isReady,
    apiVersion,
  });
}
