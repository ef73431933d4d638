import { describe, expect, it } from 'vitest';
import type { ThetaClientError } from '../../../packages/client/src/error.js';
import type { Connection } from '../../../packages/client/src/send.js';
import { send } from '../../../packages/client/src/send.js';
import { ThetaClient } from '../../../packages/client/src/client.js';

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const refusal = (code: string, status = 503, headers = {}) =>
  json({ errors: [{ message: 'no', extensions: { code, hint: 'wait' } }] }, status, headers);

/** Answers in turn; the last one for ever. */
function connection(answers: (() => Response | Promise<Response>)[], more: Partial<Connection> = {}) {
  const pauses: number[] = [];
  const requests: { url: string; init: RequestInit }[] = [];
  const made: Connection = {
    url: 'http://theta/graphql',
    headers: {},
    fetch: async (url, init) => {
      requests.push({ url: url as string, init: init as RequestInit });
      return (answers[requests.length - 1] ?? answers.at(-1))?.() as Response;
    },
    pause: (ms) => Promise.resolve(void pauses.push(ms)),
    random: () => 1,
    ...more,
  };
  return { made, pauses, requests };
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: ThetaClientError) => error,
  );

describe('a request of the client', () => {
  it('tries again when the server is overloaded, as often as it may, later and later', async () => {
    const { made, pauses, requests } = connection(
      [
        () => refusal('OVERLOADED'),
        () => refusal('OVERLOADED', 503, { 'retry-after': '3' }),
        () => json({ data: { a: 1 } }),
      ],
      { retries: 3 },
    );
    expect(await send(made, '{ a }', {})).toEqual({ a: 1 });
    expect(pauses).toEqual([200, 3000]);
    expect(requests).toHaveLength(3);
    const never = connection([() => refusal('OVERLOADED')], { retries: 2 });
    expect(await failure(send(never.made, '', {}))).toMatchObject({ code: 'OVERLOADED', hint: 'wait', status: 503 });
    expect(never.pauses).toEqual([200, 400]);
  });

  it('does not repeat what it was not told to, nor what may have been done', async () => {
    const { made, requests } = connection([() => refusal('OVERLOADED')]);
    expect(await failure(send(made, '', {}))).toMatchObject({ code: 'OVERLOADED' });
    expect(requests).toHaveLength(1);
    for (const answer of [() => refusal('QUERY_EMPTY', 200), () => Promise.reject(new TypeError('fetch failed'))]) {
      const once = connection([answer], { retries: 5 });
      expect(await failure(send(once.made, '', {}))).toMatchObject({
        code: expect.stringMatching(/QUERY_EMPTY|NETWORK/) as string,
      });
      expect(once.requests).toHaveLength(1);
    }
  });

  it('says what came instead of an answer', async () => {
    const of = async (answer: () => Response | Promise<Response>, more: Partial<Connection> = {}) =>
      (await failure(send(connection([answer], more).made, '', {})))?.code;
    expect(await of(() => new Response('<html>', { status: 502 }))).toBe('BAD_RESPONSE');
    expect(await of(() => json({ data: null }))).toBe('BAD_RESPONSE');
    expect(await of(() => json(null))).toBe('BAD_RESPONSE');
    const hangs = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)),
      );
    expect(await of(() => json({}), { fetch: hangs, timeoutMs: 1 })).toBe('TIMEOUT');
    const stop = new AbortController();
    const stopped = of(() => json({}), { fetch: hangs, signal: stop.signal });
    stop.abort();
    expect(await stopped).toBe('CANCELLED');
  });

  it('goes to /graphql with the key, and stops waiting when told to', async () => {
    const seen: [string, Record<string, string>][] = [];
    const stop = new AbortController();
    const fetched: typeof fetch = async (url, init) => {
      seen.push([url as string, init?.headers as Record<string, string>]);
      stop.abort();
      return refusal('OVERLOADED', 503, { 'retry-after': '9' });
    };
    const client = new ThetaClient({
      url: 'http://theta',
      apiKey: 'theta_x',
      fetch: fetched,
      retries: 1,
      signal: stop.signal,
    });
    expect(await failure(client.pools())).toMatchObject({ code: 'CANCELLED' });
    expect(seen).toEqual([['http://theta/graphql', expect.objectContaining({ authorization: 'Bearer theta_x' })]]);
    await failure(new ThetaClient({ url: 'http://theta/api/graphql', fetch: fetched }).pools());
    expect(seen[1]?.[0]).toBe('http://theta/api/graphql');
    expect(seen[1]?.[1]).not.toHaveProperty('authorization');
  });
});
