/** Writes the tables of docs/invisible.md: `npx tsx scripts/invisible-page.ts`. Needs MariaDB's server. */
// @ts-nocheck

import { readFileSync, writeFileSync } from 'node:fs';
import { surveyMariadb } from './invisible/mariadb.ts';
import { findMariadb } from './invisible/mariadb-server.ts';
import { survey } from './invisible/survey.ts';
import { withSections } from './invisible/table.ts';

const programs = findMariadb();
if (programs === undefined)
  throw new Error('mariadbd is not installed: apt-get install mariadb-server');
const path = new URL('../docs/invisible.md', import.meta.url);
const sections = [...survey(), await surveyMariadb(programs)];
writeFileSync(path, withSections(readFileSync(path, 'utf8'), sections));
