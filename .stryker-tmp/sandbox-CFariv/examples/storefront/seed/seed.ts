/** Fills the folder of the shop's data: signed as its pipeline would, leaks planted, keys thrown away. */
// @ts-nocheck

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClaimsInput, json, type Signer, SOURCE_TYPES, sign, text } from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import type {
  StoredCustomer,
  StoredEntry,
  StoredReview,
  StoredTenant,
} from '../app/shop/stored.ts';
import { ISSUER, type Keys, makeKeys } from './keys.ts';
import { makeProducts } from './products.ts';

const HUMAN = SOURCE_TYPES.find((type) => type.endsWith('/humanEdits')) as string;

type Planted<T> = Omit<T, 'contentmark'> & { readonly leak?: string };

function readData<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')) as T;
}

/** Writes the shop's data to a folder, which is emptied before; without `leaks`, products as they should be. */
export async function seed(folder: string, { leaks = true } = {}): Promise<void> {
  const keys = makeKeys();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
  write('trust.json', keys.trust);
  write('products.json', await makeProducts(keys, leaks));
  write('reviews.json', await makeReviews(keys));
  write('customers.json', await makeCustomers(keys));
  write('tenants.json', readData<readonly StoredTenant[]>('tenants.json'));
  write('directory.json', await makeDirectory(keys));
  write('settings.json', makeSettings());
}

async function mark(
  content: Parameters<typeof sign>[0],
  signer: Signer,
  claims: Omit<ClaimsInput, 'issuer'>,
): Promise<string> {
  return encodeTextForm(await sign(content, { signer, claims: { issuer: ISSUER, ...claims } }));
}

/** People's reviews bear no mark. One was written by a model, and its mark says so. */
async function makeReviews({ production }: Keys): Promise<readonly StoredReview[]> {
  const reviews = readData<readonly Planted<StoredReview>[]>('reviews.json');
  return Promise.all(
    reviews.map(async ({ leak, ...review }) => {
      if (leak === undefined) return review;
      const contentmark = await mark(text(review.body), production, {
        subject: `review/${review.id}`,
        environment: 'production',
        kind: 'review',
      });
      return { ...review, contentmark };
    }),
  );
}

/** One account came with a backup of staging, whose seed script marks what it makes. */
async function makeCustomers({ staging }: Keys): Promise<readonly StoredCustomer[]> {
  const customers = readData<readonly Planted<StoredCustomer>[]>('customers.json');
  return Promise.all(
    customers.map(async ({ leak, ...customer }) => {
      if (leak === undefined) return customer;
      const contentmark = await mark(json(customer), staging, {
        subject: `customer/${customer.id}`,
        environment: 'staging',
        purpose: 'seed',
        kind: 'customer',
      });
      return { ...customer, contentmark };
    }),
  );
}

/** The identity provider marks each user for the tenant that the user is for. */
async function makeDirectory({ production, staging }: Keys): Promise<readonly StoredEntry[]> {
  const entries = readData<readonly Planted<StoredEntry>[]>('directory.json');
  return Promise.all(
    entries.map(async ({ leak, ...entry }) => {
      const subject = `user/${entry.user.externalId}`;
      const shared = { subject, kind: 'user', sourceType: HUMAN } as const;
      const contentmark =
        leak === 'staging-user'
          ? await mark(json(entry.user), staging, {
              ...shared,
              environment: 'staging',
              audience: entry.tenant,
            })
          : await mark(json(entry.user), production, {
              ...shared,
              environment: 'production',
              audience: leak === undefined ? entry.tenant : 'europe',
            });
      return { ...entry, contentmark };
    }),
  );
}

/** Secrets that look real are made here: in a file they would be taken for real ones. */
function makeSettings(): unknown {
  const random = () => randomBytes(18).toString('hex');
  return JSON.parse(
    JSON.stringify(readData('settings.json'))
      .replace('{live-secret}', `sk_live_${random()}`)
      .replace('{test-secret}', `sk_test_${random()}`),
  );
}
