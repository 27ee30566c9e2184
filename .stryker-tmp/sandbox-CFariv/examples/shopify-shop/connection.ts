/** Relay connections over lists. */
// @ts-nocheck

import { GraphQLError } from 'graphql';

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of a list; `isBulk` where a bulk operation asks for all of it. */
export function connect<Node extends { readonly id: string }>(
  list: readonly Node[],
  { first, after }: PageArguments,
  isBulk: boolean,
) {
  if (!isBulk && (first === undefined || first === null)) {
    throw new GraphQLError('you must provide one of first or last');
  }
  if ((first ?? 0) > 250) {
    throw new GraphQLError(
      'first cannot exceed 250. To query larger amounts of data with fewer limits, bulk operations should be used instead.',
    );
  }
  const start = after ? list.findIndex(({ id }) => cursorOf(id) === after) + 1 : 0;
  if (after && start === 0) throw new GraphQLError('Invalid cursor for current pagination sort.');
  const nodes = isBulk ? list : list.slice(start, start + (first ?? 0));
  const last = nodes[nodes.length - 1];
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: cursorOf(node.id) })),
    pageInfo: {
      hasNextPage: start + nodes.length < list.length,
      hasPreviousPage: start > 0,
      endCursor: last ? cursorOf(last.id) : null,
      startCursor: nodes[0] ? cursorOf(nodes[0].id) : null,
    },
  };
}

function cursorOf(id: string): string {
  return Buffer.from(JSON.stringify({ last_id: id })).toString('base64');
}
