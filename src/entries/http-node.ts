/**
 * `contentmark/http-node`: the verification API on Node: a server with limits, a listener for
 * Express and Fastify, metrics for Prometheus. Needs the optional peers of `contentmark/http`,
 * `@hono/node-server` and `prom-client`. Re-exports only.
 */
export {
  type ClientAddressOptions,
  clientAddress,
} from '../serve/node/client-address.ts';
export { createMetrics, type MetricsOptions } from '../serve/node/metrics.ts';
export {
  createNodeListener,
  type Fetcher,
  type NodeListener,
} from '../serve/node/node-listener.ts';
export {
  type RunningServer,
  type ServerOptions,
  startServer,
} from '../serve/node/start-server.ts';
export {
  createTextThreads,
  type TextThreads,
  type TextThreadsOptions,
} from '../serve/node/text-threads.ts';
