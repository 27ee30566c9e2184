/** Values as JSON, and bytes as text. */
// @ts-nocheck


/**
 * One line of JSON: bytes as hexadecimal, a Map as an object. `fromEntries` defines properties, so that an extension named "__proto__"
 * stays a member.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Uint8Array) return toHex(item);
    return item instanceof Map ? Object.fromEntries(item) : item;
  });
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** Unpadded base64url of bytes of any length; a text form of the package is bounded as marks are. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
