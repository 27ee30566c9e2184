/** Carries a mark on a product as REST takes and gives it, in one of its custom attributes. */
import type { Carrier } from '../../carry/carrier.ts';
import { readCell } from '../../carry/cell.ts';
import { wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';
import { MARK_ATTRIBUTE } from './attribute.ts';
import { requireAttributeCode, requireRoom, type TextBackend } from './limits.ts';

/** A product in a reply or a request; other members stay as they are. */
export interface RestProduct {
  readonly sku: string;
  readonly custom_attributes?: readonly CustomAttribute[];
  readonly [member: string]: unknown;
}

/** One custom attribute. */
export interface CustomAttribute {
  readonly attribute_code: string;
  /** Text, or a list of option ids for attributes of other kinds. */
  readonly value: unknown;
}

/**
 * Carries a mark in a custom attribute.
 * @param code default `contentmark`.
 * @param backend the column that the shop keeps its values in; `readAttributeReply` tells. A mark
 * that does not fit it is refused before it is written: no mark fits `varchar`. Default `text`.
 */
export function customAttributesCarrier(
  code: string = MARK_ATTRIBUTE,
  backend: TextBackend = 'text',
): Carrier<RestProduct> {
  requireAttributeCode('code', code);
  if (backend !== 'text' && backend !== 'varchar') {
    throw wrongArgument('backend', '"text" or "varchar"', backend);
  }
  const isOurs = (attribute: unknown): boolean => readText(attribute, 'attribute_code') === code;
  return Object.freeze({
    name: `custom attribute ${code}`,
    write(host: RestProduct, value: string): RestProduct {
      if (typeof host !== 'object' || host === null || Array.isArray(host)) {
        throw wrongArgument('host', 'a product as REST gives it', host);
      }
      requireRoom('envelope', value, backend);
      const others = (readList(host, 'custom_attributes') ?? []).filter((one) => !isOurs(one));
      const attributes = [...others, { attribute_code: code, value }];
      // fromEntries defines properties, so a "__proto__" member is copied as a member.
      return Object.fromEntries([
        ...Object.entries(host).filter(([member]) => member !== 'custom_attributes'),
        ['custom_attributes', attributes],
      ]) as RestProduct;
    },
    read: (host: RestProduct) =>
      (readList(host, 'custom_attributes') ?? [])
        .filter(isOurs)
        .flatMap((attribute) => readCell(ownMember(attribute, 'value'))),
  });
}
