/** Items to sign, as many as one likes, over a few thousand real texts. */

/**
 * The subject at a place.
 * @param {number} place
 */
export function subjectAt(place) {
  return `product-${place}`;
}

/**
 * @param {import('../install.ts').Built['content']} content
 * @param {readonly string[]} texts
 * @param {number} count
 */
export function* products(content, texts, count) {
  for (let place = 0; place < count; place++) {
    const text = /** @type {string} */ (texts[place % texts.length]);
    yield { content: content.text(text), subject: subjectAt(place) };
  }
}
