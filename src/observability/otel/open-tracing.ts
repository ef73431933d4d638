import { resourceFromAttributes } from '@opentelemetry/resources';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Tracer } from '../../domain/tracer.js';
import { otelTracer } from './tracer.js';

export interface TracingOptions {
  /** Base address of an OTLP/HTTP collector; /v1/traces is added. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly version: string;
  /** Share in [0, 1] of the traces that begin here; one that a caller began is kept or not as the caller says. */
  readonly sample: number;
}

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what waits. */
  close(): Promise<void>;
}

/** Loads the SDK, which nothing else imports, and makes it the one of the process. */
export function openTracing({ endpoint, serviceName, version, sample }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sample) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return { tracer: otelTracer(version), close: () => provider.shutdown() };
}
