import { z } from 'zod';
import { flag, integer, setting } from './config-setting.js';

/** Settings of docs/observability.md and docs/faults.md. */
export const observabilitySettings = {
  metrics: setting(
    flag.default(true),
    'THETA_METRICS',
    'Whether figures for Prometheus are counted and served at /metrics.',
  ),
  metricsPort: setting(
    integer(0, 65535).optional(),
    'THETA_METRICS_PORT',
    'Serves /metrics on a port of its own, where nothing else is, instead of beside the API; 0 takes any free one.',
  ),
  metricsHost: setting(
    z.string().trim().min(1).default('127.0.0.1'),
    'THETA_METRICS_HOST',
    'Address of that port; any is accepted: the figures hold no texts and no keys, but nobody is asked who they are.',
  ),
  decisionLog: setting(
    z.enum(['behind', 'before']).default('behind'),
    'THETA_DECISION_LOG',
    'When a decision is logged: behind its answer, so that a killed server loses those of the last moment; or before it, so that none is lost and none is made while the database takes no writes.',
  ),
  databaseTimeoutMs: setting(
    integer(100, 3_600_000).default(30_000),
    'THETA_DATABASE_TIMEOUT_MS',
    'Longest that a statement on PostgreSQL may take, and that a request waits for one when the network is cut.',
  ),
  traces: setting(
    flag.default(true),
    'THETA_TRACES',
    'Whether traces are sent where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.',
  ),
  tracesEndpoint: setting(
    z
      .string()
      .regex(/^https?:\/\//, 'expected http://… or https://…')
      .optional(),
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'Base address of an OpenTelemetry collector that takes OTLP over HTTP, for example http://127.0.0.1:4318; without it nothing is traced.',
  ),
  tracesService: setting(
    z.string().trim().min(1).default('theta-router'),
    'OTEL_SERVICE_NAME',
    'Name of this service in traces.',
  ),
  tracesSample: setting(
    z.coerce.number().min(0).max(1).default(1),
    'THETA_TRACES_SAMPLE',
    'Share of requests that are traced; for a request with a traceparent header its sender decides.',
  ),
};
