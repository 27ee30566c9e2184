/** Recognizes names that are about payments or orders by their words. */

const PROVIDERS = `adyen affirm afterpay alipay amazon amazonpay authorizenet braintree cardconnect
  checkoutcom cybersource flutterwave gocardless klarna mercadopago mollie moneris opayo paddle
  paypal paysafe paystack payu razorpay sagepay sezzle square stripe wcpay wepay woopay woopayments
  worldpay`;

/** A payment, and what only a payment has. */
const PAYMENTS = `acquirer authorization capture charge charges gateway gateways pay payer payment
  payments processor psp receipt refund refunds transaction transactions`;

const PAYMENT_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `${PROVIDERS} ${PAYMENTS}`.split(/\s+/),
);

/** Names of services in two words, and of what a payment is part of. */
const ORDER_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `${PROVIDERS} ${PAYMENTS} case cart checkout com express invoice ipn mercado net authorize order
   orders pago pal purchase sale sage woo world wc woocommerce`.split(/\s+/),
);

/** Whether a word may stand beside one such as `test` and say whose test it is. */
export function isOrderWord(word: string): boolean {
  return ORDER_WORDS.has(word);
}

/** Whether the words of a name say that it is about a payment: one word, or a service's two. */
export function isPaymentName(words: readonly string[]): boolean {
  return words.some(
    (word, at) => PAYMENT_WORDS.has(word) || PAYMENT_WORDS.has(word + (words[at + 1] ?? '')),
  );
}
