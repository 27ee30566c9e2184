/**
 * The import rule of ARCHITECTURE.md as a function of files: which imports and which uses
 * of the runtime break it. Reads source text, not a syntax tree, so it needs no dependency;
 * comments and string contents are blanked first where they could mislead.
 */

/** Source files by their path under src/, such as `bytes/cose.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** Folder to the folders, or single files, that it may import, beside itself and the root files. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  bytes: [],
  crypto: ['bytes'],
  content: ['bytes', 'crypto', 'envelope'],
  envelope: ['bytes'],
  sign: ['bytes', 'crypto', 'content', 'envelope'],
  verify: ['bytes', 'crypto', 'content', 'envelope'],
  compact: ['bytes', 'crypto', 'content', 'envelope', 'verify'],
  policy: ['envelope', 'verify'],
  verdict: ['verify', 'policy'],
  disclosure: ['bytes', 'envelope', 'verify', 'policy'],
  provenance: ['envelope', 'verify', 'policy', 'disclosure'],
  promotion: ['bytes', 'crypto', 'content', 'envelope', 'sign', 'verify'],
  receipt: ['bytes', 'crypto', 'envelope', 'sign', 'policy'],
  carrier: ['bytes', 'content', 'envelope', 'crypto/sha256.ts'],
  detect: ['bytes', 'crypto', 'content'],
  guards: ['envelope', 'verify', 'policy', 'detect'],
  audit: ['bytes', 'crypto'],
  scan: ['content', 'carrier', 'verify', 'policy', 'detect', 'audit'],
  recovery: ['content', 'carrier', 'verify', 'audit', 'scan'],
  adapters: ['content', 'carrier', 'policy', 'verdict', 'disclosure'],
  stores: ['audit', 'recovery', 'detect'],
  testing: ['bytes', 'carrier', 'audit', 'recovery', 'detect'],
  surfaces: [],
};

/** Root files that everything may import. */
const COMMON = ['errors.ts', 'reasons.ts', 'clock.ts'];

/** Folders whose members do not know each other. */
const STRANGERS = ['adapters', 'stores', 'surfaces'];

/** Files of no member, for all of them: replies are read alike, and so are options. */
const OF_ALL = [
  'adapters/read-member.ts',
  'surfaces/printable.ts',
  'surfaces/read-options.ts',
  'surfaces/read-texts.ts',
];

/** Where the runtime may be touched; `clock.ts` beside these. */
const RUNTIME = ['crypto', 'stores', 'surfaces'];

const RUNTIME_USES: readonly [string, RegExp][] = [
  [
    'process',
    /(?<![\w.])process\b(?!\s*:)|globalThis\.process\b|\{[^}]*\bprocess\b[^}]*\} = globalThis/,
  ],
  [
    'crypto',
    /(?<![\w./'-])crypto\.(?!ts\b)\w|globalThis\.crypto\b|\bgetRandomValues\b|\brandomUUID\(/,
  ],
  ['Date', /(?<![\w.])Date\.now\b|\bnew Date\(\)|(?<![\w.])Date\(\)/],
  ['performance', /(?<![\w.])performance\.\w/],
  ['Buffer', /(?<![\w.])Buffer\.\w|\bnew Buffer\b/],
  ['fetch', /(?<![\w.])fetch\(/],
  ['console', /(?<![\w.])console\.\w/],
  ['timers', /(?<![\w.])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\(/],
  ['Math.random', /\bMath\.random\b/],
];

interface Import {
  readonly specifier: string;
  /** The whole statement, from `import` or `export`. */
  readonly statement: string;
}

const STATEMENT =
  /(?:^|[;\n}])\s*((?:import|export)\b[^'";]*?\bfrom\s*|import\s*)(['"])([^'"\n]+)\2/g;
const DYNAMIC = /\b(?:import|require)\s*\(\s*(?:\/\*[^*]*\*\/\s*)?(['"`])([^'"`\n]+)\1/g;
const TYPE_QUERY = /\bimport\((['"])([^'"\n]+)\1\)/g;

/** Every module that a file names: imports, type imports, re-exports, dynamic and type queries. */
export function findImports(source: string): readonly Import[] {
  const code = blankComments(source);
  const found: Import[] = [];
  for (const [, keyword = '', , specifier = ''] of code.matchAll(STATEMENT)) {
    found.push({ specifier, statement: keyword });
  }
  for (const pattern of [DYNAMIC, TYPE_QUERY]) {
    for (const [statement, , specifier = ''] of code.matchAll(pattern)) {
      if (!found.some((one) => one.specifier === specifier)) found.push({ specifier, statement });
    }
  }
  return found;
}

/** Comments replaced by spaces; strings are kept, and not taken for comments. */
function blankComments(source: string): string {
  const pattern =
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return source.replace(pattern, (found) =>
    found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found,
  );
}

/** String contents blanked as well; template literals keep their code. */
function blankStrings(source: string): string {
  return blankComments(source).replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

/** `bytes/cose.ts` from `./cose.ts` in `bytes/merkle.ts`; `undefined` for packages. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier === 'contentmark') return 'index.ts';
  if (specifier.startsWith('contentmark/')) return `entries/${specifier.slice(12)}.ts`;
  if (!specifier.startsWith('.')) return undefined;
  const path = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

const folderOf = (path: string) => (path.includes('/') ? (path.split('/')[0] as string) : '');
const memberOf = (path: string) => (path.split('/')[1] ?? '').replace(/\.ts$/, '');

/** Every breach of the rule, one sentence each. */
export function findViolations(sources: Sources): string[] {
  const violations: string[] = [];
  for (const [path, source] of sources) {
    for (const found of findImports(source)) {
      const why = judgeImport(path, found);
      if (why !== undefined) violations.push(`${path} imports ${found.specifier}: ${why}`);
    }
    violations.push(...judgeRuntime(path, source), ...judgeReexports(path, source));
  }
  return [...violations, ...judgeVerify(sources), ...judgeVerdict(sources)];
}

function judgeImport(path: string, { specifier }: Import): string | undefined {
  const folder = folderOf(path);
  const target = resolve(path, specifier);
  if (target === undefined) return judgePackage(path, specifier);
  const isSurface = folder === 'surfaces';
  if (specifier.startsWith('contentmark') && !isSurface) return 'only surfaces use our own name';
  const other = folderOf(target);
  if (other === folder && folder !== '') return judgeNeighbour(folder, path, target);
  if (isSurface) {
    return specifier.startsWith('contentmark') ? undefined : 'surfaces import public entry points';
  }
  if (COMMON.includes(target)) return undefined;
  if (path === 'index.ts' || folder === 'entries') {
    // A surface that is a library has an entry of its own name; the command is none.
    const isOwn = memberOf(target) === memberOf(path) && memberOf(target) !== 'cli';
    return other === 'surfaces' && !isOwn ? 'entries export no other surface' : undefined;
  }
  if (folder === '') return 'root files import only root files';
  if (other === '' || other === 'entries') return 'only surfaces import entry points';
  const allowed = ALLOWED[folder];
  if (allowed === undefined) return `folder ${folder} is not in the table`;
  const isAllowed = allowed.includes(other) || allowed.includes(target);
  return isAllowed ? undefined : `${folder} may not import ${other}`;
}

function judgeNeighbour(folder: string, path: string, target: string): string | undefined {
  if (!STRANGERS.includes(folder) || memberOf(path) === memberOf(target)) return undefined;
  if (OF_ALL.includes(target)) return undefined;
  return `members of ${folder} are strangers`;
}

function judgePackage(path: string, specifier: string): string | undefined {
  const folder = folderOf(path);
  if (specifier.startsWith('node:')) {
    return RUNTIME.includes(folder) ? undefined : 'this folder does not touch the runtime';
  }
  if (specifier.startsWith('cbor-x')) {
    return path === 'bytes/cbor-write.ts' ? undefined : 'only bytes/cbor-write.ts imports cbor-x';
  }
  return undefined;
}

function judgeRuntime(path: string, source: string): string[] {
  if (RUNTIME.includes(folderOf(path)) || path === 'clock.ts') return [];
  const code = blankStrings(source);
  return RUNTIME_USES.filter(([, pattern]) => pattern.test(code)).map(
    ([name]) => `${path} touches the runtime: ${name}`,
  );
}

/** `index.ts` and `entries/` hold re-exports and nothing else. */
function judgeReexports(path: string, source: string): string[] {
  if (path !== 'index.ts' && folderOf(path) !== 'entries') return [];
  const rest = blankComments(source).replace(
    /export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*from\s*'[^']+';/g,
    '',
  );
  return rest.trim() === '' ? [] : [`${path} holds more than re-exports`];
}

/** Nothing that a storefront loads with `contentmark/verify` may sign, parse HTML or read a command line. */
const judgeVerify = (sources: Sources): string[] =>
  judgeReach(sources, 'entries/verify.ts', (target) =>
    target.endsWith('.ts')
      ? folderOf(target) === 'sign'
      : /^(?:cbor-x|parse5|commander)(?:\/|$)/.test(target),
  );

/** What a Shopify Function loads has 11 million instructions and no cryptography: no verifier, no package. */
const judgeVerdict = (sources: Sources): string[] =>
  judgeReach(sources, 'entries/verdict.ts', (target) =>
    target.endsWith('.ts') ? !/^(?:entries|verdict|policy)?$/.test(folderOf(target)) : true,
  );

/** Whatever an entry loads, directly or not, that is forbidden to it: a file of ours, or a package. */
function judgeReach(
  sources: Sources,
  entry: string,
  isForbidden: (target: string) => boolean,
): string[] {
  const violations: string[] = [];
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { specifier, statement } of findImports(sources.get(path) ?? '')) {
      // A type leaves no trace in a bundle; the table above counts it all the same.
      if (/^(?:import|export)\s+type\b/.test(statement)) continue;
      const target = resolve(path, specifier) ?? specifier;
      if (isForbidden(target)) {
        violations.push(
          target === specifier
            ? `${entry} reaches ${target} through ${path}`
            : `${entry} reaches ${target}`,
        );
      }
      if (target !== specifier) visit(target);
    }
  };
  visit(entry);
  return violations;
}
