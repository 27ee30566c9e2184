/** The shop of one process: its data, what it trusts, its verifier, its log. Opened once. */
// @ts-nocheck

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTrust, createVerifier, type TrustEntry, type Verifier } from 'contentmark';
import { createContext } from 'react-router';
import { type Catalogue, openCatalogue } from './catalogue.server.ts';
import { type DecisionLog, openDecisionLog } from './decision-log.server.ts';
import type { ShopOptions, Verification } from './options.ts';
import type {
  StoredCustomer,
  StoredEntry,
  StoredReview,
  StoredSettings,
  StoredTenant,
} from './stored.ts';

/** An order that was taken. No card is kept. */
export interface Order {
  readonly id: string;
  readonly email: string;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
  readonly total: number;
}

/** A tenant and who is in it now. */
export interface Tenant extends StoredTenant {
  readonly users: Set<string>;
  /** Takes only marks that were made for this tenant. */
  readonly verifier: Verifier;
}

export interface Shop {
  readonly environment: string;
  readonly catalogue: Catalogue;
  readonly verifier: Verifier;
  readonly verification: Verification;
  readonly log: DecisionLog;
  readonly reviews: readonly StoredReview[];
  readonly customers: readonly StoredCustomer[];
  readonly tenants: readonly Tenant[];
  readonly directory: readonly StoredEntry[];
  readonly settings: { -readonly [K in keyof StoredSettings]: StoredSettings[K] };
  readonly orders: Map<string, Order>;
}

/** The shop that a request is for: set by the server, read by loaders, actions and middleware. */
export const shopContext = createContext<Shop>();

export const ENVIRONMENT = 'production';

/** @throws ContentmarkError for a trust file that is not one. */
export function openShop({ folder, media, log, verification = 'on' }: ShopOptions): Shop {
  // The shop's own files, written by seed/.
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const trust = createTrust(read<TrustEntry[]>('trust.json'));
  const environment = ENVIRONMENT;
  return {
    environment,
    catalogue: openCatalogue(folder, media),
    verifier: createVerifier({ trust, environment }),
    verification,
    log: openDecisionLog(log),
    reviews: read('reviews.json'),
    customers: read('customers.json'),
    tenants: read<StoredTenant[]>('tenants.json').map((tenant) => ({
      ...tenant,
      users: new Set(tenant.members),
      verifier: createVerifier({ trust, environment, audience: tenant.id }),
    })),
    directory: read('directory.json'),
    settings: read('settings.json'),
    orders: new Map(),
  };
}
