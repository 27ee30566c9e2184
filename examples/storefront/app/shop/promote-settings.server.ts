/** `promoteSettings`: settings on their way from one environment to the other, through the guard. */
import { guardSettings } from 'contentmark/guards';
import type { Finding } from 'contentmark/policy';
import { POLICY } from './policy.server.ts';
import type { Shop } from './shop.server.ts';
import type { StoredSettings } from './stored.ts';

export type EnvironmentName = keyof StoredSettings;

export type Promoted =
  | { readonly status: 'taken'; readonly to: EnvironmentName; readonly sections: readonly string[] }
  | {
      readonly status: 'refused';
      readonly to: EnvironmentName;
      readonly reference: string;
      readonly findings: readonly Finding[];
    };

/** Takes sections of the one environment's settings into the other's, or says why not. */
export function promoteSettings(
  shop: Shop,
  from: EnvironmentName,
  sections: readonly string[],
): Promoted {
  const to: EnvironmentName = from === 'staging' ? 'production' : 'staging';
  const before = shop.settings[to];
  const taken = sections.filter((section) => Object.hasOwn(shop.settings[from], section));
  const after = {
    ...before,
    ...Object.fromEntries(taken.map((section) => [section, shop.settings[from][section]])),
  };
  // A setting cannot bear a mark here, so only what is found in it speaks.
  const guard = { environment: to, policy: POLICY, verdict: undefined };
  const decision = guardSettings(before, after, guard);
  if (decision.action === 'block' || decision.action === 'hide') {
    const entry = shop.log.write({ place: 'settings', subject: `settings/${to}`, decision });
    return { status: 'refused', to, reference: entry.id.slice(0, 8), findings: decision.findings };
  }
  if (decision.action === 'flag') {
    shop.log.write({ place: 'settings', subject: `settings/${to}`, decision });
  }
  shop.settings[to] = after;
  return { status: 'taken', to, sections: taken };
}
