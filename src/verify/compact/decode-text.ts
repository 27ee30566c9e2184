/**
 * Reads strict base64url (RFC 4648 §5) with the runtime's own `atob`: each byte string has one
 * text.
 */

/** The bytes of a text form, or `undefined` for anything that bytes/base64url.ts would refuse. */
export function decodeText(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    // `atob` passes over white space, padding and spare bits; what prints as the same text had none.
    const printed = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    return printed === text ? Uint8Array.from(binary, (byte) => byte.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}
