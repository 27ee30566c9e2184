/** SQL dumps: which rows they have, in which table, with which values, at which place. */
import fc from 'fast-check';
import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPieces, readRows, readValues } from './read-all.ts';

const PG_DUMP = `--
-- PostgreSQL database dump; it's here
--
SET client_encoding = 'UTF8';
CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $body$ SELECT 'INSERT INTO x VALUES (1)'; $body$;
CREATE TABLE public.products (
    id integer NOT NULL,
    "Title" text DEFAULT 'a, b'::text,
    price numeric(10,2),
    CONSTRAINT products_pkey PRIMARY KEY (id)
);
COPY public.products (id, "Title", price) FROM stdin;
1\tBoots\\twarm\\nsoft\t5.50
2\t\\N\t\\\\x
\\.

INSERT INTO public.products VALUES (3, 'it''s; (here)', 1.5), (4, E'a\\'b\\n', NULL);
`;

const MYSQL_DUMP = `-- MySQL dump 10.13  Distrib 8.0
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE \`core_config_data\` (
  \`config_id\` int unsigned NOT NULL AUTO_INCREMENT COMMENT 'Id, of it',
  \`path\` varchar(255) NOT NULL,
  \`value\` text,
  PRIMARY KEY (\`config_id\`),
  UNIQUE KEY \`A\` (\`path\`)
) ENGINE=InnoDB;
LOCK TABLES \`core_config_data\` WRITE;
INSERT INTO \`core_config_data\` VALUES (1,'payment/paypal/sandbox','1'),(2,'a\\'b','x\\\\y "q" ; -- no'),(3,"d""q",NULL);
UNLOCK TABLES;
`;

describe('a dump of PostgreSQL', () => {
  it('gives the rows of COPY and INSERT, by their tables', async () => {
    const rows = await readRows('dump.sql', PG_DUMP);
    expect(rows.map((row) => row.place.pointer)).toEqual([
      '/products/0',
      '/products/1',
      '/products/2',
      '/products/3',
    ]);
    expect(await readValues('dump.sql', PG_DUMP)).toEqual([
      { id: '1', Title: 'Boots\twarm\nsoft', price: '5.50' },
      { id: '2', Title: null, price: '\\x' },
      { id: 3, Title: "it's; (here)", price: 1.5 },
      { id: 4, Title: "a'b\n", price: null },
    ]);
  });

  it('says where each row stands', async () => {
    const bytes = Buffer.from(PG_DUMP);
    for (const { place, bytes: own } of await readRows('dump.sql', PG_DUMP)) {
      expect(bytes.subarray(place.byteStart, place.byteEnd).equals(own)).toBe(true);
      const before = bytes.subarray(0, place.byteStart).toString('latin1').split('\n');
      expect([place.line, place.column]).toEqual([before.length, (before.at(-1) ?? '').length + 1]);
    }
  });
});

describe('a dump of MySQL', () => {
  it('takes the names of columns from CREATE TABLE', async () => {
    expect(await readValues('dump.sql', MYSQL_DUMP)).toEqual([
      { config_id: 1, path: 'payment/paypal/sandbox', value: '1' },
      { config_id: 2, path: "a'b", value: 'x\\y "q" ; -- no' },
      { config_id: 3, path: 'd"q', value: null },
    ]);
  });
});

describe('a column of bytes', () => {
  const dump = Buffer.from(
    "-- MariaDB dump 10\nINSERT INTO `t` (`id`,`seal`,`name`) VALUES (1,'\xff\x00\\'','a'),(2,'','\xff');\n",
    'latin1',
  );
  const problems = async (fields: readonly [string][] | undefined) =>
    (await readRows('dump.sql', dump, fields && { fields })).map((row) => row.problem?.reason);

  it('is a problem only where it is asked for', async () => {
    expect(await problems([['id'], ['name']])).toEqual([undefined, 'not-utf8']);
    expect(await problems(undefined)).toEqual(['not-utf8', 'not-utf8']);
  });
});

describe('a mark in a row of a dump', () => {
  it.each([
    ['PostgreSQL', "INSERT INTO t (id, mark) VALUES (1, NULL), (2, 'old'); -- (9, 9)\n"],
    ['MySQL', "-- MariaDB dump 10\nINSERT INTO `t` (`id`, `mark`) VALUES (1,NULL),(2,'o\\'ld');\n"],
    ['COPY', 'COPY t (id, mark) FROM stdin;\n1\t\\N\n2\told\n\\.\n'],
  ])('%s: takes the place of the value, and no other byte changes', async (_name, dump) => {
    const pieces = await readPieces('dump.sql', dump, { mark: ['mark'] });
    const written = Buffer.concat(
      pieces.map((piece) =>
        piece.type === 'row' ? (piece.row.write?.("m'\\1") ?? piece.row.bytes) : piece.bytes,
      ),
    ).toString();
    const again = await readValues('dump.sql', written, { mark: ['mark'] });
    expect(again.map((row) => (row as { mark: string }).mark)).toEqual(["m'\\1", "m'\\1"]);
    const bare = (text: string) =>
      text.replace(/NULL|\\N|'o(?:\\')?ld'|\bold\b|'m''(?:\\){1,2}1'|m'\\\\1/g, '');
    expect(bare(written)).toBe(bare(dump));
  });
});

describe('any dump', () => {
  const scrap = fc.constantFrom(
    ...[
      '(',
      ')',
      "'",
      '"',
      '`',
      ';',
      ',',
      '\\',
      '\n',
      ' ',
      '--',
      '/*',
      '*/',
      '#',
      '$',
      '$a$',
      '\t',
    ],
    ...['INSERT INTO t VALUES ', '(1)', 'COPY t FROM stdin;\n', '\\.\n', 'E', 'é', '\0', 'NULL'],
  );
  it('is cut into pieces that together are the dump, alike at any chunk size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(scrap, { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        async (scraps, chunk) => {
          const bytes = Buffer.from(scraps.join(''));
          const [cut, whole] = [
            await readPieces('d.sql', bytes, { chunk }),
            await readPieces('d.sql', bytes),
          ];
          const bytesOf = (pieces: typeof cut) =>
            Buffer.concat(pieces.map((p) => (p.type === 'row' ? p.row.bytes : p.bytes)));
          expect(bytesOf(cut).equals(bytes)).toBe(true);
          const rows = (pieces: typeof cut) =>
            pieces.flatMap((p) =>
              p.type === 'row' ? [[p.row.place, { ...Object(p.row.toValue()) }]] : [],
            );
          expect(rows(cut)).toEqual(rows(whole));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('held against the parser of PostgreSQL', () => {
  beforeAll(() => loadModule());
  const text = fc.string({
    maxLength: 12,
    unit: fc.constantFrom('a', "'", '\\', '"', '(', ')', ';', ',', '\n', '-', '/', '*', '$', 'é'),
  });
  const literal = fc.oneof(
    text.map((value) => `'${value.replaceAll("'", "''")}'`),
    text.map((value) => `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`),
    text.filter((value) => !value.includes('$')).map((value) => `$q$${value}$q$`),
    fc.integer({ min: 0, max: 1e6 }).map(String),
    fc.constantFrom('NULL', 'true', '1.5'),
  );
  const row = fc.tuple(literal, literal).map((values) => `(${values.join(', ')})`);
  const dump = fc
    .array(row, { minLength: 1, maxLength: 4 })
    .map((rows) => `/* (1) */ INSERT INTO "t" (a, "b") VALUES ${rows.join(', ')}; -- ('x')\n`);

  it('the rows have the same values', async () => {
    await fc.assert(
      fc.asyncProperty(dump, async (sql) => {
        const ours = (await readValues('d.sql', sql)).map((value) =>
          Object.values(value as object),
        );
        expect(ours).toEqual(referee(sql));
      }),
      { numRuns: 200 },
    );
  });
});

interface Constant {
  readonly isnull?: boolean;
  readonly sval?: { readonly sval?: string };
  readonly ival?: { readonly ival?: number };
  readonly fval?: { readonly fval?: string };
  readonly boolval?: { readonly boolval?: boolean };
}

function referee(sql: string): unknown[][] {
  const parsed = parseSync(sql) as unknown as {
    stmts: {
      stmt: {
        InsertStmt: {
          selectStmt: {
            SelectStmt: { valuesLists: { List: { items: { A_Const: Constant }[] } }[] };
          };
        };
      };
    }[];
  };
  const [first] = parsed.stmts;
  return (first?.stmt.InsertStmt.selectStmt.SelectStmt.valuesLists ?? []).map(({ List }) =>
    List.items.map(({ A_Const: value }) => {
      if (value.isnull === true) return null;
      if (value.sval !== undefined) return value.sval.sval ?? '';
      if (value.ival !== undefined) return value.ival.ival ?? 0;
      if (value.fval !== undefined) return Number(value.fval.fval);
      return value.boolval?.boolval ?? false;
    }),
  );
}
