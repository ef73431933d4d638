import { collectDefaultMetrics, Registry } from 'prom-client';
import { decisionMetrics } from './decision-metrics.js';
import { register } from './exposition.js';
import type { Meters } from './meters.js';
import type { ProductFigures } from './product-metrics.js';
import { productMetrics } from './product-metrics.js';
import { requestMetrics } from './request-metrics.js';

/** The page that Prometheus reads. */
export interface MetricsPage {
  readonly contentType: string;
  text(): Promise<string>;
  close(): void;
}

export function createMetricsPage(meters: Meters, product: ProductFigures): MetricsPage {
  const registry = new Registry();
  const all = [...requestMetrics(meters), ...decisionMetrics(meters), ...productMetrics(product)];
  for (const metric of all) register(registry, metric);
  collectDefaultMetrics({ register: registry });
  return { contentType: registry.contentType, text: () => registry.metrics(), close: () => registry.clear() };
}
