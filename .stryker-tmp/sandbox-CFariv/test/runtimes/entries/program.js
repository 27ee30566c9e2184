/**
 * The suite as a program of Node, Bun or Deno:
 * `program.js SUITE.js JOB.json REPLY.json`. Runs as it stands, without a build.
 */
// @ts-nocheck

import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

const [suite = '', job = '', reply = ''] = argv.slice(2);

/** @type {string[]} */
const violations = [];
/** @type {Record<string, unknown>} */
const compiler = Reflect.get(globalThis, 'WebAssembly');
// What compiles WebAssembly while it is loaded or used is found out.
for (const name of [
  'compile',
  'compileStreaming',
  'instantiate',
  'instantiateStreaming',
  'Module',
]) {
  compiler[name] = () => {
    violations.push(`WebAssembly.${name}`);
    throw new Error(`WebAssembly.${name} was called`);
  };
}

const { run } = await import(pathToFileURL(suite).href);
const replied = await run(JSON.parse(readFileSync(job, 'utf8')), () => violations);
writeFileSync(reply, JSON.stringify(replied));
