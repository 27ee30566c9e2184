/** Which shop the commands speak to: a URL and a token from environment variables, never from arguments. */
import type { Edition } from 'contentmark/magento';
import { usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** The names of the variables. */
export const VARIABLES = {
  url: 'CONTENTMARK_MAGENTO_URL',
  token: 'CONTENTMARK_MAGENTO_TOKEN',
} as const;

const EDITION = 'CONTENTMARK_MAGENTO_EDITION';
const API_KEY = 'CONTENTMARK_MAGENTO_API_KEY';
const ORG_ID = 'CONTENTMARK_MAGENTO_ORG_ID';

/** For the help of the commands. */
export const CONNECTION_HELP: string = `
The shop is named by environment variables:
  ${VARIABLES.url}      https://shop.example, without /rest
  ${VARIABLES.token}    a bearer token: an integration's, an admin's, or one of Adobe IMS
  ${EDITION}  paas (default) or saas (Adobe Commerce as a Cloud Service)
  ${API_KEY}, ${ORG_ID}
                             with saas: client id and organisation of IMS
`;

/** A shop, and the headers that let us in. */
export interface Connection {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly edition: Edition;
  /** Never printed. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Hosts of Adobe Commerce as a Cloud Service. */
const SAAS_HOST = /(?:^|\.)api\.commerce\.adobe\.com$/;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** What a header's value may hold: a token with a line end in it would be another header. */
const HEADER_VALUE = /^[\x21-\x7e]+$/;

/** Reads the variables. */
export function readConnection({ env }: Io): Connection {
  const url = readUrl(env[VARIABLES.url]);
  const token = env[VARIABLES.token] ?? '';
  // The value is not repeated: it is a secret, or half of one.
  if (!HEADER_VALUE.test(token)) {
    throw usage(`${VARIABLES.token} must hold a bearer token`, VARIABLES.token);
  }
  const edition = readEdition(env[EDITION], url);
  return {
    baseUrl: url.origin + withoutSlashes(url.pathname),
    edition,
    headers: {
      authorization: `Bearer ${token}`,
      ...(edition === 'saas' && {
        'x-api-key': requireHeader(env, API_KEY),
        'x-gw-ims-org-id': requireHeader(env, ORG_ID),
      }),
    },
  };
}

function readUrl(value: string | undefined): URL {
  if (value === undefined || !URL.canParse(value)) {
    throw usage(`${VARIABLES.url} must hold the URL of the shop`, VARIABLES.url);
  }
  const url = new URL(value);
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isSafe) {
    throw usage(
      `${VARIABLES.url} must begin with https://, or the token can be read on its way`,
      VARIABLES.url,
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usage(`${VARIABLES.url} must have no user, query or fragment`, VARIABLES.url);
  }
  if (/\/(?:rest|V1)(?:\/|$)/.test(url.pathname)) {
    throw usage(`${VARIABLES.url} must end before /rest and /V1`, VARIABLES.url);
  }
  return url;
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

function readEdition(value: string | undefined, { hostname }: URL): Edition {
  if (value === 'paas' || value === 'saas') return value;
  if (value === undefined || value === '') return SAAS_HOST.test(hostname) ? 'saas' : 'paas';
  throw usage(`${EDITION} must be paas or saas`, EDITION);
}

function requireHeader(env: Io['env'], name: string): string {
  const value = env[name] ?? '';
  if (HEADER_VALUE.test(value)) return value;
  throw usage(`${name} must be set for Adobe Commerce as a Cloud Service`, name);
}
