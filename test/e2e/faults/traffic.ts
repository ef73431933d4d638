import type { Server } from '../server/start-server.js';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly data: T | null;
  /** Code of the first error. */
  readonly code: string | null;
}

/** One request, whose errors are values. */
export async function ask<T>({ url }: Pick<Server, 'url'>, query: string, variables: object = {}): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(60_000),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: { extensions: { code: string } }[] };
  return { status: response.status, data: data ?? null, code: errors?.[0]?.extensions.code ?? null };
}

const ROUTE = 'query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { id version } } }';

/** Decides without a pause until it is stopped, and notes what came back. */
export function decideOn(server: Pick<Server, 'url'>, workers = 2) {
  const ids: string[] = [];
  const versions: string[] = [];
  const failures: string[] = [];
  let stopped = false;
  const work = async (worker: number) => {
    for (let i = 0; !stopped; i++) {
      const input = { query: `text ${i} of worker ${worker}` };
      const { data, code } = await ask<{ route: { id: string; version: string } }>(server, ROUTE, { input }).catch(
        (error: unknown) => ({ data: null, code: String(error) }),
      );
      if (code !== null) failures.push(code);
      if (data) {
        ids.push(data.route.id);
        versions.push(data.route.version);
      }
    }
  };
  const running = Array.from({ length: workers }, (_, worker) => work(worker));
  return {
    ids,
    versions,
    failures,
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
