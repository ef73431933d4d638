import type { AddressInfo } from 'node:net';
import { Agent, createServer, request } from 'node:http';

/** Passes requests to those of its servers that are ready, in turn: a load balancer that fits into a test. */
export interface Balancer {
  readonly url: string;
  add(url: string): void;
  remove(url: string): void;
  /** Requests that each server has answered, by its address. */
  readonly answered: Map<string, number>;
  close(): Promise<void>;
}

export async function startBalancer(checkMs: number): Promise<Balancer> {
  const servers = new Set<string>();
  const ready = new Set<string>();
  const answered = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const check = async (url: string) => {
    const { ok } = await fetch(`${url}/readyz`).catch(() => ({ ok: false }));
    if (ok && servers.has(url)) ready.add(url);
    else ready.delete(url);
  };
  const timer = setInterval(() => servers.forEach((url) => void check(url)), checkMs);
  let turn = 0;
  const proxy = createServer((incoming, outgoing) => {
    const url = [...ready][turn++ % ready.size];
    if (url === undefined) return void outgoing.writeHead(502).end('no server is ready');
    const { method, headers, url: path } = incoming;
    const own = { ...headers, host: new URL(url).host, connection: 'keep-alive' };
    const passed = request(url + (path ?? ''), { method, headers: own, agent }, (response) => {
      answered.set(url, (answered.get(url) ?? 0) + 1);
      outgoing.writeHead(response.statusCode as number, { 'content-type': response.headers['content-type'] });
      response.pipe(outgoing);
    });
    // Not sent again: a request that failed is a request that failed.
    passed.on('error', (error) => outgoing.writeHead(502).end(String(error)));
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    add(url) {
      servers.add(url);
      void check(url);
    },
    remove(url) {
      servers.delete(url);
      ready.delete(url);
    },
    answered,
    async close() {
      clearInterval(timer);
      agent.destroy();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
