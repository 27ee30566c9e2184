/**
 * `createMetrics`: counts requests for Prometheus. Every label is a word of a closed list, so
 * nothing that was sent is in one.
 */

import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { readOptions } from '../../errors.ts';
import { wrongOption } from '../../options.ts';
import type { Metrics, RequestEvent } from '../events.ts';

/** Options of {@link createMetrics}. */
export interface MetricsOptions {
  /** Whether to count memory, event loop and garbage collection of the process too. Default true. */
  readonly process?: boolean;
}

/** From a tenth of a millisecond to the longest that a request may take. */
const BUCKETS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 10,
];

/**
 * Makes metrics for `createVerificationApi({ metrics })`, in a registry of their own.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const { process = true } = readOptions('options', options, ['process']);
  if (typeof process !== 'boolean') throw wrongOption('options.process', 'true or false');
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'contentmark_http_requests_total',
    help: 'Answered requests',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'contentmark_http_request_seconds',
    help: 'Time from the first look at a request until its answer was ready',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const verdicts = new Counter({
    name: 'contentmark_verdicts_total',
    help: 'Verdicts given, each item of a batch by itself',
    labelNames: ['status', 'reason'],
    registers,
  });
  const detections = new Counter({
    name: 'contentmark_detections_total',
    help: 'Detections answered',
    labelNames: ['result', 'attestation'],
    registers,
  });
  if (process) collectDefaultMetrics({ register: registry });
  return Object.freeze({
    observe(event: RequestEvent) {
      const { route, method, status, outcomes } = event;
      requests.inc({ route, method, status: String(status) });
      seconds.observe({ route }, event.seconds);
      for (const outcome of outcomes) {
        if (outcome.kind === 'verdict')
          verdicts.inc({ status: outcome.status, reason: outcome.reason ?? '' });
        else
          detections.inc({
            result: outcome.result,
            attestation: outcome.isSigned ? 'signed' : 'none',
          });
      }
    },
    expose: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  });
}
