/**
 * Reads the body of a response within a bound, so that an endless answer cannot fill the memory.
 */

/** The longest answer to a query: 250 products at their longest, and much to spare. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The text of a response, or `undefined` where it is too long or not UTF-8. Throws as `fetch` does where it breaks off. */
export async function readBody(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = response.body.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    try {
      text += decoder.decode(value, { stream: !done });
    } catch {
      await reader.cancel();
      return undefined;
    }
    if (done) return text;
    length += value.length;
    if (length > MAX_BYTES) {
      await reader.cancel();
      return undefined;
    }
  }
}
