import type { BuildInfo } from './build-info.js';
import type { Meters } from './observability/meters.js';
import type { MetricsPage } from './observability/metrics-page.js';
import { createMetricsPage } from './observability/metrics-page.js';
import type { Product } from './product.js';

/** The page for Prometheus over a running product. */
export const createMetrics = (
  meters: Meters,
  { services, store, logged, index }: Product,
  build: BuildInfo,
): MetricsPage =>
  createMetricsPage(meters, {
    build,
    serving: () => services.routing.current(),
    embedder: () => services.routing.embedder(),
    index,
    llms: () => services.routing.catalogue().llms.size,
    jobs: () => services.jobs.list(),
    decisionLog: () => logged.counters(),
    database: () => ({ kind: store.kind, ...store.connections() }),
  });
