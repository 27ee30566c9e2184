/**
 * `npm run load [-- --short]`: the built `contentmark serve` on loopback, first under a steady
 * load, then under attack. Prints what it measured; ends with 1 where a bound was broken.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_CATALOGUE, readDescriptions } from '../catalogue.ts';
import { importBuilt } from '../install.ts';
import { quantile } from '../quantile.ts';
import { runHeavy } from './heavy.ts';
import { countAffordable, type Met, runHostile } from './hostile.ts';
import { startServed } from './served.ts';
import { createAsks, runSteady } from './steady.ts';

/** Requests a second. */
const RATE = 1000;

/** What counts as flat: growth of resident memory between the first and the last third of the load. */
const FLAT_BYTES = 32 * 1024 * 1024;

/** What the process may hold after all of the attacks. */
const MAX_BYTES = 1024 * 1024 * 1024;

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
const seconds = values.short ? 5 : 30;
const idle = Math.min(countAffordable(), values.short ? 2000 : Number.POSITIVE_INFINITY);

const breaches: string[] = [];
function require(what: string, holds: boolean): void {
  if (!holds) breaches.push(what);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

function printMet({ what, count, got, expected, ...met }: Met): void {
  const statuses = Object.entries(got).map(([name, times]) => `${times} × ${name}`);
  const bystander =
    met.bystander === undefined ? '' : `; others waited ${milliseconds(met.bystander)} at most`;
  const time = `${(met.milliseconds / 1000).toFixed(1)} s`;
  print(`  ${what}: ${count} sent, ${statuses.join(', ')} (${time}${bystander})`);
  require(`${what} should each get ${expected}`, count > 0 &&
    got[expected] === count &&
    (values.short || (met.bystander ?? 0) < 2000));
}

const { keys, sign, content } = await importBuilt();
const key = keys.generateKey();
const asks = createAsks(
  { keys, sign },
  content.text,
  key,
  readDescriptions(DEFAULT_CATALOGUE, 500),
);
const [first] = asks;
if (first === undefined) throw new Error('nothing to ask');
const served = await startServed(keys, key);
try {
  // The engine compiles what is hot, and the heap finds its size.
  await runSteady(served, asks, { seconds: values.short ? 3 : 10, rate: RATE });
  const before = await served.look();
  const samples: number[] = [];
  const sampling = setInterval(() => {
    void served.look().then(({ bytes }) => samples.push(bytes));
  }, 250);
  const steady = await runSteady(served, asks, { seconds, rate: RATE });
  clearInterval(sampling);
  const after = await served.look();
  const third = Math.floor(samples.length / 3);
  const growth = quantile(samples.slice(-third), 0.5) - quantile(samples.slice(0, third), 0.5);
  const reached = steady.requests / steady.seconds;
  print(`${RATE} requests a second for ${seconds} s, over 50 connections`);
  print(
    `  ${steady.requests} answers, ${reached.toFixed(0)} a second; ${steady.errors} errors, ${steady.wrong} wrong answers`,
  );
  print(
    `  p50 ${milliseconds(steady.p50)}, p99 ${milliseconds(steady.p99)}, longest ${milliseconds(steady.max)}`,
  );
  const processor = ((after.seconds - before.seconds) * 1000) / steady.requests;
  print(`  the server took ${processor.toFixed(2)} ms of processor for each`);
  print(
    `  memory: ${megabytes(before.bytes)} before, ${megabytes(after.bytes)} after; last third against first ${growth < 0 ? '-' : '+'}${megabytes(Math.abs(growth))}`,
  );
  require('every request should be answered', steady.errors === 0);
  require('every answer should be right', steady.wrong === 0);
  // A short run is for machines that do other things as well: what they reach says nothing of the server.
  if (!values.short) require(`${RATE} requests a second should be reached`, reached > 0.9 * RATE);
  require(`memory should grow by less than ${megabytes(FLAT_BYTES)}`, growth < FLAT_BYTES);

  print('under attack');
  if (!values.short && idle < 10_000)
    print(
      `  (this system lets a process open too few files for 10,000 connections; ${idle} it is)`,
    );
  await runHostile(served, first, { idle, show: printMet });
  const heavy = await runHeavy(served, { seconds: values.short ? 5 : 20, connections: 20 });
  const answers = Object.entries(heavy.got).map(([status, times]) => `${times} × ${status}`);
  print(`  texts that are dear to read, over 20 connections: ${answers.join(', ')}`);
  print(
    `  ${heavy.checks} health checks meanwhile: p99 ${milliseconds(heavy.p99)}, longest ${milliseconds(heavy.longest)}; the server took ${(heavy.processor / heavy.seconds).toFixed(2)} cores`,
  );
  require('each dear text should be read, ended or turned away', Object.keys(heavy.got).every(
    (status) => ['200', '422', '503'].includes(status),
  ));
  require('no health check should wait for a dear text', values.short || heavy.p99 < 250);
  const end = await served.look();
  print(`  memory: ${megabytes(end.bytes)} at the end`);
  require('the process should be the one that was started', end.startedAt === before.startedAt);
  require('the process should stay up', served.isUp());
  require('no failure should be reported', served.said() === '');
  require(`memory should stay under ${megabytes(MAX_BYTES)}`, end.bytes < MAX_BYTES);
} finally {
  await served.stop();
}
for (const breach of breaches) print(`!! ${breach}`);
process.exitCode = breaches.length > 0 ? 1 : 0;
