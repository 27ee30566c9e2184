/**
 * What `npm run test:mutation` leaves alone: the words in which a mistake is told. Tests hold the
 * code and the argument of an error, the reason of a verdict, and that a reader has failed; what
 * the sentence says beside these may be put better at any time.
 *
 * Only texts are left alone, and only where they become such a sentence. Whether one is told, and
 * which of two, is mutated as all code is.
 */

/**
 * Makers of errors and of problems, and which of their arguments is for people.
 * @type {ReadonlyMap<string, number>}
 */
const WORDING = new Map([
  ['ContentmarkError', 1],
  ['Error', 0],
  ['TypeError', 0],
  ['wrongArgument', 1],
  ['wrongClaim', 1],
  ['fail', 1],
  ['malformed', 0],
  ['reject', 1],
]);

/**
 * As much as is asked here of a node of Babel's tree and of its place: `key` is the member of the
 * parent in which it stands, or its number in the list `listKey` of the parent.
 * @typedef {{
 *   node: { type: string, callee?: { name?: string } },
 *   key: string | number,
 *   listKey?: string,
 *   parentPath: Place | null,
 * }} Place
 */

/** @param {Place} place */
function isWording(place) {
  if (!/^(?:StringLiteral|TemplateLiteral)$/.test(place.node.type)) return false;
  for (let at = place; at.parentPath !== null; at = at.parentPath) {
    const { node } = at.parentPath;
    if (node.type === 'NewExpression' || node.type === 'CallExpression') {
      return at.listKey === 'arguments' && WORDING.get(node.callee?.name ?? '') === at.key;
    }
    const isPassedOn =
      node.type === 'TemplateLiteral' ||
      (node.type === 'ConditionalExpression' && at.key !== 'test') ||
      (node.type === 'LogicalExpression' && at.key === 'right');
    if (!isPassedOn) return false;
  }
  return false;
}

/** As Stryker takes plugins. In JavaScript: it loads them in processes that know no TypeScript. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'wording',
    value: {
      /** @param {Place} place */
      shouldIgnore: (place) => (isWording(place) ? 'wording' : undefined),
    },
  },
];
