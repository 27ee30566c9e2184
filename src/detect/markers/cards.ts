/**
 * Card numbers that payment services publish for tests. Only listed numbers count, because passing
 * the Luhn check means little: 10.4 % of real EAN-13 and ISBN-13 do. Each number is in one row,
 * that of the first service below that publishes it.
 */
import type { Marker } from './marker.ts';

/** Fields of barcodes and SKUs are missing on purpose: digits there are never a card. */
const SEVERITY = {
  card: 'block',
  token: 'block',
  text: 'warn',
  name: 'warn',
  phone: 'warn',
} as const;

export const CARDS: readonly Marker[] = [
  published({
    id: 'card.networks',
    what: 'numbers that Stripe, Braintree, PayPal and others publish alike',
    numbers: [
      '4111111111111111 4012888888881881 4222222222222 5555555555554444 5105105105105100',
      '378282246310005 371449635398431 378734493671000 6011111111111117 6011000990139424',
      '30569309025904 38520000023237 3530111333300000 3566002020360505 5610591081018250',
      '5019717010103742 6331101999990016',
    ],
    sources: [
      'https://www.paypalobjects.com/en_US/vhelp/paypalmanager_help/credit_card_numbers.htm',
      'https://developer.paypal.com/braintree/docs/reference/general/testing',
      'https://docs.stripe.com/testing',
    ],
    found: { card_number: '4111-1111-1111-1111' },
    clean: { card_number: '4111-1111-1111-1112', barcode: '4222222222222' },
  }),
  published({
    id: 'card.stripe',
    what: 'further numbers of Stripe, which Shop Pay takes in test mode too',
    numbers: [
      '4242424242424242 4000056655665556 2223003122003222 5200828282828210 6011981111111113',
      '3056930009020004 36227206271667 6555900000604105 6200000000000005 6200000000000047',
      '6205500000000000004 4000000000000002 4000000000000069 4000000000000077',
      '4000000000000119 4000000000000127 4000000000000341 4000000000003220 4000000000009995',
      '4000002500003155 4000000400000008 4000000560000004 4000002080000001 4000002460000001',
      '4000002500000003 4242424242424241 4000000000000259 4000002760003184 4000008260003178',
      '4000000000009987 4000000000009979 4000000000006975 4000000000002685 4000000000001976',
      '4100000000000019 4000000000004954 4000000000009235 4000000000000101 4000000000000036',
      '4000000000000028 4000000000000010 4000000000000044 4000000000005423 4000000404000079',
      '4000000000007726 4000000000005126 4000003720000278 4000003800000446 4000008400001629',
      '4000008400001280 4000000000003055 4000000000003097 4000002500001001 5555552500001001',
      '4000050360000001 5555050360000080 4000000320000021 4000000760000002 4000001240000000',
      '4000001520000001 4000001700000003 4000001880000005 4000002180000000 4000004840008001',
      '5062210000000009 4000005910000000 4000006000000066 4000006040000068 4000008580000003',
      '4000007840000001 5200007840000022 4000001000000000 4000001120000005 4000001910000009',
      '4000001960000008 4000002030000002 4000002330000009 4000002760000016 4000002920000005',
      '4000003000000030 4000003480000005 4000003720000005 4000003800000008 4000004280000005',
      '4000004380000004 4000004400000000 4000004420000006 4000004700000007 4000005280000002',
      '4000005780000007 4000006160000005 4000006200000007 4000006420000001 4000006820000007',
      '4000007050000006 4000007030000001 4000007240000007 4000007520000008 4000007560000009',
      '4000008260000000 4000058260000005 5555558265554449 4000000360000006 4000001560000002',
      '4000003440000004 4000003560000008 4000003920000003 4000004580000002 4000005540000008',
      '4000007020000003 4000001580000008 4000007640000003 4000057640000008',
    ],
    sources: ['https://docs.stripe.com/testing'],
    found: { number: 'see below', payment: { card: { number: '4242 4242 4242 4242' } } },
    clean: { payment: { card: { number: '4242 4242 4242 4243' } }, sku: '4242424242424242' },
  }),
  published({
    id: 'card.braintree',
    what: 'further numbers of the Braintree sandbox',
    numbers: [
      '4005519200000004 4009348888881881 4012000033330026 4012000077777777 4217651111111119',
      '4500600000000061 4000111111111115 2223000048400011 36259600000004 6011000991300009',
      '6304000000000000 5066991111111118 6370950000000005 6062820524845321 1000000000000008',
      '4000111111111511 4111130000000003 4023898493988028 371260714673002 378267515471109',
      '371544868764018 4111111111111210 4111111111131010 4111111114101010 4111111510101010',
      '4111161010101010 4117101010101010 4111111111112101 4111111111310101 4111111141010101',
      '4111111111121102',
    ],
    sources: [
      'https://developer.paypal.com/braintree/docs/reference/general/testing',
      'https://github.com/braintree/braintree_ruby/blob/master/lib/braintree/test/credit_card.rb',
    ],
    found: { cc_number: '4009 3488 8888 1881' },
    clean: { cc_number: '4009 3488 8888 1882' },
  }),
  published({
    id: 'card.adyen',
    what: 'further numbers of the Adyen test platform',
    numbers: [
      '370000000000002 5454545454545454 36006666333344 6011601160116611 6445644564456445',
      '5555444433331111 4444333322221111 5500000000000004 4400000000000008 6731012345678906',
      '6062828888666688 4212345678901237 4212345678910006 5201281505129736 5000550000000029',
      '6703444444444449 6771830999991239343 4917610000000000 4166676667666746',
      '4646464646464644 4988438843884305 4977949494949497 5100290029002909 5100081112223332',
      '5577000055770004 5136333333333335 5585558555855583 2222400010000008 3569990010095841',
      '4871049999999910 4035501000000008 4111111145551142',
    ],
    sources: [
      'https://docs.adyen.com/development-resources/test-cards-and-credentials/test-card-numbers',
      'https://github.com/Adyen/adyen-web',
    ],
    found: { card_number: '3700 0000 0000 002' },
    clean: { card_number: '3700 0000 0000 003' },
  }),
  published({
    id: 'card.authorize-net',
    what: 'further numbers of the Authorize.net sandbox',
    numbers: [
      '6011000000000012 3088000000000017 38000000000006 4007000000027 4012888818888',
      '5424000000000015 2223000010309703 2223000010309711',
    ],
    sources: ['https://developer.authorize.net/hello_world/testing_guide.html'],
    found: { card_number: '4007000000027' },
    clean: { card_number: '4007000000028' },
  }),
  published({
    id: 'card.square',
    what: 'further numbers of the Square sandbox',
    numbers: ['6011000000000004 30000000000004 340000000000009 7783320000000000'],
    sources: ['https://developer.squareup.com/docs/testing/test-values'],
    found: { card_number: '6011 0000 0000 0004' },
    clean: { card_number: '6011 0000 0000 0005' },
  }),
  published({
    id: 'card.mercado-pago',
    what: 'test cards of Mercado Pago, country by country',
    numbers: [
      '4509953566233704 5031755734530604 371180303257522 5287338310253304 4002768694395619',
      '4235647728025682 5031433215406351 375365153556885 4168818844447115 5416752602582580',
      '375778174461804 4013540682746260 5254133674403564 374378187755283 4075595716483764',
      '5474925432670366 4009175332806176 4157236211736486 5161441315852061 4170068810108020',
    ],
    sources: [
      'https://www.mercadopago.com.mx/developers/en/guides/online-payments/checkout-api/testing/',
    ],
    found: { card_number: '5031 7557 3453 0604' },
    clean: { card_number: '5031 7557 3453 0605' },
  }),
  published({
    id: 'card.worldpay',
    what: 'further numbers of the Worldpay test environment',
    numbers: [
      '343434343434343 6011000400000000 3528000700000000 6759649826438453 2221000000000009',
      '5163613613613613 4911830000000 4462030000000000 4917610000000000003 4917300800000000',
    ],
    sources: ['https://developer.worldpay.com/docs/access-worldpay/testing/payments-test-values/'],
    found: { card_number: '4462 0300 0000 0000' },
    clean: { card_number: '4462 0300 0000 0001' },
  }),
  published({
    id: 'card.cybersource',
    what: 'further numbers of the Cybersource sandbox',
    numbers: [
      '4622943127013705 4622943127013713 4622943127013721 4622943127013739 4622943127013747',
      '2222420000001113 2222630000001125 3566111111111113 50339619890917 586824160825533338',
      '6759411100000008 6759560045005727054 5641821111166669 135412345678911',
    ],
    sources: ['https://developer.cybersource.com/hello-world/testing-guide.html'],
    found: { card_number: '4622 9431 2701 3705' },
    clean: { card_number: '4622 9431 2701 3706' },
  }),
  published({
    id: 'card.opayo',
    what: 'test cards of Opayo (Sage Pay)',
    numbers: ['4929000000006 5404000000000001 4462000000000003 4917300000000008 374200000000004'],
    sources: ['https://developer.elavon.com/products/opayo/v1/test-cards'],
    found: { card_number: '4929 0000 0000 6' },
    clean: { card_number: '4929 0000 0000 7' },
  }),
  published({
    id: 'card.razorpay',
    what: 'further numbers of Razorpay’s test mode',
    numbers: ['5267318187975449 4386289407660153 5104060000000008'],
    sources: ['https://razorpay.com/docs/payments/payments/test-card-details/'],
    found: { card_number: '5267 3181 8797 5449' },
    clean: { card_number: '5267 3181 8797 5448' },
  }),
  published({
    id: 'card.checkout-com',
    what: 'further numbers of the Checkout.com sandbox',
    numbers: [
      '5436031030606378 4543474002249996 345678901234564 2223000010479399 5199992312641465',
    ],
    sources: ['https://www.checkout.com/docs/developer-resources/testing/test-cards'],
    found: { card_number: '5436 0310 3060 6378' },
    clean: { card_number: '5436 0310 3060 6379' },
  }),
  {
    id: 'card.bogus-gateway',
    class: 'card',
    what: 'the one-digit numbers of Shopify’s Bogus Gateway',
    rule: { kind: 'whole', values: ['1', '2', '3'], place: 'card' },
    severity: { card: 'block' },
    sources: ['https://help.shopify.com/en/manual/checkout-settings/test-orders'],
    falsePositives:
      'None in the number of a card that pays. Gift, loyalty and trading cards are numbered so.',
    found: { payment_details: { credit_card_number: '1' } },
    clean: { payment_details: { number: 1, gift_card_number: '2' }, card_number: '3' },
  },
  {
    id: 'card.bogus-gateway-masked',
    class: 'card',
    what: 'the one-digit numbers of Shopify’s Bogus Gateway, as Shopify shows them',
    rule: { kind: 'whole', values: ['•••• •••• •••• 1', '•••• •• 1'] },
    severity: { card: 'block' },
    sources: ['https://help.shopify.com/en/manual/checkout-settings/test-orders'],
    falsePositives: 'None known: a real card shows four digits.',
    found: { payment_details: { credit_card_number: '•••• •••• •••• 1' } },
    clean: { payment_details: { credit_card_number: '•••• •••• •••• 1881' } },
  },
  {
    id: 'card.masked-4242',
    class: 'card',
    what: 'a masked card that ends as Stripe’s first test card does',
    rule: { kind: 'masked-card', lastFour: ['4242'] },
    severity: { card: 'info' },
    sources: ['https://docs.stripe.com/testing'],
    falsePositives: 'One real card of ten thousand.',
    found: { credit_card_number: '•••• •••• •••• 4242' },
    clean: { credit_card_number: '•••• •••• •••• 4243' },
  },
];

/** The numbers of one service, several on a line, each a marker wherever it stands as a card. */
function published({
  numbers,
  ...row
}: Pick<Marker, 'id' | 'what' | 'sources' | 'found' | 'clean'> & {
  readonly numbers: readonly string[];
}): Marker {
  return {
    ...row,
    class: 'card',
    rule: { kind: 'card', numbers: numbers.flatMap((line) => line.split(' ')) },
    severity: SEVERITY,
    falsePositives: 'None known: no issuer gives these numbers out.',
  };
}
