import type { Context, Span } from '@opentelemetry/api';
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { ThetaError } from '../../domain/errors.js';
import type { OpenSpan, SpanAttributes, Tracer } from '../../domain/tracer.js';

/** The port over OpenTelemetry. Only codes and class names of errors go into spans: a message may quote what a client sent. */
export function otelTracer(version: string): Tracer {
  const tracer = trace.getTracer('theta-router', version);
  const open = (name: string, kind: SpanKind, attributes: SpanAttributes, parent: Context): OpenSpan => {
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    const inside = trace.setSpan(parent, span);
    return {
      run: (work) => context.with(inside, work),
      rename: (to) => void span.updateName(to),
      set: (more) => void span.setAttributes(more),
      end(failed) {
        if (failed !== undefined) fail(span, failed);
        span.end();
      },
    };
  };
  return {
    span: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work();
        } catch (error) {
          fail(span, codeOf(error));
          throw error;
        } finally {
          span.end();
        }
      }),
    begin(name, attributes, headers) {
      // Not all headers: baggage of a client would go on to other services.
      const { traceparent, tracestate } = headers;
      const parent = propagation.extract(ROOT_CONTEXT, { traceparent, tracestate });
      return open(name, SpanKind.SERVER, attributes, parent);
    },
    leave: (name, attributes) => open(name, SpanKind.CLIENT, attributes, context.active()),
    note(attributes, name) {
      const span = trace.getActiveSpan();
      span?.setAttributes(attributes);
      if (name !== undefined) span?.updateName(name);
    },
    headers() {
      const carrier: Record<string, string> = {};
      propagation.inject(context.active(), carrier);
      return carrier;
    },
    ids() {
      const at = trace.getActiveSpan()?.spanContext();
      return at ? { traceId: at.traceId, spanId: at.spanId } : null;
    },
  };
}

function fail(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
}

function codeOf(error: unknown): string {
  if (error instanceof ThetaError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
