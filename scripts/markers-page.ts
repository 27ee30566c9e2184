/** Writes the tables of docs/markers.md: `npx tsx scripts/markers-page.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withTables } from './markers-tables.ts';

const path = new URL('../docs/markers.md', import.meta.url);
writeFileSync(path, withTables(readFileSync(path, 'utf8')));
