/**
 * What stands around a value: the names that lead to it and the objects that it is in. Asked
 * only where a value has been found that means something in one place and nothing in another,
 * so that the walk itself pays nothing for it.
 */
import { type NameWords, readName } from './name-words.ts';
import { isOrderWord, isPaymentName } from './payment-words.ts';

/** Where a value stands. Only true while the value is visited. */
export interface Place {
  /** Its own name, or that of its list. */
  readonly name: NameWords;
  /** From the data itself to the value. */
  readonly names: readonly (string | number)[];
  /** The objects and lists around it, the outermost first. */
  readonly ancestors: readonly object[];
}

/**
 * Lists in which shoppers and merchants choose the names: a property called "Test" of a line
 * says nothing of the order. There a name speaks for itself only.
 */
const FREE_LISTS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `properties attributes customattributes noteattributes options selectedoptions specs specifics
   specifications features lineproperties metadata metafields extensionattributes c p`.split(/\s+/),
);

/** Members that only the reply or the notice of a payment service has. */
const PAYMENT_MEMBERS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `authcode authorizationcode capturedamount chargeid chargepermissionid gateway gatewayresponse
   merchantaccount merchantaccountcode notificationitems payerid paymentid paymentintent paymentmethod
   pspreference sequencetype transactionid`.split(/\s+/),
);
/** Members that say what kind of object it is, and the kinds. */
const KIND_MEMBERS: readonly string[] = ['resource', 'object', 'entity', 'resourceType'];

/** An object of more members is no payment. */
const MAX_MEMBERS = 200;

/** Whether the value is part of a payment, by its own name, the names above it, or what is beside it. */
export function isPaymentPlace(place: Place): boolean {
  if (isPaymentName(place.name.words)) return true;
  if (isFreePlace(place)) return false;
  const above = place.names.slice(0, -1);
  if (above.some((name) => typeof name === 'string' && isPaymentName(readName(name).words))) {
    return true;
  }
  const holder = place.ancestors[place.ancestors.length - 1];
  return holder !== undefined && isPaymentObject(holder);
}

/**
 * Whether the value stands where anybody may have chosen its name, and the name does not say
 * that it is about an order or a payment.
 */
export function isFreePlace({ name, names }: Place): boolean {
  const { words, last } = name;
  const isFree = (words: readonly string[]): boolean => FREE_LISTS.has(words.join(''));
  const above = names.some((one) => typeof one === 'string' && isFree([readName(one).plain]));
  if (!above && !words.slice(0, last).some((word) => FREE_LISTS.has(word))) return false;
  return !isPaymentName(words) && !words.some(isOrderWord);
}

function isPaymentObject(holder: object): boolean {
  if (Array.isArray(holder)) return false;
  // Its keys were listed when it was entered.
  const members = holder as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(members).slice(0, MAX_MEMBERS)) {
    if (PAYMENT_MEMBERS.has(readName(key).plain)) return true;
  }
  return KIND_MEMBERS.some((key) => {
    const kind = Object.hasOwn(members, key) ? members[key] : undefined;
    return typeof kind === 'string' && isPaymentName(readName(kind).words);
  });
}
