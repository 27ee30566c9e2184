/**
 * The import rule of ARCHITECTURE.md as a function of files: which imports and which uses
 * of the runtime break it. Reads source text, not a syntax tree, so it needs no dependency;
 * comments and string contents are blanked first where they could mislead.
 */

/** Source files by their path under src/, such as `format/bytes/cose.ts`. */
export type Sources = ReadonlyMap<string, string>;

/**
 * Room, or folder of a room, to the rooms, folders and single files that it may import, beside
 * itself and the root files. The longest row that holds a file is its row. A permission that no
 * import uses is a breach as well.
 */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'format/bytes': [],
  'format/crypto': ['format/bytes'],
  'format/envelope': ['format/bytes'],
  'format/content': ['format/bytes', 'format/crypto', 'format/envelope'],
  trust: ['format'],
  sign: ['format'],
  'sign/recall': ['format', 'sign', 'trust'],
  'sign/promote': ['format', 'sign', 'verify'],
  'sign/catalog': ['format', 'sign', 'records'],
  carry: ['format/bytes', 'format/content', 'format/envelope', 'format/crypto/sha256.ts'],
  verify: ['format', 'trust'],
  'verify/catalog': ['format', 'verify', 'records'],
  detect: ['format', 'carry', 'verify'],
  decide: ['format', 'trust', 'verify', 'detect'],
  records: ['format', 'carry'],
  disclose: ['format', 'verify', 'detect', 'decide'],
  scan: ['records', 'verify', 'detect', 'decide'],
  audit: ['format', 'sign', 'decide'],
  report: [
    'format/bytes',
    'format/crypto/sha256.ts',
    'detect/registry',
    'decide',
    'disclose/rules/dates.ts',
    'scan',
    'audit',
  ],
  platforms: ['format', 'sign', 'carry', 'trust', 'verify', 'detect', 'decide', 'disclose'],
  serve: ['format', 'carry', 'trust', 'verify', 'detect', 'audit'],
  web: ['format', 'verify', 'decide', 'disclose'],
  stores: ['format/bytes', 'detect/registry', 'audit/log'],
  testing: ['format', 'carry', 'detect/registry', 'audit/log'],
  cli: [],
};

/** Root files that everything may import. */
const ROOT_FILES = [
  'errors.ts',
  'reasons.ts',
  'options.ts',
  'escape-markup.ts',
  'printable.ts',
  'members.ts',
  'strict-json.ts',
  'hex.ts',
  'group-by.ts',
  'json-pointer.ts',
  'file-problems.ts',
  'clock.ts',
];

/** Rooms whose members do not know each other. */
const STRANGERS = ['platforms', 'stores'];

/** What belongs to no member, for all of them: replies are read alike, and so do runs over a shop go. */
const OF_ALL = ['platforms/read-member.ts', 'platforms/run'];

/** Where the runtime may be touched; `clock.ts` beside these. */
const RUNTIME = [
  'format/crypto',
  'trust/remote',
  'platforms/run',
  'platforms/magento/client',
  'platforms/shopify/client',
  'records',
  'scan',
  'stores',
  'serve',
  'web',
  'cli',
];

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

/** What a source has been read to import: the tests hold the same sources against the rule many times. */
const known = new Map<string, readonly Import[]>();

/** Every module that a file names: imports, type imports, re-exports, dynamic and type queries. */
export function findImports(source: string): readonly Import[] {
  const before = known.get(source);
  if (before !== undefined) return before;
  const found = readImports(source);
  known.set(source, found);
  return found;
}

function readImports(source: string): readonly Import[] {
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

/** `format/bytes/cose.ts` from `./cose.ts` in `format/bytes/merkle.ts`; `undefined` for packages. */
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

const roomOf = (path: string) => (path.includes('/') ? (path.split('/')[0] as string) : '');
const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');
const memberOf = (path: string) => (path.split('/')[1] ?? '').replace(/\.ts$/, '');
const isWithin = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/** The row of the table that a file falls under: the longest that holds it. */
function rowOf(path: string): string | undefined {
  return Object.keys(ALLOWED)
    .filter((row) => isWithin(path, row))
    .reduce<string | undefined>(
      (longest, row) => (row.length > (longest ?? '').length ? row : longest),
      undefined,
    );
}

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
  return [
    ...violations,
    ...findUnused(sources),
    ...findCircles(sources),
    ...judgeVerify(sources),
    ...judgeVerdict(sources),
  ];
}

function judgeImport(path: string, { specifier }: Import): string | undefined {
  const room = roomOf(path);
  const target = resolve(path, specifier);
  if (target === undefined) return judgePackage(path, specifier);
  if (room === 'cli') {
    const isFine =
      specifier.startsWith('contentmark') || isWithin(target, 'cli') || ROOT_FILES.includes(target);
    return isFine ? undefined : 'the command imports public entry points';
  }
  if (specifier.startsWith('contentmark')) return 'only the command uses our own name';
  if (room === '') {
    return path === 'index.ts' || ROOT_FILES.includes(target)
      ? undefined
      : 'root files import only root files';
  }
  if (ROOT_FILES.includes(target)) return undefined;
  const other = roomOf(target);
  if (other === '' || other === 'entries') return 'only the command imports entry points';
  if (room === 'entries') {
    return other === 'cli' ? 'entries export nothing of the command' : undefined;
  }
  const row = rowOf(path);
  if (row === undefined) return `${folderOf(path)} is not in the table`;
  if (isWithin(target, row)) return judgeNeighbour(path, target);
  const isAllowed = (ALLOWED[row] ?? []).some((place) => isWithin(target, place));
  return isAllowed ? undefined : `${row} may not import ${rowOf(target) ?? other}`;
}

function judgeNeighbour(path: string, target: string): string | undefined {
  const room = roomOf(path);
  if (!STRANGERS.includes(room) || memberOf(path) === memberOf(target)) return undefined;
  return OF_ALL.some((place) => isWithin(target, place))
    ? undefined
    : `members of ${room} are strangers`;
}

function judgePackage(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) {
    return touchesRuntime(path) ? undefined : 'this folder does not touch the runtime';
  }
  if (specifier.startsWith('cbor-x')) {
    return path === 'format/bytes/cbor-write.ts'
      ? undefined
      : 'only format/bytes/cbor-write.ts imports cbor-x';
  }
  return undefined;
}

const touchesRuntime = (path: string) =>
  path === 'clock.ts' || RUNTIME.some((place) => isWithin(path, place));

const runtimeUses = new Map<string, readonly string[]>();

function judgeRuntime(path: string, source: string): string[] {
  if (touchesRuntime(path)) return [];
  let uses = runtimeUses.get(source);
  if (uses === undefined) {
    const code = blankStrings(source);
    uses = RUNTIME_USES.filter(([, pattern]) => pattern.test(code)).map(([name]) => name);
    runtimeUses.set(source, uses);
  }
  return uses.map((name) => `${path} touches the runtime: ${name}`);
}

/** `index.ts` and `entries/` hold re-exports and nothing else. */
function judgeReexports(path: string, source: string): string[] {
  if (path !== 'index.ts' && roomOf(path) !== 'entries') return [];
  const rest = blankComments(source).replace(
    /export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*from\s*'[^']+';/g,
    '',
  );
  return rest.trim() === '' ? [] : [`${path} holds more than re-exports`];
}

/** Permissions of the table that no import uses. */
function findUnused(sources: Sources): string[] {
  const used = new Map<string, Set<string>>();
  for (const [path, source] of sources) {
    const row = rowOf(path);
    if (row === undefined) continue;
    for (const { specifier } of findImports(source)) {
      add(used, row, resolve(path, specifier) ?? specifier);
    }
  }
  return Object.entries(ALLOWED).flatMap(([row, places]) =>
    places
      .filter((place) => ![...(used.get(row) ?? [])].some((target) => isWithin(target, place)))
      .map((place) => `${row} may import ${place}, and does not`),
  );
}

/** Files, and folders, that import one another in a circle. Type imports count. */
function findCircles(sources: Sources): string[] {
  const files = new Map<string, Set<string>>();
  const folders = new Map<string, Set<string>>();
  for (const [path, source] of sources) {
    if (roomOf(path) === 'entries' || path === 'index.ts') continue;
    const folder = folderOf(path);
    for (const { specifier } of findImports(source)) {
      const target = resolve(path, specifier);
      if (target === undefined || !sources.has(target)) continue;
      add(files, path, target);
      if (folder !== folderOf(target) && folderOf(target) !== '') {
        add(folders, folder, folderOf(target));
      }
    }
  }
  return [...circlesOf(files), ...circlesOf(folders)].map(
    (circle) => `a circle of imports: ${circle.join(', ')}`,
  );
}

function add(graph: Map<string, Set<string>>, from: string, to: string): void {
  const targets = graph.get(from) ?? new Set();
  graph.set(from, targets.add(to));
}

/** Groups of nodes that all reach one another (Tarjan's strongly connected components). */
function circlesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const visit = (node: string): number => {
    const index = order.size;
    order.set(node, index);
    lowest.set(node, index);
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) lowest.set(node, Math.min(lowest.get(node) as number, visit(next)));
      else if (path.includes(next)) {
        lowest.set(node, Math.min(lowest.get(node) as number, order.get(next) as number));
      }
    }
    if (lowest.get(node) === index) {
      const circle = path.splice(path.indexOf(node));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return lowest.get(node) as number;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}

/** Nothing that a storefront loads with `contentmark/verify` may sign, parse HTML, read records or a command line. */
const judgeVerify = (sources: Sources): string[] =>
  judgeReach(sources, 'entries/verify.ts', (target) =>
    target.endsWith('.ts')
      ? ['sign', 'records', 'stores'].includes(roomOf(target))
      : /^(?:cbor-x|parse5|commander)(?:\/|$)/.test(target),
  );

/** What a Shopify Function loads has 11 million instructions and no cryptography: no verifier, no package. */
const judgeVerdict = (sources: Sources): string[] =>
  judgeReach(sources, 'entries/verdict.ts', (target) =>
    target.endsWith('.ts')
      ? roomOf(target) !== '' &&
        !['entries', 'platforms/shopify/verdict', 'decide/policy'].includes(folderOf(target))
      : true,
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
