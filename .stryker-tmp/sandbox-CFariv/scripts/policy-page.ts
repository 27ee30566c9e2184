/** Writes the tables of docs/policy.md: `npx tsx scripts/policy-page.ts`. */
// @ts-nocheck

import { readFileSync, writeFileSync } from 'node:fs';
import { withPolicies } from './policy-tables.ts';

const path = new URL('../docs/policy.md', import.meta.url);
writeFileSync(path, withPolicies(readFileSync(path, 'utf8')));
