/** `setUpShop`: creates the attribute that carries marks and puts it into every attribute set. */
import { readOptions } from '../../../errors.ts';
import { readSignal } from '../../../options.ts';
import type { Failed } from '../../run/failure.ts';
import { readSwitch } from '../../run/run-options.ts';
import type { CallOptions } from '../../run/sending.ts';
import {
  attributeRequest,
  createAttributeRequest,
  MARK_ATTRIBUTE,
  readAttributeReply,
} from '../attribute.ts';
import {
  assignAttributeRequest,
  attributeGroupsRequest,
  attributeSetsRequest,
  attributesOfSetRequest,
  hasAttribute,
  type NamedId,
  readNamedIds,
} from '../attribute-sets.ts';
import { requireAttributeCode } from '../limits.ts';
import type { RestRequest } from '../request.ts';
import type { MagentoClient } from './client.ts';
import { requireClient } from './run-options.ts';
import { bodyOf, get, unexpected, untilStopped } from './stop.ts';

/** Options of {@link setUpShop}. */
export interface SetUpOptions extends CallOptions {
  /** The code of the attribute. Default `contentmark`. */
  readonly attribute?: string;
  /** Say what would be done, and do nothing. Default false. */
  readonly dryRun?: boolean;
}

/** What was done, or with `dryRun` would be. */
export interface SetUpStep {
  readonly step: 'create-attribute' | 'assign-attribute';
  /** The name of the set that it was put into. */
  readonly attributeSet?: string;
}

/** A shop that can be marked, or why not. */
export type SetUpReport =
  | {
      readonly status: 'done';
      /** The code of the attribute. */
      readonly attribute: string;
      /** Empty where everything was there. */
      readonly steps: readonly SetUpStep[];
      /** Why an existing attribute of this code is unsuitable; then nothing is done. */
      readonly problems: readonly string[];
    }
  | Failed;

interface SetUp {
  readonly client: MagentoClient;
  readonly code: string;
  readonly dryRun: boolean;
  readonly call: CallOptions;
}

/**
 * Sets up a shop. Done twice, it changes nothing the second time.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export async function setUpShop(
  client: MagentoClient,
  options: SetUpOptions = {},
): Promise<SetUpReport> {
  requireClient(client);
  const given = readOptions('options', options, ['attribute', 'dryRun', 'signal']);
  const { attribute: code = MARK_ATTRIBUTE } = given;
  requireAttributeCode('options.attribute', code);
  const dryRun = readSwitch('options.dryRun', given.dryRun);
  const signal = readSignal('options.signal', given.signal);
  const setUp: SetUp = { client, code, dryRun, call: { ...(signal !== undefined && { signal }) } };
  return untilStopped(async () => {
    const steps: SetUpStep[] = [];
    const problems = await createAttribute(setUp, steps);
    if (problems.length === 0) {
      for await (const attributeSet of setsWithout(setUp)) {
        steps.push({ step: 'assign-attribute', attributeSet: attributeSet.name });
        if (!dryRun) await assign(setUp, attributeSet);
      }
    }
    return Object.freeze({ status: 'done', attribute: code, steps, problems });
  });
}

/** Creates the attribute where there is none; gives what is wrong with the one that is there then. */
async function createAttribute(
  { client, code, dryRun, call }: SetUp,
  steps: SetUpStep[],
): Promise<readonly string[]> {
  let reply = await client.send(attributeRequest(code), call);
  if (reply.status === 'failed' && reply.httpStatus === 404) {
    steps.push({ step: 'create-attribute' });
    if (dryRun) return [];
    reply = await client.send(createAttributeRequest({ code }), call);
  }
  const attribute = readAttributeReply(bodyOf(reply));
  if ('problem' in attribute) throw unexpected(attribute.problem);
  return attribute.problems;
}

/** The attribute sets that lack the attribute. */
async function* setsWithout(setUp: SetUp): AsyncGenerator<NamedId> {
  const { client, code, call } = setUp;
  let seen = 0;
  for (let page = 1; ; page++) {
    const found = await list(setUp, attributeSetsRequest(page), 'attribute_set');
    for (const attributeSet of found.items) {
      const request = attributesOfSetRequest(attributeSet.id);
      const has = hasAttribute(await get(client, request, call), code);
      if (has === undefined) throw unexpected('not a list of attributes');
      if (!has) yield attributeSet;
    }
    seen += found.items.length;
    if (seen >= found.totalCount || found.items.length === 0) return;
  }
}

/**
 * Puts the attribute into the group "Content", where the admin shows descriptions, or else into the
 * first group.
 */
async function assign(setUp: SetUp, { id, name }: NamedId): Promise<void> {
  const { items } = await list(setUp, attributeGroupsRequest(id), 'attribute_group');
  const group = items.find((one) => one.name === 'Content') ?? items[0];
  if (group === undefined) throw unexpected(`attribute set "${name}" has no groups`);
  const assignment = { attributeSetId: id, attributeGroupId: group.id, code: setUp.code };
  await get(setUp.client, assignAttributeRequest(assignment), setUp.call);
}

async function list(
  { client, call }: SetUp,
  request: RestRequest,
  what: Parameters<typeof readNamedIds>[1],
) {
  const read = readNamedIds(await get(client, request, call), what);
  if ('problem' in read) throw unexpected(read.problem);
  return read;
}
