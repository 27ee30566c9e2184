/**
 * `contentmark/http-node`: the verification API on Node: a server with limits, a listener for
 * Express and Fastify, metrics for Prometheus. Needs the optional peers of `contentmark/http`,
 * `@hono/node-server` and `prom-client`. Re-exports only.
 */
export {
  type ClientAddressOptions,
  clientAddress,
} from '../surfaces/http-node/client-address.ts';
export { createMetrics, type MetricsOptions } from '../surfaces/http-node/metrics.ts';
export {
  createNodeListener,
  type Fetcher,
  type NodeListener,
} from '../surfaces/http-node/node-listener.ts';
export {
  type RunningServer,
  type ServerOptions,
  startServer,
} from '../surfaces/http-node/start-server.ts';
export {
  createTextThreads,
  type TextThreads,
  type TextThreadsOptions,
} from '../surfaces/http-node/text-threads.ts';
