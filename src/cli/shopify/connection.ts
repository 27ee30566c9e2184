/** A client for the shop that the environment names, and its failures in the command's words. */
import {
  createShopifyClient,
  type Failed,
  type ShopifyClient,
  type ShopifyFailure,
} from 'contentmark/shopify-client';
import { isContentmarkError } from 'contentmark/verify';
import { EXIT, type ExitCode, Failure, usage, wrongFlag } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { warn } from '../terminal/output.ts';
import { type ConnectionFlags, TOKEN_VARIABLE, URL_VARIABLE } from './connection-options.ts';

/** Makes a client for the shop that the environment names. */
export function connect(io: Io, { apiVersion, json }: ConnectionFlags): ShopifyClient {
  const url = readVariable(io, URL_VARIABLE);
  const token = readVariable(io, TOKEN_VARIABLE);
  try {
    return createShopifyClient({
      url,
      token,
      ...(apiVersion !== undefined && { apiVersion }),
      onWait({ seconds, reason }) {
        if (json === true || io.stderr.isTTY !== true) return;
        void warn(io, `waiting ${Math.ceil(seconds)} s: ${reason}`);
      },
    });
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw wrongFlag(error, ARGUMENT_OF.get(error.argument ?? '') ?? URL_VARIABLE);
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
