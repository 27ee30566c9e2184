/** What every mark says beside the digest, and what is expected of it where it is shown. */

// Fixed times, so that every run checks the same claims.
const ISSUED_AT = 1_780_000_000;
const EXPIRES_AT = ISSUED_AT + 365 * 86_400;

/** Unix seconds at which everything is checked. */
export const NOW = ISSUED_AT + 3600;
/** Seconds that clocks may differ, as in our own default. */
export const CLOCK_TOLERANCE = 60;
export const ISSUER = 'https://copy.example/catalogue';
export const AUDIENCE = 'shop.example';
export const ENVIRONMENT = 'production';

/**
 * The claims under our own names.
 * @param {string} subject
 */
export function claimsOf(subject) {
  return {
    issuer: ISSUER,
    subject,
    audience: AUDIENCE,
    issuedAt: ISSUED_AT,
    expiresAt: EXPIRES_AT,
    environment: ENVIRONMENT,
    generator: { name: 'copy-service', version: '4.2', model: 'house-model-2' },
    kind: /** @type {const} */ ('description'),
  };
}

/**
 * The same under the names that RFC 7519 registers.
 * @param {string} subject
 */
export function jwtClaimsOf(subject) {
  const { generator, kind } = claimsOf(subject);
  return {
    iss: ISSUER,
    sub: subject,
    aud: AUDIENCE,
    iat: ISSUED_AT,
    exp: EXPIRES_AT,
    environment: ENVIRONMENT,
    generator,
    kind,
  };
}

/**
 * Compares what a peer has read with what is expected, as ours does inside a check.
 * @param {Readonly<Record<string, unknown>>} claims under the names of RFC 7519
 * @param {string} subject
 */
export function requireClaims({ iss, sub, aud, iat, exp, environment }, subject) {
  require(iss === ISSUER && sub === subject && aud === AUDIENCE && environment === ENVIRONMENT);
  require(typeof iat === 'number' && iat <= NOW + CLOCK_TOLERANCE);
  require(typeof exp === 'number' && exp > NOW - CLOCK_TOLERANCE);
}

/**
 * A benchmark of failing checks would look fast.
 * @param {boolean} isGood
 */
export function require(isGood) {
  if (!isGood) throw new Error('a check that must pass has failed');
}
