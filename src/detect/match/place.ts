/**
 * Classifies the place of a value by the names that lead to it and the objects that it is in. It is
 * used only for values that mean something in one place and nothing in another, so that it costs
 * the walk nothing.
 */
import { type NameWords, readName } from './name-words.ts';
import { isOrderWord, isPaymentName } from './payment-words.ts';

/** Where a value stands. Only true while the value is visited. */
export interface ValuePlace {
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
export function isPaymentPlace(place: ValuePlace): boolean {
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
export function isFreePlace({ name, names }: ValuePlace): boolean {
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

/** Words that a payment card's number is called with. */
const CARD_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `account bank billing card cc ccnumber credit creditcard customer debit encrypted enc masked no num
   number pan payment primary`.split(/\s+/),
);
/** Of these words one must stand in the name of the number or of its holder. */
const CARD_SIGNS: readonly string[] = ['card', 'cc', 'pan', 'creditcard', 'ccnumber'];
/** With one of these a card is one that pays. */
const CREDIT_WORDS: readonly string[] = ['credit', 'debit', 'creditcard', 'cc', 'ccnumber'];
/** Members that stand beside the number of a card that pays. */
const CARD_MEMBERS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `avsresultcode cardtype creditcardbin creditcardcompany cvc cvv cvvresultcode expirationdate
   expirationmonth expirymonth expmonth expiremonth securitycode verificationvalue ccexpmonth cctype
   cccid`.split(/\s+/),
);

/** Whether the value is the number of a card that pays: no loyalty, gift or trading card, no instalment. */
export function isCardPlace(place: ValuePlace): boolean {
  const { words, last, plain } = place.name;
  let own: readonly string[] = words.slice(last);
  if (plain === 'number') {
    const above = place.names.slice(0, -1).findLast((name) => typeof name === 'string');
    const holder = readName(typeof above === 'string' ? above : '');
    own = last > 0 ? words.slice(last - 1) : [...holder.words.slice(holder.last), 'number'];
  }
  const isCard = own.some((word) => CARD_SIGNS.includes(word));
  if (!isCard || !own.every((word) => CARD_WORDS.has(word) || isPaymentName([word]))) return false;
  if (isFreePlace(place)) return false;
  if (own.some((word) => CREDIT_WORDS.includes(word)) || isPaymentPlace(place)) return true;
  const holder = place.ancestors[place.ancestors.length - 1];
  if (holder === undefined || Array.isArray(holder)) return false;
  return Object.keys(holder)
    .slice(0, MAX_MEMBERS)
    .some((key) => CARD_MEMBERS.has(readName(key).plain));
}

/** Names of what runs behind a shop and is opened by no shopper. */
const SERVICE_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `amqp backend broker cache database db dsn elastic elasticsearch elk engine grpc internal kafka
   memcached mongo mongodb mysql nats opensearch postgres postgresql pubsub queue rabbitmq redis search
   server session smtp solr sql statsd upstream varnish`.split(/\s+/),
);
/** Of a value's own name: `host` of a connection. */
const OWN_SERVICE_WORDS: readonly string[] = ['host', 'hostname', 'hosts'];

/** Whether a name, or one above it, says that an address is of a service behind the shop. */
export function isServicePlace({ name, names }: ValuePlace): boolean {
  const { words } = name;
  if (words.some((word) => SERVICE_WORDS.has(word))) return true;
  if (words.length > 0 && OWN_SERVICE_WORDS.includes(words[words.length - 1] as string))
    return true;
  return names.some(
    (one) => typeof one === 'string' && readName(one).words.some((word) => SERVICE_WORDS.has(word)),
  );
}
