/**
 * What a request costs, by the rules that Shopify publishes: a mutation 10, an object 1, a
 * scalar nothing, a connection 2 and its objects, an interface the dearest of its selections.
 * Shopify has changed its prices before, so no client may know them; this is one that it must
 * cope with.
 */
// @ts-nocheck

import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

const MUTATION = 10;
const CONNECTION = 2;

/** Before it runs: the most it could return. */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
): number {
  return priceOperation(schema, document, variables, undefined);
}

/** After it ran: what it returned. */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  data: unknown,
): number {
  return priceOperation(schema, document, variables, { data });
}

function priceOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  result: { readonly data: unknown } | undefined,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    } else if (definition.kind === Kind.OPERATION_DEFINITION) operation ??= definition;
  }
  if (operation === undefined) return 0;
  const root = schema.getRootType(operation.operation);
  const isMutation = operation.operation === 'mutation';
  return root ? price(root, operation.selectionSet, result && [result.data], isMutation) : 0;

  /** `values` are the objects that this selection returned; before it runs, `undefined` for one. */
  function price(
    parent: GraphQLNamedType,
    { selections }: SelectionSetNode,
    values: readonly unknown[] | undefined,
    isRoot = false,
  ): number {
    if (!isCompositeType(parent)) return 0;
    let sum = 0;
    const dearest = new Map<string, number>();
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const of =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const name = of?.typeCondition?.name.value ?? parent.name;
        const type = schema.getType(name);
        if (type && of) {
          const one = values?.filter((value) => typeNameOf(value, name) === name);
          dearest.set(name, (dearest.get(name) ?? 0) + price(type, of.selectionSet, one));
        }
        continue;
      }
      const { name, alias, selectionSet, arguments: given = [] } = selection;
      const field =
        isObjectType(parent) || isInterfaceType(parent)
          ? parent.getFields()[name.value]
          : undefined;
      const type = field && getNamedType(field.type);
      if (!type || !selectionSet) continue;
      const argument = (wanted: string) => {
        const node = given.find((each) => each.name.value === wanted);
        return node && valueFromASTUntyped(node.value, variables);
      };
      const results = values?.flatMap((value) =>
        [(value as Record<string, unknown> | null)?.[alias?.value ?? name.value]].flat(),
      );
      if (isRoot) {
        const inner = priceMutation(type, selectionSet, results);
        sum += MUTATION + inner;
      } else if (type.name.endsWith('Connection')) {
        const size = Number(argument('first') ?? argument('last') ?? 0);
        const times = values === undefined ? 1 : values.filter(Boolean).length;
        sum += CONNECTION * times + priceNodes(type, selectionSet, results, size);
      } else {
        const size = values === undefined ? sizeOfList(argument('ids')) : 1;
        const found = results?.filter((value) => value !== null && value !== undefined);
        const one = isUnionType(type) ? 0 : 1;
        sum += (found?.length ?? 1) * one * size + size * price(type, selectionSet, found);
      }
    }
    // Before it runs one of them is certain and which is not; afterwards each was what it was.
    const fragmentCosts = [...dearest.values()];
    return (
      sum +
      (values === undefined
        ? Math.max(0, ...fragmentCosts)
        : fragmentCosts.reduce((total, each) => total + each, 0))
    );
  }

  /** Payloads are free; the lists in them are as long as what was sent. */
  function priceMutation(
    payload: GraphQLNamedType,
    selectionSet: SelectionSetNode,
    results: readonly unknown[] | undefined,
  ): number {
    let sum = 0;
    for (const selection of selectionSet.selections) {
      if (selection.kind !== Kind.FIELD || !selection.selectionSet) continue;
      const name = selection.name.value;
      if (name === 'userErrors' || !isObjectType(payload)) continue;
      const type = getNamedType(payload.getFields()[name]?.type);
      if (!type) continue;
      const found = results
        ?.flatMap((value) => [(value as Record<string, unknown> | null)?.[name]].flat())
        .filter((value) => value !== null && value !== undefined);
      const size = found?.length ?? Math.max(1, sizeOfList(variables[name]));
      const each = price(type, selection.selectionSet, found);
      sum += size + (found === undefined ? size * each : each);
    }
    return sum;
  }

  function priceNodes(
    connection: GraphQLNamedType,
    selectionSet: SelectionSetNode,
    results: readonly unknown[] | undefined,
    size: number,
  ): number {
    if (!isObjectType(connection)) return 0;
    let sum = 0;
    for (const selection of selectionSet.selections) {
      if (selection.kind !== Kind.FIELD || !selection.selectionSet) continue;
      const { value: name } = selection.name;
      if (name !== 'nodes') continue;
      const type = getNamedType(connection.getFields()[name]?.type);
      if (!type) continue;
      const found = results
        ?.flatMap((value) => (value as { nodes?: unknown[] } | null)?.nodes ?? [])
        .filter(Boolean);
      const each = price(type, selection.selectionSet, found);
      sum += found === undefined ? size * (1 + each) : found.length + each;
    }
    return sum;
  }
}

function sizeOfList(value: unknown): number {
  return Array.isArray(value) ? value.length : 1;
}

function typeNameOf(value: unknown, otherwise: string): string {
  const name = (value as { readonly __typename?: unknown } | null)?.__typename;
  return typeof name === 'string' ? name : otherwise;
}
