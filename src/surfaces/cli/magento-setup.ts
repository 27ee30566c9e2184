/** `contentmark magento setup`: the attribute that carries marks, in every attribute set. */
import type { Command } from 'commander';
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
import { EXIT } from './failure.ts';
import { createClient, type MagentoClient } from './magento/client.ts';
import { CONNECTION_HELP, readConnection } from './magento/connection.ts';
import { addAttributeOption, readAttributeCode } from './magento/options.ts';
import { bodyOf, get, unexpected } from './magento/walk.ts';
import { printable, printJson, printLines } from './output.ts';
import { addCommand, type Session } from './session.ts';

interface Flags {
  readonly attribute: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What was done, or with --dry-run would be. */
interface Step {
  readonly step: 'create-attribute' | 'assign-attribute';
  readonly attributeSet?: string;
}

const EXAMPLE = `
Creates the attribute if there is none, and puts it into every attribute set: Magento drops
values of attributes that are not in a product's set. Run it again when there are new sets.
Exit code 1: the attribute is there, but will not do. See docs/magento.md.
${CONNECTION_HELP}
Example:
  $ contentmark magento setup --dry-run
`;

/** Adds the command. */
export function addMagentoSetup(parent: Command, session: Session): void {
  addAttributeOption(addCommand(parent, 'setup'))
    .summary('create the attribute that carries marks')
    .description('Create the attribute that carries marks, and put it into every attribute set.')
    .option('--dry-run', 'say what would be done, and do nothing')
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => setUp(flags, session));
}

async function setUp(flags: Flags, session: Session): Promise<void> {
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
