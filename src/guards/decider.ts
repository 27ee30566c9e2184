/** Deciders of policies that cannot change, made once: a page asks for the same fifty times. */
import { createDecider, type Decider } from '../policy/decide.ts';
import type { Surface } from '../policy/decision.ts';
import type { Policy } from '../policy/policy.ts';
import { PRESETS } from '../policy/presets.ts';

/** Environments that are remembered for one policy; a shop has a handful. */
const MAX_REMEMBERED = 64;

const remembered = /* @__PURE__ */ new WeakMap<Policy, Map<string, Decider>>();

/**
 * The decider for a place. Only those of presets are kept: they are frozen through, where a
 * policy of the caller's own may be changed between two calls.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 */
export function deciderFor(policy: Policy, surface: Surface, environment: string): Decider {
  const isFixed = FIXED.includes(policy);
  const key = `${surface} ${environment}`;
  const known = isFixed ? remembered.get(policy)?.get(key) : undefined;
  if (known !== undefined) return known;
  const decider = createDecider(policy, { surface, environment });
  if (!isFixed) return decider;
  const deciders = remembered.get(policy) ?? new Map<string, Decider>();
  if (deciders.size < MAX_REMEMBERED) deciders.set(key, decider);
  remembered.set(policy, deciders);
  return decider;
}

const FIXED: readonly Policy[] = /* @__PURE__ */ Object.values(PRESETS);
