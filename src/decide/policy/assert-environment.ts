/**
 * `assertEnvironment`: checks that this process runs where its configuration says. A seed script
 * run against the wrong shop, or a staging trust deployed to production, is found when the process
 * starts.
 */
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';
import type { Trust } from '../../trust/trust.ts';
import type { EnvironmentClass } from './decision.ts';
import { type Platform, type PlatformStatement, readHost, readPlatform } from './platform.ts';
import { DEFAULT_ENVIRONMENTS, environmentClassOf, type Policy } from './policy.ts';

/** Options of {@link assertEnvironment}. */
export interface EnvironmentOptions {
  /** As `createVerifier` is told. */
  readonly environment: string;
  /** The trust that this process verifies with. */
  readonly trust: Trust;
  /** What the platform says of itself, asked now and not taken from a configuration. */
  readonly platform: PlatformStatement;
  /**
   * Every host of production. They settle what the platform's own statement leaves open. Default
   * none.
   */
  readonly productionHosts?: readonly string[];
  /** Names the environments. Default the names of the presets. */
  readonly policy?: Pick<Policy, 'environments'>;
}

/** What was found out. */
export interface AssertedEnvironment {
  readonly environment: string;
  readonly side: EnvironmentClass;
  /**
   * What it rests on: the platform's own statement, the stated hosts, or neither, where a process
   * says that it is production and the platform does not deny it.
   */
  readonly basis: 'platform' | 'hosts' | 'not-denied';
}

const KNOWN: readonly (keyof EnvironmentOptions)[] = [
  'environment',
  'trust',
  'platform',
  'productionHosts',
  'policy',
];

/**
 * Compares the configured environment with the trust and with the platform.
 * @throws ContentmarkError `ERR_ENVIRONMENT` where they contradict each other, or where
 * nothing shows that a process configured for pre-production is not on the real shop;
 * `ERR_ARGUMENT`.
 * @example
 * ```ts
 * import { createTrust, generateKey } from 'contentmark';
 * import { assertEnvironment } from 'contentmark/policy';
 *
 * const trust = createTrust([
 *   { publicKey: generateKey().publicKey, issuers: ['https://shop.example/ai'], environments: ['staging'] },
 * ]);
 * const { basis } = assertEnvironment({
 *   environment: 'staging',
 *   trust,
 *   platform: { name: 'magento', mode: 'production', baseUrl: 'https://staging.shop.example/' },
 *   productionHosts: ['shop.example'],
 * });
 * console.log(basis); // hosts
 * ```
 */
export function assertEnvironment(options: EnvironmentOptions): AssertedEnvironment {
  const { environment, trust, platform, productionHosts, policy } = readOptions(
    'options',
    options,
    KNOWN,
  );
  requireText('options.environment', environment);
  const named = readNames(policy);
  const side = environmentClassOf(named, environment);
  requireTrust(trust, environment, side, named);
  const found = readPlatform('options.platform', platform);
  const hosts = readHosts(productionHosts);
  return Object.freeze({ environment, side, basis: compare(environment, side, found, hosts) });
}

function readNames(policy: EnvironmentOptions['policy']): Pick<Policy, 'environments'> {
  if (policy === undefined) return { environments: DEFAULT_ENVIRONMENTS };
  if (typeof policy !== 'object' || policy === null || typeof policy.environments !== 'object') {
    throw wrongArgument('options.policy', 'a policy', policy);
  }
  return policy;
}

/**
 * Refuses a trust that has no key for this environment, or one for an environment of the other
 * side.
 */
function requireTrust(
  trust: Trust,
  environment: string,
  side: EnvironmentClass,
  named: Pick<Policy, 'environments'>,
): void {
  const environments: unknown = (trust as Trust | undefined)?.environments;
  if (!Array.isArray(environments)) {
    throw wrongArgument('options.trust', 'a Trust made by createTrust', trust);
  }
  const list = (environments as readonly string[]).join(', ');
  if (!environments.includes(environment)) {
    throw refuse(
      `speaks for ${list}, not for ${environment}: every mark would be refused here; deploy the trust of ${environment}`,
      'options.trust',
    );
  }
  const stranger = (environments as readonly string[]).find(
    (one) => environmentClassOf(named, one) !== side,
  );
  if (stranger !== undefined) {
    throw refuse(
      `for ${environment} (${side}) also holds a key for ${stranger}; keep one trust for each side, with keys of its own`,
      'options.trust',
    );
  }
}

function readHosts(hosts: unknown): ReadonlySet<string> | undefined {
  if (hosts === undefined) return undefined;
  if (!Array.isArray(hosts) || hosts.length === 0) {
    throw wrongArgument('options.productionHosts', 'an array of at least one host', hosts);
  }
  return new Set(
    Array.from(hosts as readonly unknown[], (host, index) => {
      const argument = `options.productionHosts[${index}]`;
      const read = readHost(argument, host);
      if (read === undefined) throw wrongArgument(argument, 'a host', host);
      return read;
    }),
  );
}

/**
 * Compares the environment with the platform and the hosts, and gives what confirms it; refuses a
 * contradiction.
 */
function compare(
  environment: string,
  side: EnvironmentClass,
  { side: platform, host, said }: Platform,
  hosts: ReadonlySet<string> | undefined,
): AssertedEnvironment['basis'] {
  if (side === 'production' && platform === 'preproduction') {
    throw refuse(`is ${environment}, but the platform is not production: ${said}`);
  }
  if (hosts !== undefined) {
    if (host === undefined) {
      throw refuse(
        'has no host to hold against those of production; add myshopifyDomain or baseUrl',
        'options.platform',
      );
    }
    if (hosts.has(host) !== (side === 'production')) {
      throw refuse(
        hosts.has(host)
          ? `is ${environment}, but ${host} is stated as a production host`
          : `is ${environment}, but ${host} is not among the stated production hosts`,
      );
    }
    return 'hosts';
  }
  if (platform === side) return 'platform';
  if (side === 'production') return 'not-denied';
  throw refuse(
    `must be stated, because nothing else shows that ${environment} is not the real shop: ${said}; name every host of production`,
    'options.productionHosts',
  );
}

function refuse(problem: string, argument = 'options.environment'): ContentmarkError {
  return new ContentmarkError('ERR_ENVIRONMENT', problem, argument);
}
