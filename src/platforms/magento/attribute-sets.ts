/**
 * Requests and replies for attribute sets. A product keeps a value only for attributes of its set,
 * and drops others silently.
 */
import { readOptions, wrongArgument } from '../../errors.ts';
import { readCount, readList, readText } from '../read-member.ts';
import { requireAttributeCode } from './limits.ts';
import { createRequest, type RestRequest, searchQuery } from './request.ts';

/** An attribute set, or a group of attributes in one. */
export interface NamedId {
  readonly id: number;
  readonly name: string;
}

/** Asks for a page of the product attribute sets. */
export function attributeSetsRequest(page = 1): RestRequest {
  if (!Number.isSafeInteger(page) || page < 1) {
    throw wrongArgument('page', 'a whole number from 1', page);
  }
  const query = searchQuery({
    sortBy: 'attribute_set_id',
    pageSize: 100,
    page,
    fields: 'items[attribute_set_id,attribute_set_name],total_count',
  });
  return createRequest('GET', 'all', `products/attribute-sets/sets/list?${query}`);
}

/** Asks for the groups of an attribute set. */
export function attributeGroupsRequest(attributeSetId: number): RestRequest {
  requireId('attributeSetId', attributeSetId);
  const query = searchQuery({
    filters: [{ field: 'attribute_set_id', value: attributeSetId, condition: 'eq' }],
    pageSize: 100,
    fields: 'items[attribute_group_id,attribute_group_name],total_count',
  });
  return createRequest('GET', 'all', `products/attribute-sets/groups/list?${query}`);
}

/** Asks for the attributes of an attribute set. */
export function attributesOfSetRequest(attributeSetId: number): RestRequest {
  requireId('attributeSetId', attributeSetId);
  const path = `products/attribute-sets/${attributeSetId}/attributes?fields=attribute_code`;
  return createRequest('GET', 'all', path);
}

/** Input of {@link assignAttributeRequest}. */
export interface Assignment {
  readonly attributeSetId: number;
  readonly attributeGroupId: number;
  readonly code: string;
  /** Where the admin shows it in its group. Default 200, behind what is there. */
  readonly sortOrder?: number;
}

/** Asks to put the attribute into a group of an attribute set. */
export function assignAttributeRequest(assignment: Assignment): RestRequest {
  const {
    attributeSetId,
    attributeGroupId,
    code,
    sortOrder = 200,
  } = readOptions('assignment', assignment, [
    'attributeSetId',
    'attributeGroupId',
    'code',
    'sortOrder',
  ]);
  requireId('assignment.attributeSetId', attributeSetId);
  requireId('assignment.attributeGroupId', attributeGroupId);
  requireAttributeCode('assignment.code', code);
  requireId('assignment.sortOrder', sortOrder);
  return createRequest('POST', 'all', 'products/attribute-sets/attributes', {
    body: { attributeSetId, attributeGroupId, attributeCode: code, sortOrder },
  });
}

function requireId(argument: string, id: unknown): void {
  if (!Number.isSafeInteger(id) || (id as number) < 0) {
    throw wrongArgument(argument, 'a whole number from 0', id);
  }
}

/** Reads a page of sets or groups; what has no id is left out, and the count is Magento's. */
export function readNamedIds(
  reply: unknown,
  what: 'attribute_set' | 'attribute_group',
):
  | { readonly items: readonly NamedId[]; readonly totalCount: number }
  | { readonly problem: string } {
  const items = readList(reply, 'items');
  const totalCount = readCount(reply, 'total_count');
  if (items === undefined || totalCount === undefined) return { problem: 'not a list of results' };
  const read = items.flatMap((item): NamedId[] => {
    const id = readCount(item, `${what}_id`);
    return id === undefined ? [] : [{ id, name: readText(item, `${what}_name`) ?? '' }];
  });
  return { items: read, totalCount };
}

/** Whether the attribute is in the reply of {@link attributesOfSetRequest}; `undefined` where it is no reply. */
export function hasAttribute(reply: unknown, code: string): boolean | undefined {
  return Array.isArray(reply)
    ? reply.some((attribute) => readText(attribute, 'attribute_code') === code)
    : undefined;
}
