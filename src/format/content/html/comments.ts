/**
 * Decides which comments html-1 leaves out (docs/profiles-html.md, "Ignored"). Only prose is left
 * out, because software acts on some comments: whatever has the shape of a directive is covered,
 * and so are known directives that look like prose.
 */

/**
 * Markup, template delimiters (conditional comments, SSI, PHP, Liquid, Magento's `{{…}}`, Angular
 * and React hydration) and what arguments are written with (`bot="x"`, `google_ad_section_start`,
 * `@include`, Mailchimp's `*|IF|*`).
 */
const SIGNS = /[<>{}[\]#$%`=@|*\\^~_]/;

/**
 * Matches how prose begins: with a letter, a digit or what is not ASCII. `<!--:en-->`, `<!--?x-->`
 * and `<!--/* x` do not.
 */
const BEGINNING = /^[\t\n\f\r ]*(?:\/+[\t\n\f\r ]*)?[^\0-\x2f:-@[-`{-\x7f]/;

/** What Windows puts around a clip, and editors leave in. */
const CLIP = /^(?:Start|End)Fragment$/;

/**
 * First words of directives with arguments in plain words: ESI, Knockout, AngularJS, WordPress and
 * its caches, search engines of sites, site builders and editors, template engines, formatters.
 */
export const DIRECTIVES: readonly string[] = [
  ...['esi', 'ko', 'directive', 'wp', 'more', 'nextpage', 'noteaser', 'mfunc', 'mclude'],
  ...[
    'dynamic-cached-content',
    'split',
    'tab',
    'tabs',
    'break',
    'pagebreak',
    'truncate',
    'excerpt',
  ],
  ...['sse', 'noindex', 'nofollow', 'nosnippet', 'noarchive', 'robots', 'googleoff', 'googleon'],
  ...['stopindex', 'startindex', 'freefind', 'swishcommand', 'udmcomment', 'phpdigexclude'],
  ...[
    'include',
    'if',
    'else',
    'elseif',
    'elsif',
    'endif',
    'foreach',
    'endforeach',
    'endfor',
    'echo',
  ],
  ...['exec', 'php', 'webbot', 'mbox', 'lit-part', 'lit-node', 'kg-card-begin', 'kg-card-end'],
  ...['members-only', 'paywall', 'htmlmin', 'inject', 'endinject', 'endbuild', 'bower'],
  ...['prettier-ignore', 'markdownlint-disable', 'notranslate', 'lscache', 'litespeed', 'toc'],
  ...['templatebegineditable', 'templateendeditable', 'instancebegin', 'instancebegineditable'],
  ...['instanceendeditable', 'beginlibraryitem', 'endlibraryitem', 'begineditable', 'endeditable'],
];

const NOT_ASCII = /[^\0-\x7f]/;

const KNOWN: ReadonlySet<string> = /* @__PURE__ */ new Set(DIRECTIVES);

/** Whether html-1 leaves a comment out, given as it stands in the source. */
export function isIgnoredComment(written: string): boolean {
  // Seven characters: `<!-->` and `<!--->` are empty comments to HTML5 and open ones to older readers.
  if (written.length < 7 || !written.startsWith('<!--') || !written.endsWith('-->')) return false;
  const data = written.slice(4, -3);
  if (SIGNS.test(data)) return false;
  if (!/[^\t\n\f\r ]/.test(data)) return true;
  if (!BEGINNING.test(data)) return false;
  // Of a long comment the beginning will do.
  const [first = '', second] = data.split(/[\t\n\f\r /]+/, 3).filter((word) => word !== '');
  if (second !== undefined) return !isDirective(first);
  // One word alone, in which directives are written, is one; so is what it may be taken for.
  return first.length === 1 || NOT_ASCII.test(first) || CLIP.test(first);
}

/** Whether a word is one that directives begin with: `wp:html`, `INCLUDE`, `more`; not `Note:`. */
function isDirective(word: string): boolean {
  if (/:./.test(word) || /^[A-Z][A-Z0-9-]+$/.test(word)) return true;
  return KNOWN.has(word.toLowerCase().replace(/[^a-z]$/, ''));
}
