import type OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { automix, frugalGpt } from '../../../src/plugins/cascade/index.js';
import type { Asked, Behaviour } from '../../fixtures/gateway/provider.js';
import { says } from '../../fixtures/gateway/provider.js';
import type { GatewayWorld } from '../../fixtures/gateway/world.js';
import { ask, gatewayWorld } from '../../fixtures/gateway/world.js';

let world: GatewayWorld;
beforeAll(async () => {
  world = await gatewayWorld({}, {}, [
    [automix, { rule: 'threshold', samples: 4, sensitivity: 1, specificity: 1, epochs: 20, heldOutQueries: 60 }],
    [frugalGpt, { epochs: 20, heldOutQueries: 60 }],
  ]);
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => world.reset());

type Message = { role: string; content: string };
const lastCall = () => world.calls.calls.at(-1);
const chat = (body: object) =>
  world.client.chat.completions.create(body as OpenAI.ChatCompletionCreateParamsNonStreaming).withResponse();
/** Neighbours differ from question to question more than MIRT does on this small world. */
const KNN = 'theta:router=knn';
const decide = async (body: { readonly theta?: object; readonly [key: string]: unknown }) => {
  const { data } = await chat({ model: KNN, ...body, theta: { route_only: true, ...body.theta } });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into as a client does
  return data as any;
};

describe('a conversation', () => {
  /** Two questions that the router gives to different LLMs, where nothing is remembered. */
  async function differing(system: Message) {
    const chosen = new Map<string, string>();
    for (let i = 0; i < 60; i++) {
      const question = `Question number ${i}, long enough to be routed alone.`;
      const { model } = await decide({ messages: [system, ...ask(question)], theta: { conversation: null } });
      if (!chosen.has(model)) chosen.set(model, question);
      if (chosen.size === 2) return [...chosen] as [[string, string], [string, string]];
    }
    throw new Error('every question goes to one LLM');
  }
  const turns = (system: Message, q1: string, q2: string) => ({
    one: [system, ...ask(q1)],
    two: [system, ...ask(q1), { role: 'assistant', content: 'Hello there friend' }, ...ask(q2)],
  });

  it('stays with the LLM that has it in its cache, where that is worth more than the gain', async () => {
    const system = { role: 'system', content: 'Rules and more rules. '.repeat(400) };
    const [[llm, q1], [other, q2]] = await differing(system);
    const { one, two } = turns(system, q1, q2);
    // USAGE says that 100 tokens were a prompt of thousands, so the cache would be small.
    world.first.behave((_n, { body }) => says('Hello there friend', { usage: honest(body) }));
    expect((await chat({ model: KNN, messages: one })).data.model).toBe(llm);
    const { data, response } = await chat({ model: KNN, messages: two });
    expect(data.model).toBe(llm);
    expect(response.headers.get('x-theta-reason')).toMatch(
      new RegExp(`^kept ${llm}: a gain of 0\\.\\d+ does not beat its cache of \\d{4} tokens`),
    );
    // The caller may say that it is another one.
    expect((await decide({ messages: two, theta: { conversation: 'another' } })).model).toBe(other);
    expect((await decide({ messages: two, theta: { conversation: null } })).model).toBe(other);
    // α = 1 knows no cost, so no cache either.
    const best = await decide({ messages: two, model: `${KNN}/1`, theta: { conversation: null } });
    expect((await decide({ messages: two, model: `${KNN}/1` })).model).toBe(best.model);
  });

  it('goes to another LLM where little is lost', async () => {
    const system = { role: 'system', content: 'Be.' };
    const [[llm, q1], [other, q2]] = await differing(system);
    const { one, two } = turns(system, q1, q2);
    world.first.behave((_n, { body }) => says('Hello there friend', { usage: honest(body) }));
    expect((await chat({ model: KNN, messages: one })).data.model).toBe(llm);
    const { data, response } = await chat({ model: KNN, messages: two });
    expect(data.model).toBe(other);
    expect(response.headers.get('x-theta-reason')).toContain(`switched from ${llm} to ${other}`);
    // And stays there.
    const three = [...two, { role: 'assistant', content: 'Hello' }, ...ask(q2)];
    expect((await decide({ messages: three })).reason).toBe(`kept ${other}: it is still the best`);
  });

  it('may bear a key of the caller, in the body or in a header', async () => {
    const system = { role: 'system', content: 'Other rules. '.repeat(500) };
    const [[llm, q1], [, q2]] = await differing(system);
    const { one, two } = turns(system, q1, q2);
    world.first.behave((_n, { body }) => says('x', { usage: honest(body) }));
    await chat({ model: KNN, messages: one, theta: { conversation: 'c-1' } });
    expect((await decide({ messages: two })).model).not.toBe(llm);
    expect((await decide({ messages: two, theta: { conversation: 'c-1' } })).model).toBe(llm);
    const { body } = await world.server.request('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-theta-conversation': 'c-1' },
      body: JSON.stringify({ model: KNN, messages: two, theta: { route_only: true } }),
    });
    expect(body.model).toBe(llm);
  });
});

/** About four characters to a token. */
const honest = ({ messages }: Asked['body']) => {
  const characters = messages.reduce((sum, { content }) => sum + String(content).length, 0);
  return { prompt_tokens: Math.ceil(characters / 4), completion_tokens: 5 };
};

describe('a cascade', () => {
  const BODY = { model: 'theta:automix/0.9', messages: ask('x') };
  const steps = async () => {
    const { cascade, model } = await decide(BODY);
    expect(cascade).toHaveLength(2);
    expect(model).toBe(cascade[0].llm);
    return cascade.map(({ llm }: { llm: string }) => llm) as [string, string];
  };
  const isVerification = ({ body }: Asked) => String(body.messages.at(-1)?.content).includes('Correct or Incorrect');
  /** Answers with the name of the LLM, and says of answers what it is told to. */
  const judging =
    (verdicts: readonly string[]) =>
    (_n: number, asked: Asked): Behaviour =>
      isVerification(asked) ? { kind: 'choices', texts: verdicts } : says(`I am ${asked.body.model}`);
  const purposes = () => lastCall()?.attempts.map(({ llm, purpose, error }) => [llm, purpose, error]);

  it('keeps the answer of the first LLM where that stands by it', async () => {
    const [small] = await steps();
    world.first.behave(judging(['Correct', 'Correct.', 'correct', 'It is correct']));
    const { data, response } = await chat({ ...BODY, tools: undefined });
    expect(data.choices[0]?.message.content).toBe(`I am up-${small}`);
    expect(response.headers.get('x-theta-reason')).toMatch(
      new RegExp(`^cascade: kept ${small}: 1\\.000 \\(4 of 4 verdicts\\)`),
    );
    expect(purposes()).toEqual([
      [small, 'ANSWER', null],
      [small, 'VERIFICATION', null],
    ]);
    const [, verification] = world.first.asked;
    expect(verification?.body).toMatchObject({ n: 4, temperature: 1, model: `up-${small}` });
    expect(verification?.body.messages.slice(0, 2)).toEqual([
      ...BODY.messages,
      { role: 'assistant', content: `I am up-${small}` },
    ]);
  });

  it('asks the next one where it does not, and counts what all of it cost', async () => {
    const [small, large] = await steps();
    world.first.behave(judging(['Incorrect', 'Not correct.', 'incorrect', 'no idea']));
    const { data, response } = await chat(BODY);
    expect(data.choices[0]?.message.content).toBe(`I am up-${large}`);
    expect(data.model).toBe(large);
    expect(response.headers.get('x-theta-reason')).toContain(`rejected ${small}: 0.000 (0 of 4 verdicts)`);
    expect(purposes()).toEqual([
      [small, 'ANSWER', null],
      [small, 'VERIFICATION', null],
      [large, 'ANSWER', null],
    ]);
    const sum = lastCall()?.attempts.reduce((total, { usd }) => total + (usd ?? Number.NaN), 0);
    expect(lastCall()?.usd).toBeCloseTo(sum as number, 12);
    expect(Number(response.headers.get('x-theta-cost'))).toBeCloseTo(sum as number, 9);
    expect(lastCall()).toMatchObject({ llm: large, usage: { promptTokens: 300 } });
  });

  it('asks one by one where a provider does not take n', async () => {
    const [small] = await steps();
    world.first.behave((_n, asked) => {
      if (!isVerification(asked)) return says('Mine');
      return asked.body['n'] === undefined ? says('Correct') : { kind: 'status', status: 400 };
    });
    await chat(BODY);
    expect(lastCall()).toMatchObject({ llm: small, outcome: 'ANSWERED' });
    expect(purposes()?.filter(([, purpose]) => purpose === 'VERIFICATION')).toHaveLength(5);
  });

  it('holds a stream back until an answer is kept, and streams what needs no judgement', async () => {
    const [small, large] = await steps();
    const streamed = async () => {
      const stream = await world.client.chat.completions.create({
        ...(BODY as OpenAI.ChatCompletionCreateParams),
        stream: true,
        stream_options: { include_usage: true },
      });
      const chunks: OpenAI.ChatCompletionChunk[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      expect(chunks.at(-1)?.usage).toMatchObject({ prompt_tokens: 100 });
      expect(chunks.findLast(({ choices }) => choices.length > 0)?.choices[0]?.finish_reason).toBe('stop');
      return { model: chunks[0]?.model, text: chunks.map((c) => c.choices[0]?.delta.content ?? '').join('') };
    };
    world.first.behave(judging(['Correct', 'Correct', 'Correct', 'Correct']));
    expect(await streamed()).toEqual({ model: small, text: `I am up-${small}` });
    expect(world.first.asked[0]?.body['stream']).toBeUndefined();
    world.first.behave(judging(['Incorrect', 'Incorrect', 'Incorrect', 'Incorrect']));
    expect(await streamed()).toEqual({ model: large, text: `I am up-${large}` });
    expect(world.first.asked.at(-1)?.body['stream']).toBe(true);
    await vi.waitFor(() => expect(lastCall()).toMatchObject({ outcome: 'ANSWERED', llm: large, streamed: true }));
  });

  it('returns a rejected answer where the next LLM gives none, and goes on where the first gives none', async () => {
    const [small, large] = await steps();
    const failing = (llm: string, verdicts: readonly string[]) => (n: number, asked: Asked) =>
      asked.body.model === `up-${llm}` ? ({ kind: 'status', status: 500 } as const) : judging(verdicts)(n, asked);
    for (const provider of [world.first, world.second]) provider.behave(failing(large, ['Incorrect']));
    expect((await chat(BODY)).data.model).toBe(small);
    expect(lastCall()?.reason).toContain(`returned the answer of ${small} all the same`);
    for (const provider of [world.first, world.second]) provider.behave(failing(small, []));
    expect((await chat(BODY)).data.model).toBe(large);
    expect(lastCall()?.reason).toContain(`${small} gave no answer (HTTP_500); asked ${large}`);
  });

  it('keeps a call of tools, which is no text to judge', async () => {
    const toolCalls = [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }];
    world.first.behave(() => says('', { toolCalls }));
    const stream = await world.client.chat.completions.create({
      ...(BODY as OpenAI.ChatCompletionCreateParams),
      stream: true,
    });
    const calls = [];
    for await (const chunk of stream) calls.push(...(chunk.choices[0]?.delta.tool_calls ?? []));
    expect(calls).toEqual([{ index: 0, ...toolCalls[0] }]);
    expect(world.first.asked).toHaveLength(1);
  });

  it('of one LLM, whose rule does not see answers, is answered like any other request', async () => {
    const { data } = await chat({ ...BODY, model: 'theta:frugal-gpt/0.9' });
    expect(data.model).toBe(lastCall()?.llm);
    expect(world.first.asked).toHaveLength(1);
  });
});
