/** `contentmark guard render`, `checkout` and `provisioning`: each decides on one JSON document. */
import { type Command, Option } from 'commander';
import {
  guardCheckout,
  guardProvisioning,
  guardRender,
  type RenderPlace,
} from 'contentmark/guards';
import type { Decision } from 'contentmark/policy';
import { addCommand, type Session } from '../terminal/session.ts';
import {
  addGuardOptions,
  addMarkOptions,
  EXIT_OF,
  type GuardFlags,
  LIMITS,
  MARK_LIMITS,
  type MarkFlags,
  openDetectors,
  readGuardFlags,
} from './options.ts';
import { readValue } from './read-value.ts';
import { reportDecision } from './report.ts';

interface RenderFlags extends MarkFlags {
  readonly place: RenderPlace;
}

interface ProvisioningFlags extends GuardFlags {
  readonly tenant?: string;
}

const RENDER_PLACES: readonly RenderPlace[] = ['render', 'review', 'image'];

/** Adds `guard render`. */
export function addGuardRender(parent: Command, session: Session): void {
  addMarkOptions(addCommand(parent, 'render'))
    .summary('a product, a review or an image, about to be shown')
    .description('Decide whether a product, a review or an image may be shown.')
    .argument('<file>', 'JSON of any shape, or - for stdin')
    .addOption(new Option('--place <place>', 'what it is').choices(RENDER_PLACES).default('render'))
    .addHelpText('after', MARK_LIMITS + LIMITS)
    .action(async (file: string, flags: RenderFlags) => {
      const call = await readGuardFlags(session.io, flags);
      const { place } = flags;
      const detectors = await openDetectors(session.io, flags);
      const item = await readValue(session.io, file, 'FILE');
      const decision = guardRender(item, { ...call, place, detectors });
      await finish(session, file, decision, flags);
    });
}

const CHECKOUT_EXAMPLE = `
Example:
  $ contentmark guard checkout order.json --environment production --json
`;

/** Adds `guard checkout`. */
export function addGuardCheckout(parent: Command, session: Session): void {
  addGuardOptions(addCommand(parent, 'checkout'))
    .summary('a cart or an order: test cards, test tokens, the bogus gateway, test: true')
    .description(
      'Decide whether a cart or an order may complete. Reads orders of Shopify (REST, GraphQL)\n' +
        'and Magento, and JSON of any other shape by the names of its members.',
    )
    .argument('<file>', 'JSON, or - for stdin')
    .addHelpText('after', LIMITS + CHECKOUT_EXAMPLE)
    .action(async (file: string, flags: GuardFlags) => {
      const { verdict: _, ...call } = await readGuardFlags(session.io, flags);
      const order = await readValue(session.io, file, 'FILE');
      await finish(session, file, guardCheckout(order, call), flags);
    });
}

/** Adds `guard provisioning`. */
export function addGuardProvisioning(parent: Command, session: Session): void {
  addGuardOptions(addCommand(parent, 'provisioning'))
    .summary('a user entering a tenant: reserved addresses, another tenant')
    .description('Decide whether a user (SCIM, or a record of a platform) may be provisioned.')
    .argument('<file>', 'JSON, or - for stdin')
    .option('--tenant <name>', 'the tenant that the user enters: compared with what the user names')
    .addHelpText('after', LIMITS)
    .action(async (file: string, flags: ProvisioningFlags) => {
      const call = await readGuardFlags(session.io, flags);
      const user = await readValue(session.io, file, 'FILE');
      const { tenant } = flags;
      const decision = guardProvisioning(user, {
        ...call,
        ...(tenant !== undefined && { tenant }),
      });
      await finish(session, file, decision, flags);
    });
}

async function finish(
  session: Session,
  file: string,
  decision: Decision,
  { json }: GuardFlags,
): Promise<void> {
  session.exit = EXIT_OF[decision.action];
  await reportDecision(session.io, file, decision, json);
}
