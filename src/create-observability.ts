import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import type { Tracer } from './domain/tracer.js';
import type { Meters } from './observability/meters.js';
import { createMeters } from './observability/meters.js';
import { tracedFetch } from './observability/traced-fetch.js';
import { watchStatements } from './observability/watch-statements.js';
import { readBuildInfo } from './build-info.js';
import type { WatchStatement } from './store/database.js';

/** What watches the product; parts that are off are null and cost nothing. */
export interface Observability {
  readonly meters: Meters | null;
  readonly tracer: Tracer | null;
  readonly watch: WatchStatement | undefined;
  /** Asks other services; absent where it is the ordinary one. */
  readonly fetch?: typeof fetch;
  /** Sends the spans that wait. */
  close(): Promise<void>;
}

export const unobserved: Observability = {
  meters: null,
  tracer: null,
  watch: undefined,
  close: () => Promise.resolve(),
};

/** Metrics and traces as the configuration wants them. The SDK of OpenTelemetry is loaded only where traces go somewhere. */
export async function openObservability(config: Config): Promise<Observability> {
  const meters = config.metrics ? createMeters(() => systemClock.monotonic()) : null;
  const { tracesEndpoint: endpoint } = config;
  if (!config.traces || endpoint === undefined) return { ...unobserved, meters, watch: watchStatements(meters, null) };
  const { openTracing } = await import('./observability/otel/open-tracing.js');
  const { version } = readBuildInfo();
  const tracing = openTracing({ endpoint, serviceName: config.tracesService, version, sample: config.tracesSample });
  const { tracer } = tracing;
  return {
    meters,
    tracer,
    watch: watchStatements(meters, tracer),
    fetch: tracedFetch(fetch, tracer),
    close: () => tracing.close(),
  };
}
