/**
 * Whether the shop's URL is the one that an environment means, by the hosts of production that
 * the command names. The shop itself is not asked: no REST route tells MAGE_MODE.
 */
import { isContentmarkError } from 'contentmark';
import { assertEnvironment } from 'contentmark/policy';
import type { Trust } from 'contentmark/verify';
import { wrongFlag } from '../terminal/failure.ts';
import { VARIABLES } from './connection.ts';

/** What the command line says about it. */
export interface EnvironmentFlags {
  readonly environment: string;
  readonly productionHost?: readonly string[];
  readonly skipEnvironmentCheck?: true;
}

const FLAG_OF: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['options.environment', '--environment'],
  ['options.productionHosts', '--production-host'],
  ['options.platform.baseUrl', VARIABLES.url],
]);

/**
 * Stops a seed script that runs against the wrong shop.
 * @throws Failure where URL and environment contradict each other, or where nothing shows that
 * a shop for staging is not the real one.
 */
export function requireShop(
  baseUrl: string,
  { environment, productionHost, skipEnvironmentCheck }: EnvironmentFlags,
  trust: Trust,
): void {
  if (skipEnvironmentCheck === true) return;
  try {
    assertEnvironment({
      environment,
      trust,
      platform: { name: 'magento', mode: 'unknown', baseUrl },
      ...(productionHost !== undefined && { productionHosts: productionHost }),
    });
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    const flag = FLAG_OF.get((error.argument ?? '').replace(/\[\d+\]$/, ''));
    throw flag === undefined ? error : wrongFlag(error, flag);
  }
}
