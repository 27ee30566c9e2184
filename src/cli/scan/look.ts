/** What a scan looks for, as its options say: made in each of its threads, since a verifier cannot be sent to one. */
import type { OwnMarker } from 'contentmark/detect';
import type { Policy } from 'contentmark/policy';
import type { Registry } from 'contentmark/registry';
import type { FailOn, LookOptions } from 'contentmark/scan';
import { withRegistry } from '../files/registry-file.ts';
import { readMarkFlags } from '../guard/options.ts';

/** Plain data, which can be sent to a thread. */
export interface LookFlags {
  readonly environment: string;
  readonly trust?: string;
  readonly audience?: string;
  readonly recall?: string;
  readonly registry?: string;
  readonly failOn: FailOn;
  readonly policy?: Policy;
  readonly markers: readonly OwnMarker[];
}

/** Opens what they name, and closes it after `use`. */
export async function withLook<T>(
  flags: LookFlags,
  use: (options: LookOptions) => Promise<T>,
): Promise<T> {
  const { environment, failOn, policy, markers } = flags;
  const verifier = await readMarkFlags(flags);
  const look = {
    environment,
    failOn,
    markers,
    ...(verifier && { verifier }),
    ...(policy && { policy }),
  };
  const open = (registry: Registry) => use({ ...look, registry });
  return flags.registry === undefined ? use(look) : withRegistry(flags.registry, 'read', open);
}
