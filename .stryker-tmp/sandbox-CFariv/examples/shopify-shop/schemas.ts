/** Shopify's real schemas, from schemas/ (SOURCES.md there). */
// @ts-nocheck

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

const FOLDER = new URL('./schemas/', import.meta.url);

interface Fixture {
  readonly data: IntrospectionQuery;
  /** The access scopes of which a type requires one. */
  readonly scopes?: Readonly<Record<string, readonly string[]>>;
}

const loaded = new Map<string, { readonly schema: GraphQLSchema; readonly fixture: Fixture }>();

/** Loads a schema once a process. */
export function loadSchema(api: 'admin' | 'storefront-graphql', version: string) {
  const name = `${api}_${version}`;
  let found = loaded.get(name);
  if (found === undefined) {
    const bytes = gunzipSync(readFileSync(new URL(`${name}.json.gz`, FOLDER)));
    const fixture = JSON.parse(bytes.toString()) as Fixture;
    found = { schema: buildClientSchema(fixture.data), fixture };
    loaded.set(name, found);
  }
  return found;
}
