/** Writes the tables of docs/markers.md: `npx tsx scripts/markers-page.ts`. */
// @ts-nocheck

import { readFileSync, writeFileSync } from 'node:fs';
import { withMarkers } from './markers-tables.ts';

const path = new URL('../docs/markers.md', import.meta.url);
writeFileSync(path, withMarkers(readFileSync(path, 'utf8')));
