/** What `contentmark magento setup` does: the attribute, in every attribute set. */
import {
  assignAttributeRequest,
  attributeGroupsRequest,
  attributeRequest,
  attributeSetsRequest,
  attributesOfSetRequest,
  createAttributeRequest,
  hasAttribute,
  type NamedId,
  type RestRequest,
  readAttributeReply,
  readNamedIds,
} from 'contentmark/magento';
import { printable } from '../../printable.ts';
import { EXIT } from '../terminal/failure.ts';
import { printJson, printLines } from '../terminal/output.ts';
import type { Session } from '../terminal/session.ts';
import { createClient, type MagentoClient } from './client.ts';
import { readConnection } from './connection.ts';
import { readAttributeCode } from './read-options.ts';
import { bodyOf, get, unexpected } from './walk.ts';

/** The options of the command. */
export interface SetupFlags {
  readonly attribute: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What was done, or with --dry-run would be. */
interface Step {
  readonly step: 'create-attribute' | 'assign-attribute';
  readonly attributeSet?: string;
}

/** Sets the shop up. */
export async function setUp(flags: SetupFlags, session: Session): Promise<void> {
  const { io } = session;
  const code = readAttributeCode(flags.attribute);
  const client = createClient(readConnection(io));
  const isDry = flags.dryRun === true;
  const steps: Step[] = [];
  const problems = await createAttribute(client, code, isDry, steps);
  if (problems.length === 0) {
    for await (const attributeSet of setsWithout(client, code)) {
      steps.push({ step: 'assign-attribute', attributeSet: attributeSet.name });
      if (!isDry) await assign(client, attributeSet, code);
    }
  }
  session.exit = problems.length > 0 ? EXIT.findings : EXIT.clean;
  if (flags.json) return printJson(io, { attribute: code, dryRun: isDry, steps, problems });
  await printLines(io, describe(code, isDry, steps, problems));
}

/** Creates the attribute where there is none; gives what is wrong with the one that is there then. */
async function createAttribute(
  client: MagentoClient,
  code: string,
  isDry: boolean,
  steps: Step[],
): Promise<readonly string[]> {
  let reply = await client.send(attributeRequest(code));
  if (reply.refusal?.status === 404) {
    steps.push({ step: 'create-attribute' });
    if (isDry) return [];
    reply = await client.send(createAttributeRequest({ code }));
  }
  const attribute = readAttributeReply(bodyOf(reply));
  if ('problem' in attribute) throw unexpected(attribute.problem);
  return attribute.problems;
}

/** The attribute sets that lack the attribute. */
async function* setsWithout(client: MagentoClient, code: string): AsyncGenerator<NamedId> {
  let seen = 0;
  for (let page = 1; ; page++) {
    const found = await list(client, attributeSetsRequest(page), 'attribute_set');
    for (const attributeSet of found.items) {
      const has = hasAttribute(await get(client, attributesOfSetRequest(attributeSet.id)), code);
      if (has === undefined) throw unexpected('not a list of attributes');
      if (!has) yield attributeSet;
    }
    seen += found.items.length;
    if (seen >= found.totalCount || found.items.length === 0) return;
  }
}

/** Into the group "Content", where the admin shows descriptions, or the first there is. */
async function assign(client: MagentoClient, { id, name }: NamedId, code: string): Promise<void> {
  const { items } = await list(client, attributeGroupsRequest(id), 'attribute_group');
  const group = items.find((one) => one.name === 'Content') ?? items[0];
  if (group === undefined) throw unexpected(`attribute set "${name}" has no groups`);
  const assignment = { attributeSetId: id, attributeGroupId: group.id, code };
  await get(client, assignAttributeRequest(assignment));
}

async function list(
  client: MagentoClient,
  request: RestRequest,
  what: Parameters<typeof readNamedIds>[1],
) {
  const read = readNamedIds(await get(client, request), what);
  if ('problem' in read) throw unexpected(read.problem);
  return read;
}

const WORDS: Readonly<Record<Step['step'], readonly [done: string, wouldBe: string]>> = {
  'create-attribute': ['created', 'would be created'],
  'assign-attribute': ['put into', 'would be put into'],
};

function describe(
  code: string,
  isDry: boolean,
  steps: readonly Step[],
  problems: readonly string[],
): readonly string[] {
  if (problems.length > 0) {
    return [`Attribute ${code} will not do:`, ...problems.map((one) => `  ${printable(one)}`)];
  }
  if (steps.length === 0) return [`Attribute ${code} is there, in every attribute set.`];
  return steps.map(({ step, attributeSet }) => {
    const words = WORDS[step][isDry ? 1 : 0];
    const where = attributeSet === undefined ? '' : ` attribute set ${printable(attributeSet)}`;
    return `Attribute ${code} ${words}${where}`;
  });
}
