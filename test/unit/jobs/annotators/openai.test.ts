import { describe, expect, it } from 'vitest';
import { openAiAnnotator } from '../../../../src/jobs/annotators/openai.js';
import type { QueryGroup } from '../../../../src/plugins/contract.js';
import { WORLD_ABILITIES } from '../../../fixtures/mirt-world.js';
import type { Reply } from '../../../fixtures/chat-service.js';
import { standIn } from '../../../fixtures/chat-service.js';

const groups = (count: number, samples = ['What is 2 + 2?']): QueryGroup[] =>
  Array.from({ length: count }, (_, id) => ({ id, size: 9, samples, tasks: [{ task: `task-${id}`, share: 1 }] }));
const never = new AbortController().signal;
const naming = (...abilities: string[]): Reply => ({ content: JSON.stringify({ abilities }) });

/** An annotator that notes how long it would have waited. */
function annotator(url: string, change: { key?: string | null; timeoutMs?: number; uniform?: () => number } = {}) {
  const waited: number[] = [];
  const built = openAiAnnotator(
    { url, model: 'test-llm', key: change.key === undefined ? 'secret-key' : change.key },
    {
      attempts: 3,
      firstDelayMs: 1000,
      longestDelayMs: 5000,
      timeoutMs: change.timeoutMs ?? 5000,
      concurrency: 2,
      clock: { now: () => 0 },
      uniform: change.uniform ?? (() => 0.5),
      sleep: async (ms) => void waited.push(ms),
    },
  );
  return { ...built, waited };
}

describe('annotator over an OpenAI-compatible API', () => {
  it('asks once per cluster with model, key, abilities and samples, and reads the ids', async () => {
    await using server = await standIn((n) => naming(...(n === 0 ? ['computation', 'reasoning'] : ['knowledge'])));
    const own = annotator(`${server.url}/`);
    expect(own.id).toBe('openai:test-llm');
    const one = await own.annotate(groups(1), WORLD_ABILITIES, never);
    expect([one.rows, one.cols, ...one.data]).toEqual([1, 3, 1, 1, 0]);
    const [asked] = server.asked;
    expect(asked?.url).toBe('/v1/chat/completions');
    expect(asked?.headers.authorization).toBe('Bearer secret-key');
    expect(asked?.body).toMatchObject({ model: 'test-llm', temperature: 0 });
    expect(asked?.body.messages[0]?.content).toContain('computation: Computation. Calculates with numbers.');
    expect(JSON.parse(asked?.body.messages[1]?.content ?? '')).toEqual({
      tasks: ['task-0'],
      queries: ['What is 2 + 2?'],
    });
  });

  it('sends no key where none is set, and at most five samples, cut', async () => {
    await using server = await standIn(() => naming('reasoning'));
    const long = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(5000));
    await annotator(server.url, { key: null }).annotate(groups(1, long), WORLD_ABILITIES, never);
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
    const { queries } = JSON.parse(server.asked[0]?.body.messages[1]?.content ?? '') as { queries: string[] };
    expect(queries.map((q) => q.length)).toEqual([2000, 2000, 2000, 2000, 2000]);
  });

  it('keeps the order of the clusters while asking at most two at a time', async () => {
    await using server = await standIn(async (n, { body }) => {
      await new Promise((done) => setTimeout(done, n % 2 === 0 ? 30 : 5));
      const { tasks } = JSON.parse(body.messages[1]?.content ?? '') as { tasks: string[] };
      return naming(WORLD_ABILITIES[Number(tasks[0]?.slice(5)) % 3]?.id as string);
    });
    const { data } = await annotator(server.url).annotate(groups(6), WORLD_ABILITIES, never);
    expect([...data]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(server.widest()).toBe(2);
  });

  it('does not ask about a cluster of which nothing is known', async () => {
    await using server = await standIn(() => naming('reasoning'));
    const unknown: QueryGroup = { id: 0, size: 3, samples: [], tasks: [] };
    expect([...(await annotator(server.url).annotate([unknown], WORLD_ABILITIES, never)).data]).toEqual([0, 0, 0]);
    expect(server.asked).toHaveLength(0);
  });

  it('tries again after trouble that passes, waiting longer each time, with jitter', async () => {
    await using server = await standIn((n) => (n === 0 ? { status: 503 } : n === 1 ? 'hang up' : naming('reasoning')));
    const eager = annotator(server.url, { uniform: () => 0 });
    await eager.annotate(groups(1), WORLD_ABILITIES, never);
    expect(eager.waited).toEqual([500, 1000]);
  });

  it('waits as long as it was asked to, up to its limit', async () => {
    for (const [asked, waits] of [
      ['3', 3000],
      ['600', 5000],
      ['tomorrow', 750],
    ] as const) {
      await using busy = await standIn((n) =>
        n === 0 ? { status: 429, headers: { 'retry-after': asked } } : naming('reasoning'),
      );
      const patient = annotator(busy.url);
      await patient.annotate(groups(1), WORLD_ABILITIES, never);
      expect(patient.waited).toEqual([waits]);
    }
  });

  it.each<[string, Reply, RegExp]>([
    ['prose', { content: 'It needs computation.' }, /expected \{"abilities".*It needs computation/],
    ['no ability', naming(), /expected \{"abilities"/],
    ['an unknown ability', naming('reasoning', 'telepathy'), /not ids of abilities: telepathy/],
    ['another shape', { content: '["reasoning"]' }, /expected \{"abilities"/],
    ['something that is no chat completion', { body: '{"text": "reasoning"}' }, /not a chat completion/],
    ['broken JSON', { body: '{"choices": [' }, /JSON/],
    ['a fault every time', { status: 500 }, /status 500/],
  ])('fails with a code after three answers with %s', async (_what, reply, message) => {
    await using server = await standIn(() => reply);
    const failure = await annotator(server.url)
      .annotate(groups(1), WORLD_ABILITIES, never)
      .catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'ANNOTATOR_FAILED', message: expect.stringMatching(message) as string });
    expect((failure as Error).message).not.toContain('secret-key');
    expect(server.asked).toHaveLength(3);
  });

  it('does not repeat a question that was refused', async () => {
    await using server = await standIn(() => ({ status: 401 }));
    await expect(annotator(server.url).annotate(groups(1), WORLD_ABILITIES, never)).rejects.toMatchObject({
      code: 'ANNOTATOR_FAILED',
      message: expect.stringContaining('status 401') as string,
    });
    expect(server.asked).toHaveLength(1);
  });

  it('reads JSON from a fence, and takes the second answer where the first is unusable', async () => {
    const fenced = { content: '```json\n{"abilities": ["knowledge"]}\n```' };
    await using server = await standIn((n) => (n === 0 ? { content: 'Sure!' } : fenced));
    expect([...(await annotator(server.url).annotate(groups(1), WORLD_ABILITIES, never)).data]).toEqual([0, 0, 1]);
  });

  it('gives up on a server that is silent after as many tries', async () => {
    await using server = await standIn(() => 'silence');
    const hurried = annotator(server.url, { timeoutMs: 50 });
    await expect(hurried.annotate(groups(1), WORLD_ABILITIES, never)).rejects.toMatchObject({
      code: 'ANNOTATOR_FAILED',
    });
    expect(hurried.waited).toHaveLength(2);
  });

  it('ends at once when cancelled in the middle of a question', async () => {
    const stop = new AbortController();
    await using server = await standIn(() => {
      stop.abort();
      return 'silence';
    });
    await expect(annotator(server.url).annotate(groups(1), WORLD_ABILITIES, stop.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(server.asked).toHaveLength(1);
  });
});
