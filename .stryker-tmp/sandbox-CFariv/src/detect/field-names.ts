/**
 * What a field holds, by its name. Names are compared without case and without anything but
 * letters and digits, so `shipping_phone`, `shippingPhone` and `Shipping Phone` are one name.
 * They are those of Shopify (REST, GraphQL, CSV), Magento (REST, import CSV, configuration
 * paths) and SCIM (RFC 7643); other names are told by their last word.
 */
// @ts-nocheck

import type { Field } from './marker.ts';

/** A place that is looked at, or the halves of a person's name, or something without evidence. */
export type NameField = Field | 'given-name' | 'family-name' | 'opaque';

const WHOLE: Readonly<Record<NameField, string>> = {
  email: 'email emails emailaddress contactemail username',
  url: `url urls href link weblink website site domain domains host hostname endpoint origin
    landingsite referringsite referrersite referrer referer profileurl redirect`,
  image: `image images imageurl imagesrc imagelink additionalimagelink lifestyleimagelink src
    originalsrc transformedsrc originalsource featuredimage featuredmedia thumbnail thumbnailurl
    thumbnailimage baseimage smallimage swatchimage additionalimages variantimage productimage
    productimageurl mediagalleryentries mediagallery photos photo avatar avatarurl picture poster`,
  phone: 'phone phones phonenumber phonenumbers telephone tel mobile mobilephone fax smsnumber',
  card: `cardnumber creditcardnumber ccnumber ccnumberenc pan primaryaccountnumber encryptedcardnumber
    maskednumber maskedcardnumber lastdigits last4 lastfour cclast4 cclast4digits lastfourdigits`,
  token: `token tokens nonce paymentmethodnonce paymentmethodid paymentmethodtoken source sourceid
    apikey secret secretkey publickey publishablekey privatekey clientsecret clientid accesstoken
    keyid key tokenizationkey applicationid merchantkey password credentials`,
  ip: 'ip ips ipaddress browserip remoteip xforwardedfor clientip customerip lastloginip',
  name: `name title fullname displayname nickname formatted author reviewer vendor brand company
    recipient addressee attention nameoncard cardholdername creditcardname productname varianttitle
    metatitle seotitle imagealttext alttext altText`.toLowerCase(),
  'given-name': 'firstname givenname forename customerfirstname',
  'family-name': 'lastname familyname surname customerlastname',
  sku: `sku skus handle slug urlkey urlhandle urlpath variantsku productsku mpn itemnumber
    articlenumber merchantitemid`,
  barcode: `barcode barcodes variantbarcode gtin gtin8 gtin12 gtin13 gtin14 ean ean8 ean13 upc upca
    upccode isbn isbn10 isbn13 jan`,
  gateway: `gateway gateways paymentgateway paymentgatewayname paymentgatewaynames
    formattedgateway processor paymentprovider paymentmethod paymentmethods method payment`,
  // Switches have rules of their own; nothing else is looked for in them.
  switch: '',
  text: '',
  opaque: `gid admingraphqlapiid parentid createdat updatedat processedat publishedat cancelledat
    closedat cursor startcursor endcursor etag comparedigest digest sha256 descsha256 signature
    envelope contentmark schemas typename`,
};

/** The last word of longer names, longest first. */
const LAST_WORDS: readonly (readonly [string, NameField])[] = [
  ['emailaddress', 'email'],
  ['cardnumber', 'card'],
  ['phonenumber', 'phone'],
  ['telephone', 'phone'],
  ['firstname', 'given-name'],
  ['givenname', 'given-name'],
  ['lastname', 'family-name'],
  ['familyname', 'family-name'],
  ['imageurl', 'image'],
  ['imagesrc', 'image'],
  ['hostname', 'url'],
  ['endpoint', 'url'],
  ['password', 'token'],
  ['barcode', 'barcode'],
  ['secret', 'token'],
  ['apikey', 'token'],
  ['emails', 'email'],
  ['domain', 'url'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['token', 'token'],
  ['nonce', 'token'],
  ['image', 'image'],
  ['title', 'name'],
  ['gtin', 'barcode'],
  ['name', 'name'],
  ['urls', 'url'],
  ['host', 'url'],
  ['key', 'token'],
  ['url', 'url'],
  ['uri', 'url'],
  ['sku', 'sku'],
];

const FIELD_OF: ReadonlyMap<string, NameField> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(WHOLE).flatMap(([field, names]) =>
    names
      .split(/\s+/)
      .filter((name) => name !== '')
      // The keys of WHOLE are its type; Object.entries forgets it.
      .map((name): [string, NameField] => [name, field as NameField]),
  ),
);

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
  'defaultpaymentmethod',
  'paymentintent',
  'paymentsource',
  'paymentdetails',
  'paymentmethoddetails',
  'paymentinstrument',
  'charge',
  'charges',
  'latestcharge',
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
export function isPlacedName(name: string): boolean {
  return PLACED_NAMES.has(name);
}

/** Longest name that is read; a longer one is data, not a name. */
const MAX_NAME = 128;

/** A filter of SCIM (RFC 7644 §3.10), or a number: `emails[type eq "work"].value`, `images[0].src`. */
const FILTERED = /^([^[\]]+)\[([^[\]]*)\](?:\.([^[\]]+))?$/;

/** Letters and digits of a name in lower case; of a path only its last step. */
export function normalizeName(name: string): string {
  if (name.length > MAX_NAME) return '';
  if (name.includes('[')) {
    const [, list = '', filter = '', member] = FILTERED.exec(name) ?? [];
    if (member !== undefined && member !== 'value') return normalizeName(member);
    // `customer[email]`, as forms have it, is one name.
    const isFilter = member === 'value' || !/^[a-z_-]+$/i.test(filter);
    if (list !== '' && isFilter) return normalizeName(list);
  }
  let start = 0;
  // `payment/braintree/environment` and `payment.mode`, but not "Google Shopping / Gender".
  if (!name.includes(' ')) start = Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1;
  let plain = '';
  for (let at = start; at < name.length; at++) {
    const code = name.charCodeAt(at);
    const isLower = code >= 97 && code <= 122;
    if (isLower || (code >= 48 && code <= 57)) plain += name[at];
    else if (code >= 65 && code <= 90) plain += String.fromCharCode(code + 32);
  }
  return plain;
}

/**
 * What a field of this name holds; `undefined` where the name does not say.
 * @param name as {@link normalizeName} gives it.
 * @param holder the name of the object that the field is in, likewise.
 */
export function classifyName(name: string, holder: string): NameField | undefined {
  const placed = PLACED_NAMES.get(name);
  if (placed !== undefined) return placed.holders.has(holder) ? placed.field : placed.otherwise;
  const known = FIELD_OF.get(name);
  if (known !== undefined) return known;
  for (const [word, field] of LAST_WORDS) if (name.endsWith(word)) return field;
  return undefined;
}
