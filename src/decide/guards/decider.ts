/**
 * Remembers the deciders of presets, which cannot change. A page asks for the same one fifty times,
 * and opening a policy takes longer than deciding by it.
 */
import { createPlaceDecider, type PlaceDecider } from '../policy/decide.ts';
import type { Decision, PolicyPlace } from '../policy/decision.ts';
import type { Judged } from '../policy/judge-verdict.ts';
import type { Policy } from '../policy/policy.ts';
import { PRESETS } from '../policy/presets.ts';
import { strictest } from '../policy/strictest.ts';
import type { Looked } from './look.ts';

/** Environments that are remembered for one preset; a shop has a handful. */
const MAX_ENVIRONMENTS = 16;

type Deciders = { [S in PolicyPlace]?: PlaceDecider };

/** By preset, then by environment. Other policies may change between two calls, and are not kept. */
const remembered: ReadonlyMap<Policy, Map<string, Deciders>> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.values(PRESETS).map((policy) => [policy, new Map()]),
);

/**
 * The decider for a place.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 */
export function deciderFor(policy: Policy, place: PolicyPlace, environment: string): PlaceDecider {
  const environments = remembered.get(policy);
  if (environments === undefined) return createPlaceDecider(policy, place, environment);
  let deciders = environments.get(environment);
  if (deciders === undefined) {
    deciders = Object.create(null) as Deciders;
    if (environments.size < MAX_ENVIRONMENTS) environments.set(environment, deciders);
  }
  deciders[place] ??= createPlaceDecider(policy, place, environment);
  return deciders[place];
}

/** Decides on what was looked at. Each mark that was refused decides as well. */
export function decideBy(
  { decide, decideOn }: PlaceDecider,
  verdict: Judged | undefined,
  { findings, refused }: Looked,
): Decision {
  const decision = decideOn(verdict, findings);
  if (refused.length === 0) return decision;
  return strictest([
    decision,
    ...refused.map(({ path, refused: own }) => decide({ verdict: own, path })),
  ]);
}
