import type { Tracer } from '../domain/tracer.js';

/**
 * `fetch` with a span around each request, whose headers hand the trace on. The span names method and host, not the path or
 * the search part, which may hold what a user typed.
 */
export function tracedFetch(inner: typeof fetch, tracer: Tracer): typeof fetch {
  return async (input, init) => {
    const request = new URL(input instanceof Request ? input.url : String(input));
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const { hostname, port, protocol } = request;
    const span = tracer.leave(`${method} ${hostname}`, {
      'http.request.method': method,
      'server.address': hostname,
      'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
    });
    return span.run(async () => {
      try {
        const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
        for (const [name, value] of Object.entries(tracer.headers())) headers.set(name, value);
        const response = await inner(input, { ...init, headers });
        span.set({ 'http.response.status_code': response.status });
        span.end(response.status >= 400 ? String(response.status) : undefined);
        return response;
      } catch (error) {
        span.end(error instanceof Error ? error.name : 'error');
        throw error;
      }
    });
  };
}
