import { describe, expect, it } from 'vitest';
import { openAiEndpoint } from '../../../../src/jobs/chat/endpoint.js';
import type { ChatTarget } from '../../../../src/jobs/chat/types.js';
import type { Reply } from '../../../fixtures/chat-service.js';
import { standIn } from '../../../fixtures/chat-service.js';

const never = new AbortController().signal;
const QUESTION = [{ role: 'user', content: 'What is 2 + 2?' }] as const;

/** An endpoint that notes how long it would have waited. */
function endpoint(url: string, change: Partial<ChatTarget> & { timeoutMs?: number } = {}) {
  const waited: number[] = [];
  const asked = openAiEndpoint(
    { url, model: 'test-llm', key: 'secret-key', ...change },
    {
      attempts: 3,
      firstDelayMs: 1000,
      longestDelayMs: 60_000,
      timeoutMs: change.timeoutMs ?? 5000,
      temperature: 0,
      maxTokens: 64,
      uniform: () => 1,
      sleep: async (ms) => void waited.push(ms),
      clock: { now: () => Date.parse('2026-01-01T00:00:00Z') },
    },
  );
  return { ask: () => asked.ask(QUESTION, never), waited };
}

describe('an LLM over an OpenAI-compatible API', () => {
  it('is asked with model, key, temperature and limit, and its answer read with tokens and the reason of its end', async () => {
    const body = JSON.stringify({
      choices: [{ message: { content: 'Four.' }, finish_reason: 'length' }],
      usage: { prompt_tokens: 12, completion_tokens: 3 },
    });
    await using server = await standIn(() => ({ body }));
    const answer = await endpoint(`${server.url}/`).ask();
    expect(answer).toEqual({ text: 'Four.', inputTokens: 12, outputTokens: 3, finishReason: 'length' });
    expect(server.asked[0]?.url).toBe('/v1/chat/completions');
    expect(server.asked[0]?.headers.authorization).toBe('Bearer secret-key');
    expect(server.asked[0]?.body).toEqual({ model: 'test-llm', messages: QUESTION, temperature: 0, max_tokens: 64 });
  });

  it('answers with an empty text where the model gave none, and with NaN for what the service does not count', async () => {
    await using server = await standIn(() => ({ body: '{"choices":[{"message":{"content":null}}],"usage":{}}' }));
    const answer = await endpoint(server.url, { key: null }).ask();
    expect(answer).toEqual({ text: '', inputTokens: Number.NaN, outputTokens: Number.NaN, finishReason: null });
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });

  it('is asked again after trouble that passes, not before it wants to be', async () => {
    const replies: Reply[] = [
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:20 GMT' } },
      { content: '4' },
    ];
    await using server = await standIn((n) => replies[n] as Reply);
    const patient = endpoint(server.url);
    expect((await patient.ask()).text).toBe('4');
    expect(patient.waited).toEqual([7000, 20_000]);
  });

  it.each<[string, Reply, number, RegExp, RegExp]>([
    ['a fault every time', { status: 500 }, 3, /status 500/, /running and reachable/],
    ['broken JSON', { body: '{"choices": [' }, 3, /not JSON/, /running and reachable/],
    ['another shape', { body: '{"text": "4"}' }, 3, /not a chat completion/, /running and reachable/],
    ['nothing', 'hang up', 3, /test-llm at http/, /running and reachable/],
    ['a wrong key', { status: 401 }, 1, /status 401/, /Check the key/],
    ['a wrong address', { status: 404 }, 1, /status 404/, /ends with the version/],
    ['a redirect', { status: 302, headers: { location: 'http://elsewhere' } }, 1, /status 302/, /not followed/],
    ['a refusal', { status: 400 }, 1, /status 400/, /name of the model/],
  ])('fails with a code after %s', async (_what, reply, tries, message, hint) => {
    await using server = await standIn(() => reply);
    const failure = await endpoint(server.url)
      .ask()
      .catch((error: unknown) => error as Error & { hint: string });
    expect(failure).toMatchObject({ code: 'LLM_UNAVAILABLE', message: expect.stringMatching(message) as string });
    expect((failure as { hint: string }).hint).toMatch(hint);
    expect(JSON.stringify(failure) + (failure as Error).message).not.toContain('secret-key');
    expect(server.asked).toHaveLength(tries);
  });

  it('asks for a key where none is set', async () => {
    await using server = await standIn(() => ({ status: 401 }));
    await expect(endpoint(server.url, { key: null }).ask()).rejects.toMatchObject({
      hint: 'It asks for a key: put one into the environment.',
    });
  });

  it('gives up on silence, and on a signal at once', async () => {
    await using server = await standIn(() => 'silence');
    const impatient = endpoint(server.url, { timeoutMs: 30 });
    await expect(impatient.ask()).rejects.toMatchObject({ message: expect.stringContaining('30 ms') as string });
    const abort = new AbortController();
    const asked = openAiEndpoint(
      { url: server.url, model: 'm', key: null },
      {
        attempts: 2,
        firstDelayMs: 1,
        longestDelayMs: 1,
        timeoutMs: 60_000,
        temperature: null,
        maxTokens: null,
        uniform: () => 0,
        sleep: async () => {},
        clock: { now: () => 0 },
      },
    ).ask(QUESTION, abort.signal);
    setTimeout(() => abort.abort(), 20);
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
