/** The survey on a real MariaDB: what columns, connections, conversions and dumps do to a mark. */
// @ts-nocheck

import { execFileSync } from 'node:child_process';
import { type Connection, format, type RowDataPacket } from 'mysql2/promise';
import { type Programs, type Server, startServer } from './mariadb-server.ts';
import { SAMPLES } from './samples.ts';
import { count, type Row, type Section } from './survey.ts';

interface Store {
  readonly name: string;
  /** Type and character set of the column. */
  readonly column: string;
  readonly mode: typeof STRICT | typeof LENIENT;
  /** Written as a PHP application does, UTF-8 over a connection that says utf8mb3; else by mysql2. */
  readonly isNarrow?: boolean;
  /** What happens to the table afterwards. */
  readonly move?: (connection: Connection, programs: Programs, socket: string) => Promise<void>;
}

const STRICT = 'STRICT_TRANS_TABLES';
/** As Magento sets it: what does not fit is changed, with a warning. */
const LENIENT = '';

const WIDE_TEXT = 'TEXT CHARACTER SET utf8mb4';
const NARROW_TEXT = 'TEXT CHARACTER SET utf8mb3';
const VARCHAR = 'VARCHAR(255) CHARACTER SET utf8mb4';

const STORES: readonly Store[] = [
  { name: '`TEXT`, utf8mb4', column: WIDE_TEXT, mode: STRICT },
  { name: '`TEXT`, utf8mb3, strict', column: NARROW_TEXT, mode: STRICT },
  { name: '`TEXT`, utf8mb3', column: NARROW_TEXT, mode: LENIENT },
  {
    name: '`TEXT`, utf8mb3, after `SET NAMES utf8`: Magento to 2.4.7',
    column: NARROW_TEXT,
    mode: LENIENT,
    isNarrow: true,
  },
  {
    name: '`TEXT`, utf8mb4, after `SET NAMES utf8`',
    column: WIDE_TEXT,
    mode: LENIENT,
    isNarrow: true,
  },
  { name: '`VARCHAR(255)`, utf8mb4, strict', column: VARCHAR, mode: STRICT },
  { name: '`VARCHAR(255)`, utf8mb4', column: VARCHAR, mode: LENIENT },
  { name: '`TEXT`, latin1', column: 'TEXT CHARACTER SET latin1', mode: LENIENT },
  {
    name: 'utf8mb3, then converted to utf8mb4',
    column: NARROW_TEXT,
    mode: LENIENT,
    move: convertTo('utf8mb4'),
  },
  {
    name: 'utf8mb4, then converted to utf8mb3',
    column: WIDE_TEXT,
    mode: LENIENT,
    move: convertTo('utf8mb3'),
  },
  {
    name: 'utf8mb4, dumped and restored',
    column: WIDE_TEXT,
    mode: STRICT,
    move: dumpAndRestore('utf8mb4'),
  },
  {
    name: 'utf8mb4, dumped and restored with `--default-character-set=utf8mb3`',
    column: WIDE_TEXT,
    mode: STRICT,
    move: dumpAndRestore('utf8mb3'),
  },
];

function convertTo(charset: string): Required<Store>['move'] {
  return async (connection) => {
    await connection.query(`ALTER TABLE copy CONVERT TO CHARACTER SET ${charset}`);
  };
}

function dumpAndRestore(charset: string): Required<Store>['move'] {
  return async (connection, programs, socket) => {
    const options = optionsFor(socket, charset);
    const script = execFileSync(programs.dump, [...options, 'survey', 'copy'], {
      maxBuffer: 64 * 1024 * 1024,
    });
    await connection.query('DROP TABLE copy');
    runScript(programs, options, script);
  };
}

const optionsFor = (socket: string, charset: string): readonly string[] => [
  '--no-defaults',
  `--socket=${socket}`,
  '--user=root',
  `--default-character-set=${charset}`,
];

function runScript(
  { client }: Programs,
  options: readonly string[],
  script: string | Buffer,
): void {
  execFileSync(client, [...options, 'survey'], {
    input: script,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}

/** Errors by which a strict server refuses a value: it cannot be spelled there, or is too long. */
const REFUSALS: readonly unknown[] = ['ER_TRUNCATED_WRONG_VALUE_FOR_FIELD', 'ER_DATA_TOO_LONG'];

async function insertAll(connection: Connection): Promise<void> {
  await connection.beginTransaction();
  for (const [id, { marked }] of SAMPLES.entries()) {
    try {
      await connection.query('INSERT INTO copy VALUES (?, ?)', [id, marked]);
    } catch (error) {
      if (!REFUSALS.includes((error as { readonly code?: unknown }).code)) throw error;
    }
  }
  await connection.commit();
}

/** Drivers for Node re-code astral characters for such a connection; PHP sends UTF-8 as it is. */
function insertAllNarrow(programs: Programs, socket: string): void {
  const inserts = SAMPLES.map(({ marked }, id) =>
    format('INSERT INTO copy VALUES (?, ?);', [id, marked]),
  );
  const script = ["SET sql_mode = '';", 'SET NAMES utf8;', 'BEGIN;', ...inserts, 'COMMIT;'];
  runScript(programs, optionsFor(socket, 'utf8mb3'), script.join('\n'));
}

async function store(server: Server, programs: Programs, each: Store): Promise<Row> {
  const { name, column, mode, isNarrow = false, move } = each;
  const connection = await server.connect();
  try {
    await connection.query('CREATE OR REPLACE DATABASE survey');
    await connection.query('USE survey');
    await connection.query('SET sql_mode = ?', [mode]);
    await connection.query(`CREATE TABLE copy (id INT PRIMARY KEY, body ${column})`);
    if (isNarrow) insertAllNarrow(programs, server.socket);
    else await insertAll(connection);
    await move?.(connection, programs, server.socket);
    const [rows] = await connection.query<RowDataPacket[]>('SELECT id, body FROM copy');
    const bodies = new Map(rows.map(({ id, body }) => [Number(id), String(body)]));
    return count(
      name,
      SAMPLES.map((_, id) => bodies.get(id)),
    );
  } finally {
    await connection.end();
  }
}

/** Runs what needs the server, on one that is started for it and gone afterwards. */
export async function surveyMariadb(programs: Programs): Promise<Section> {
  const server = await startServer(programs);
  try {
    const rows: Row[] = [];
    for (const each of STORES) rows.push(await store(server, programs, each));
    return { title: 'MariaDB 10.11', rows };
  } finally {
    await server.stop();
  }
}
