/** Work in a process of its own: where a heap must be empty, or nothing loaded yet. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A script of bench/children. JavaScript, so that the process holds no compiler. */
export type Child =
  | 'cold-start'
  | 'empty'
  | 'sign-stream'
  | 'sign-tree'
  | 'cache'
  | 'tree-memory'
  | 'registry-memory';

/**
 * Runs a script of bench/children with a request, and gives back its answer.
 * @param flags of node, such as `--expose-gc`
 */
export async function runChild(
  child: Child,
  request: unknown,
  flags: readonly string[] = [],
): Promise<unknown> {
  const script = fileURLToPath(new URL(`./children/${child}.js`, import.meta.url));
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...env } = process.env;
  const started = spawn(process.execPath, [...flags, script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
  });
  const chunks: Buffer[] = [];
  started.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A script that asks for nothing may be gone before its request arrives.
  started.stdin.on('error', () => undefined);
  started.stdin.end(JSON.stringify(request));
  const code = await new Promise<number | null>((resolve, reject) => {
    started.on('error', reject);
    started.on('close', resolve);
  });
  if (code !== 0) throw new Error(`bench/children/${child}.js ended with ${code}`);
  const printed = Buffer.concat(chunks).toString();
  return printed === '' ? undefined : JSON.parse(printed);
}
