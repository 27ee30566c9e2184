/**
 * The sets of optional peers that the package is installed beside: both ends of every range in
 * package.json, and what apps bring that is no peer of ours. A version without a caret is that
 * one; with a caret it is the newest that the registry has.
 */

/** Names of packages, with what is asked for of each. */
export type Row = Readonly<Record<string, string>>;

export const ROWS: Readonly<Record<string, Row>> = {
  oldest: {
    '@hono/node-server': '1.8.0',
    '@xmldom/xmldom': '0.8.4',
    exifreader: '4.46.0',
    hono: '4.1.1',
    'hono-rate-limiter': '0.4.0',
    'prom-client': '13.0.0',
    react: '18.0.0',
    'react-dom': '18.0.0',
    'read-excel-file': '9.3.10',
    sharp: '0.33.0',
    zod: '3.20.0',
  },
  'newest of the first majors': {
    '@hono/node-server': '^1.8.0',
    '@xmldom/xmldom': '^0.8.4',
    exifreader: '^4.46.0',
    hono: '^4.1.1',
    'hono-rate-limiter': '^0.4.0',
    'prom-client': '^13.0.0',
    react: '^18.0.0',
    'react-dom': '^18.0.0',
    'read-excel-file': '^9.3.10',
    sharp: '^0.33.0',
    zod: '^3.20.0',
  },
  'oldest of the last majors': {
    '@hono/node-server': '2.0.0',
    '@xmldom/xmldom': '0.9.0',
    exifreader: '4.46.0',
    // The least that this rate limiter takes itself.
    hono: '4.10.8',
    'hono-rate-limiter': '0.5.0',
    'prom-client': '15.0.0',
    react: '19.0.0',
    'react-dom': '19.0.0',
    'read-excel-file': '9.3.10',
    sharp: '0.34.0',
    zod: '4.0.0',
  },
  newest: {
    '@hono/node-server': '^2.0.0',
    '@xmldom/xmldom': '^0.9.0',
    exifreader: '^4.46.0',
    hono: '^4.1.1',
    'hono-rate-limiter': '^0.5.0',
    'prom-client': '^15.0.0',
    react: '^19.0.0',
    'react-dom': '^19.0.0',
    'read-excel-file': '^9.3.10',
    sharp: '^0.34.0',
    zod: '^4.0.0',
  },
};
