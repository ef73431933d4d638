import { describe, expect, it } from 'vitest';
import type { SpanAttributes } from '../../../src/domain/tracer.js';
import { noTracer } from '../../../src/domain/tracer.js';
import { tracedFetch } from '../../../src/observability/traced-fetch.js';

function world(answer: () => Promise<Response>) {
  const spans: { name: string; attributes: SpanAttributes; failed?: string }[] = [];
  const sent: Headers[] = [];
  const tracer = {
    ...noTracer,
    headers: () => ({ traceparent: '00-a-b-01' }),
    leave(name: string, attributes: SpanAttributes) {
      const span: (typeof spans)[number] = { name, attributes };
      spans.push(span);
      return {
        run: <T>(work: () => T) => work(),
        rename: () => {},
        set: (more: SpanAttributes) => void (span.attributes = { ...span.attributes, ...more }),
        end: (failed?: string) => void (failed !== undefined && (span.failed = failed)),
      };
    },
  };
  const ask = tracedFetch((_input, init) => (sent.push(new Headers(init?.headers)), answer()), tracer);
  return { ask, spans, sent };
}

describe('tracedFetch', () => {
  it('hands the trace on beside the headers that were there, and names the host only', async () => {
    const { ask, spans, sent } = world(() => Promise.resolve(new Response('ok')));
    await ask('https://api.example.com/v1/embed?q=typed', { method: 'POST', headers: { authorization: 'Bearer k' } });
    expect(Object.fromEntries(sent[0] ?? [])).toEqual({ authorization: 'Bearer k', traceparent: '00-a-b-01' });
    expect(spans).toEqual([
      {
        name: 'POST api.example.com',
        attributes: {
          'http.request.method': 'POST',
          'server.address': 'api.example.com',
          'server.port': 443,
          'http.response.status_code': 200,
        },
      },
    ]);
  });

  it('marks what fails, and lets it fail', async () => {
    const refused = world(() => Promise.resolve(new Response('no', { status: 503 })));
    expect((await refused.ask('http://127.0.0.1:9/')).status).toBe(503);
    expect(refused.spans[0]?.failed).toBe('503');
    const cut = world(() => Promise.reject(new TypeError('fetch failed')));
    await expect(cut.ask('http://127.0.0.1:9/')).rejects.toThrow('fetch failed');
    expect(cut.spans[0]?.failed).toBe('TypeError');
  });
});
