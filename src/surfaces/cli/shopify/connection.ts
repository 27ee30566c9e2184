/**
 * Which shop, and with which token: from the environment, where a token stands neither in the
 * shell's history nor in the list of processes.
 */
import { type Command, Option } from 'commander';
import { SHOPIFY_API_VERSIONS } from 'contentmark/shopify';
import {
  createShopifyClient,
  type Failed,
  type ShopifyClient,
  type ShopifyFailure,
} from 'contentmark/shopify-client';
import { isContentmarkError } from 'contentmark/verify';
import { EXIT, type ExitCode, Failure, usage } from '../failure.ts';
import type { Io } from '../io.ts';
import { warn } from '../output.ts';

/** The environment variables. */
export const URL_VARIABLE: string = 'CONTENTMARK_SHOPIFY_URL';
export const TOKEN_VARIABLE: string = 'CONTENTMARK_SHOPIFY_TOKEN';

/** What every command that talks to a shop takes. */
export interface ConnectionFlags {
  readonly apiVersion: string;
  readonly json?: true;
}

/** For the help of every command that talks to a shop. */
export const CONNECTION_HELP: string = `
Environment:
  ${URL_VARIABLE}    the shop: https://name.myshopify.com
  ${TOKEN_VARIABLE}  an Admin API access token with read_products and write_products
`;

/** Adds the options of {@link ConnectionFlags}. */
export function addConnectionOptions(command: Command): Command {
  return command.addOption(
    new Option('--api-version <version>', "version of Shopify's API").default(
      SHOPIFY_API_VERSIONS[0],
    ),
  );
}

/** Makes a client for the shop that the environment names. */
export function connect(io: Io, { apiVersion, json }: ConnectionFlags): ShopifyClient {
  const url = readVariable(io, URL_VARIABLE);
  const token = readVariable(io, TOKEN_VARIABLE);
  try {
    return createShopifyClient({
      url,
      token,
      apiVersion,
      onWait({ seconds, reason }) {
        if (json === true || io.stderr.isTTY !== true) return;
        void warn(io, `waiting ${Math.ceil(seconds)} s: ${reason}`);
      },
    });
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    const argument = ARGUMENT_OF.get(error.argument ?? '') ?? URL_VARIABLE;
    throw usage(error.message.replace(/"options\.\w+"/, argument), argument);
  }
}

const ARGUMENT_OF: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['options.url', URL_VARIABLE],
  ['options.token', TOKEN_VARIABLE],
  ['options.apiVersion', '--api-version'],
]);

function readVariable({ env }: Io, name: string): string {
  const value = env[name]?.trim();
  if (value === undefined || value === '') {
    throw usage(`${name} is not set; see contentmark shopify --help`, name);
  }
  return value;
}

/** Whether the user can mend it, and where; all others are the shop's or the network's. */
const BLAME: Readonly<Record<ShopifyFailure, string | undefined>> = {
  unauthorized: TOKEN_VARIABLE,
  forbidden: TOKEN_VARIABLE,
  'not-found': URL_VARIABLE,
  'access-denied': TOKEN_VARIABLE,
  'too-expensive': undefined,
  throttled: undefined,
  unavailable: undefined,
  refused: undefined,
  malformed: undefined,
  canceled: undefined,
};

/** A failure of the shop as a failure of the command. */
export function toShopFailure({ reason, detail }: Failed): Failure {
  const argument = BLAME[reason];
  const exit: ExitCode = argument === undefined ? EXIT.internal : EXIT.usage;
  return new Failure(exit, 'ERR_SHOPIFY', `${reason}: ${detail}`, argument);
}
