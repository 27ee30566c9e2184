/**
 * Classifies what a field holds by the words of its name. The names are those of Shopify (REST,
 * GraphQL, CSV), Magento (REST, import CSV, configuration paths), WooCommerce, SCIM (RFC 7643) and
 * directories; other names are told by their last words.
 */
import type { FieldKind } from '../markers/marker.ts';
import type { NameWords } from './name-words.ts';

/** A place that is looked at, or the halves of a person's name, or a name that says nothing by itself. */
export type NameField = FieldKind | 'given-name' | 'family-name' | 'opaque';

/** Fields whose name says by itself what they hold. */
type NamedField = Exclude<NameField, 'switch' | 'text'>;

/** The last words of a name, joined: `email` is also `contact_email` and `Customer: Email`. */
const LAST_WORDS: Readonly<Record<NamedField, string>> = {
  email: `email emails emailaddress emailaddresses mail mailaddress mailaddresses mails
    fromaddress senderaddress replyto replytoaddress login username usernames upn
    userprincipalname`,
  url: `url urls uri uris href link links website weblink domain domains host hosts hostname
    hostnames endpoint endpoints referringsite landingsite referrer referer`,
  image: `image images imageurl imageurls imagesrc imagesrcs imagelink imagelinks imagesource
    imageset srcset thumbnail thumbnails thumbnailurl photo photos photourl avatar avatars avatarurl
    picture pictures pictureurl mediagallery mediagalleryentries`,
  phone: `phone phones phonenumber phonenumbers telephone telephones telephonenumber tel telefon
    telefono mobile mobilenumber mobilephone cellphone fax faxnumber smsnumber`,
  card: `cardnumber cardno cardnum creditcardnumber ccnumber ccnum ccno ccnumberenc pan
    primaryaccountnumber encryptedcardnumber maskednumber maskedcardnumber lastdigits last4 last4digits
    lastfour lastfourdigits cclast4`,
  token: `token tokens nonce paymentmethodid sourceid apikey apikeys secret secrets clientid keyid key
    applicationid password credentials`,
  ip: `ip ips ipaddress ipaddresses ipaddr ipv4 ipv6 remoteaddr remoteaddress xforwardedfor`,
  name: 'name names title',
  'given-name': 'firstname givenname forename',
  'family-name': 'lastname familyname surname',
  sku: 'sku skus',
  barcode: `barcode barcodes gtin gtin8 gtin12 gtin13 gtin14 ean ean8 ean13 upc upca upccode isbn
    isbn10 isbn13`,
  gateway: `gateway gateways gatewayname gatewaynames paymentgateway paymentgateways
    paymentgatewayname paymentgatewaynames formattedgateway processor paymentprovider paymentmethod
    paymentmethods paymentmethodname paymentmethodtitle paymenttype processingmethod`,
  opaque: '',
};

/** The last step of a name, whole: as the end of a longer name these mean something else. */
const WHOLE: Readonly<Record<NamedField, string>> = {
  email: '',
  url: 'site origin redirect',
  image: 'src originalsrc transformedsrc originalsource featuredmedia poster',
  phone: 'cell handy',
  card: '',
  token: 'source',
  ip: 'xrealip',
  name: `fullname displayname nickname formatted author reviewer vendor brand company recipient
    addressee attention nameoncard cardholdername creditcardname productname varianttitle metatitle
    seotitle imagealttext alttext`,
  'given-name': '',
  'family-name': '',
  sku: `handle slug urlkey urlhandle urlpath mpn itemnumber articlenumber merchantitemid`,
  barcode: 'jan',
  gateway: 'method payment',
  opaque: `gid admingraphqlapiid parentid createdat updatedat processedat publishedat cancelledat
    closedat cursor startcursor endcursor etag comparedigest digest sha256 descsha256 signature
    envelope contentmark schemas typename`,
};

const ENDS = /* @__PURE__ */ tableOf(LAST_WORDS);
const WHOLES = /* @__PURE__ */ tableOf(WHOLE);

function tableOf(names: Readonly<Record<NamedField, string>>): ReadonlyMap<string, NameField> {
  return new Map(
    // The keys of the table are its type; Object.entries forgets it.
    (Object.entries(names) as [NamedField, string][]).flatMap(([field, list]) =>
      list
        .split(/\s+/)
        .filter((name) => name !== '')
        .map((name): [string, NameField] => [name, field]),
    ),
  );
}

/** Names whose `number` is that of a card; elsewhere it counts orders. */
const CARD_HOLDERS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'card',
  'creditcard',
  'paymentcard',
  'paymentdetails',
  'paymentmethoddetails',
  'paymentinstrument',
  'creditcarddetails',
]);

/** What a payment service gave has its `id` in these, and Magento what it knows of a payment. */
const PAYMENT_HOLDERS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'payment',
  'payments',
  'paymentmethod',
  'paymentmethods',
  'paymentintent',
  'paymentsource',
  'paymentdetails',
  'paymentmethoddetails',
  'paymentinstrument',
  'charge',
  'charges',
  'source',
  'token',
  'card',
  'creditcard',
]);

/** A name that means something else under another holder. */
interface PlacedName {
  readonly holders: ReadonlySet<string>;
  /** What it is there. */
  readonly field: NameField;
  /** What it is anywhere else. */
  readonly otherwise: NameField | undefined;
}

const PLACED_NAMES: ReadonlyMap<string, PlacedName> = /* @__PURE__ */ new Map([
  ['number', { holders: CARD_HOLDERS, field: 'card', otherwise: undefined }],
  ['id', { holders: PAYMENT_HOLDERS, field: 'token', otherwise: 'opaque' }],
  ['additionalinformation', { holders: PAYMENT_HOLDERS, field: 'token', otherwise: undefined }],
]);

/** Whether {@link classifyName} depends on where a name stands. */
export function isPlacedName(name: NameWords): boolean {
  return PLACED_NAMES.has(name.plain);
}

const VARIANTS = /^(?:\d+|live|test|prod|production|sandbox|staging)$/;

/** No listed name has more words. */
const MAX_WORDS = 5;

/**
 * What a field of this name holds; `undefined` where the name does not say.
 * @param holder the name of the object that the field is in; a name with steps has its own.
 */
export function classifyName(name: NameWords, holder: NameWords): NameField | undefined {
  const { words, last, plain } = name;
  const placed = PLACED_NAMES.get(plain);
  if (placed !== undefined) {
    const above = last > 0 ? words.slice(0, last) : holder.words;
    return findEnd(above, placed.holders.has.bind(placed.holders)) === undefined
      ? placed.otherwise
      : placed.field;
  }
  const whole = WHOLES.get(plain);
  if (whole !== undefined) return whole;
  const end = findEnd(words, ENDS.has.bind(ENDS));
  if (end !== undefined) return ENDS.get(end);
  // `email_2`, `Phone 1`, `api_key_live`: fields of one kind are numbered, or one for each stage.
  const isVariant = VARIANTS.test(words[words.length - 1] ?? '');
  if (words.length < 2 || !isVariant) return undefined;
  return ENDS.get(findEnd(words.slice(0, -1), ENDS.has.bind(ENDS)) ?? '');
}

/** The longest run of last words, joined, that is listed. */
function findEnd(
  words: readonly string[],
  isListed: (name: string) => boolean,
): string | undefined {
  for (let from = Math.max(0, words.length - MAX_WORDS); from < words.length; from++) {
    const end = words.slice(from).join('');
    if (isListed(end)) return end;
  }
  return undefined;
}
