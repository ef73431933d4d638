import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** Span names as a tree: children in the order of their start are joined, those of one name counted once. */
export interface Tree {
  readonly [name: string]: Tree;
}

/** Takes spans as an OpenTelemetry collector does, OTLP over HTTP in JSON. */
export async function startCollector() {
  const spans: Span[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as {
        resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
      };
      const wellAddressed = request.url === '/v1/traces' && request.headers['content-type'] === 'application/json';
      if (wellAddressed) spans.push(...body.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));
      response.writeHead(wellAddressed ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const below = (trace: readonly Span[], parent: string): Tree =>
    Object.fromEntries(
      trace.filter((s) => s.parentSpanId === parent).map(({ name, spanId }) => [name, below(trace, spanId)]),
    );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    /** What of a trace stands below the span of its caller. */
    tree: (traceId: string, parent: string): Tree =>
      below(
        spans.filter((span) => span.traceId === traceId),
        parent,
      ),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
