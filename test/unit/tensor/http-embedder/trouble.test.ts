import { describe, expect, it } from 'vitest';
import { embedTexts } from '../../../../src/tensor/embedder.js';
import { openHttpEmbedder } from '../../../../src/tensor/embedders/http/index.js';
import type { Reply } from '../../../fixtures/embeddings-service.js';
import { answerTo, httpSpec, serviceHost, standInService } from '../../../fixtures/embeddings-service.js';

const never = new AbortController().signal;
const one = { object: 'embedding', index: 0, embedding: [1, 2, 3, 4] };
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => Promise.reject(new Error('expected a failure')),
    (error: unknown) => error as Error & { code: string; hint: string },
  );

/** An embedder that is open; what happens to later requests is up to `later`. */
async function opened(later: (n: number, input: readonly string[]) => Reply | Promise<Reply>, change = {}) {
  const service = await standInService((n, { body }) => (n === 0 ? 'embed' : later(n - 1, body.input)));
  const { host, waited } = serviceHost(change);
  const embedder = await openHttpEmbedder(httpSpec(service.url), host, never);
  return {
    embedder,
    waited,
    service,
    embed: (text = 'text', signal = never) => embedTexts(embedder, [text], signal),
    async [Symbol.asyncDispose]() {
      await embedder[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
    },
  };
}

describe('an embedder whose service is in trouble', () => {
  it('tries again after trouble that passes, longer each time, with jitter', async () => {
    const troubles: Reply[] = [{ status: 503, body: '' }, 'hang up', { status: 408, body: '' }, { body: '{"data": [' }];
    await using patient = await opened((n) => troubles[n] ?? 'embed');
    expect((await patient.embed()).rows).toBe(1);
    expect(patient.waited).toEqual([375, 750, 1500, 3000]);
  });

  it.each<[Record<string, string>, number]>([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9000],
    [{ 'retry-after-ms': '1250', 'retry-after': '2' }, 1250],
    [{ 'retry-after': '3600' }, 60_000],
    [{ 'retry-after': 'later' }, 375],
  ])('waits as long as it is asked to with %j', async (headers, waits) => {
    await using patient = await opened((n) => (n === 0 ? { status: 429, headers, body: '{}' } : 'embed'));
    await patient.embed();
    expect(patient.waited).toEqual([waits]);
  });

  it('waits for the reset before the next request when no request is left', async () => {
    const limits = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '2s' };
    await using patient = await opened((n, input) =>
      n === 0 ? { headers: limits, body: answerTo({ model: '', encoding_format: '', input }) } : 'embed',
    );
    await patient.embed();
    expect(patient.waited).toEqual([]);
    await patient.embed();
    expect(patient.waited).toEqual([2000]);
    await patient.embed();
    expect(patient.waited).toEqual([2000]);
  });

  it('gives up with a code after as many tries, in the service’s own words but without the key', async () => {
    const body = JSON.stringify({ error: { message: 'No credit left for secret-key', type: 'insufficient_quota' } });
    await using service = await standInService(() => ({ status: 429, body }));
    const { host } = serviceHost({ keys: { [new URL(service.url).origin]: 'secret-key' } });
    const failure = await failureOf(openHttpEmbedder(httpSpec(service.url), host, never));
    expect(failure).toMatchObject({ code: 'EMBEDDER_UNAVAILABLE' });
    expect(failure.message).toMatch(/^test-embedding at http.* gave no embeddings: .*status 429.*No credit left for …/);
    expect(failure.message).not.toContain('secret-key');
    expect(service.asked).toHaveLength(6);
  });

  it.each<[string, Reply, RegExp, RegExp]>([
    ['400', { status: 400, body: '{"error": {"message": "too long"}}' }, /status 400: .*too long/, /MAX_TOKENS/],
    ['401', { status: 401, body: 'Incorrect key: sec***' }, /asks for a key: status 401(?!.*sec)/, /OPENAI_API_KEY/],
    ['404', { status: 404, body: '404 page not found' }, /status 404/, /THETA_EMBEDDER_URL.*THETA_EMBEDDER_MODEL/],
    [
      'a redirect',
      { status: 307, headers: { location: 'https://elsewhere.example/v1/embeddings' }, body: '' },
      /redirects to https:\/\/elsewhere\.example/,
      /address itself/,
    ],
    ['too few vectors', { body: { data: [] } }, /0 vectors for 1 texts/, /embedding model/],
    ['too many', { body: { data: [one, { ...one, index: 1 }] } }, /2 vectors for 1 texts/, /embedding model/],
    ['an index out of range', { body: { data: [{ ...one, index: 5 }] } }, /the index 5/, /embedding model/],
    ['another length', { body: { data: [{ ...one, embedding: [1, 2] }] } }, /2 dimensions instead of 4/, /DIMS/],
    ['null in a vector', { body: { data: [{ ...one, embedding: [1, null, 3, 4] }] } }, /null at place 1/, /DIMS/],
    ['a number too large', { body: { data: [{ ...one, embedding: [1, 2, 3, 1e300] }] } }, /1e\+300 at place 3/, /DIMS/],
    ['text for vectors', { body: { data: [{ ...one, embedding: { a: 1 } }] } }, /without a list "embedding"/, /DIMS/],
    ['something else', { body: { choices: [] } }, /without a list "data"/, /OpenAI-compatible/],
  ])('does not repeat a request that was answered with %s', async (_what, reply, message, hint) => {
    await using refused = await opened(() => reply);
    const failure = await failureOf(refused.embed());
    expect(failure).toMatchObject({ code: 'EMBEDDER_UNAVAILABLE' });
    expect(failure.message).toMatch(message);
    expect(failure.hint).toMatch(hint);
    expect(refused.service.asked).toHaveLength(2);
    expect(refused.waited).toEqual([]);
  });

  it('fails on two vectors of one index', async () => {
    await using service = await standInService((_, { body }) => ({ body: { data: body.input.map(() => one) } }));
    await expect(openHttpEmbedder(httpSpec(service.url), serviceHost().host, never)).rejects.toThrow(
      /two vectors of index 0/,
    );
  });

  it('says after its tries that NaN is no JSON', async () => {
    await using broken = await opened(() => ({ body: '{"data": [{"index": 0, "embedding": [NaN, 1, 1, 1]}]}' }));
    await expect(broken.embed()).rejects.toThrow(/something that is not JSON/);
    expect(broken.waited).toHaveLength(5);
  });

  it('gives up on a silent service after as many time-outs', async () => {
    await using silent = await opened(() => 'silence', { timeoutMs: 30 });
    const failure = await failureOf(silent.embed());
    expect(failure.message).toMatch(/no answer for 30 ms/);
    expect(failure.hint).toMatch(/THETA_EMBEDDER_TIMEOUT_MS/);
    expect(silent.waited).toHaveLength(5);
  });

  it('ends at once when cancelled, before, while asking and while waiting', async () => {
    const stop = new AbortController();
    await using patient = await opened((n) => {
      if (n === 0) setTimeout(() => stop.abort(), 20);
      return 'silence';
    });
    await expect(patient.embed('text', AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(patient.service.asked).toHaveLength(1);
    await expect(patient.embed('text', stop.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(patient.service.asked).toHaveLength(2);
    expect(patient.waited).toEqual([]);
  });

  it('sends a key to its own origin only, and follows no redirect with it', async () => {
    await using thief = await standInService();
    await using service = await standInService(() => ({
      status: 308,
      headers: { location: `${thief.url}/embeddings` },
      body: '',
    }));
    const { host } = serviceHost({ keys: { [new URL(service.url).origin]: 'secret-key' } });
    await expect(openHttpEmbedder(httpSpec(service.url), host, never)).rejects.toThrow(/redirects to http/);
    expect(service.asked[0]?.headers.authorization).toBe('Bearer secret-key');
    expect(thief.asked).toHaveLength(0);
    await openHttpEmbedder(httpSpec(thief.url), host, never);
    expect(thief.asked[0]?.headers.authorization).toBeUndefined();
  });
});
