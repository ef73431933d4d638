import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { USAGE, says } from '../../fixtures/gateway/provider.js';
import type { GatewayWorld } from '../../fixtures/gateway/world.js';
import { ask, gatewayWorld } from '../../fixtures/gateway/world.js';

let world: GatewayWorld;
beforeAll(async () => {
  world = await gatewayWorld();
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => world.reset());

const lastCall = () => world.calls.calls.at(-1);
const chat = (body: object) =>
  world.client.chat.completions.create(body as OpenAI.ChatCompletionCreateParamsNonStreaming).withResponse();
const refusal = async (body: object): Promise<InstanceType<typeof OpenAI.APIError>> => {
  const error = await chat(body).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OpenAI.APIError);
  return error as InstanceType<typeof OpenAI.APIError>;
};

describe('a chat completion', () => {
  it('is answered by the LLM of the decision, and says so', async () => {
    const { data, response } = await chat({ model: 'theta', messages: ask('What is the capital of France?') });
    const id = response.headers.get('x-theta-decision');
    expect(data.choices[0]?.message.content).toBe('Hello there friend');
    expect(data.model).toBe(response.headers.get('x-theta-llm'));
    expect(data.usage).toEqual(USAGE);
    expect(data).toMatchObject({ id: 'chatcmpl-1', system_fingerprint: 'fp_1' });
    await world.decisions.flush();
    const decision = world.decisions.written.find((one) => one.id === id);
    expect(decision?.llm).toBe(data.model);
    expect(response.headers.get('x-theta-router')).toBe('mirt');
    expect(response.headers.get('x-theta-alpha')).toBe('0.8');
    expect(response.headers.get('x-theta-attempts')).toBe('1');
    expect(response.headers.get('x-theta-reason')).toMatch(/^best score 0\.\d+ of 4 by mirt$/);
    expect(Number(response.headers.get('x-theta-expected-cost'))).toBeGreaterThan(0);
  });

  it('costs what its tokens cost, those of the cache at their own price, and that is recorded', async () => {
    const { response } = await chat({ model: 'llm-2', messages: ask('hi') });
    const usd = (60 * 3 + 40 * 0.3 + 20 * 7) / 1e6;
    expect(Number(response.headers.get('x-theta-cost'))).toBeCloseTo(usd, 9);
    expect(lastCall()).toMatchObject({
      ...{ routed: false, model: 'llm-2', outcome: 'ANSWERED', llm: 'llm-2', provider: 'alpha', streamed: false },
      usage: { promptTokens: 100, cachedTokens: 40, completionTokens: 20 },
      ...{ finishReason: 'stop', firstTokenMs: null, reason: 'the client named this LLM' },
      attempts: [{ llm: 'llm-2', provider: 'alpha', purpose: 'ANSWER', status: 200, error: null }],
    });
    expect(lastCall()?.usd).toBeCloseTo(usd, 12);
  });

  it('sends everything on as it came, except the model and the options of this gateway', async () => {
    const body = {
      messages: [{ role: 'system', content: 'Be brief.', name: 'rules' }, ...ask('What is 1 + 1?')],
      ...{ temperature: 0.3, top_p: 0.9, n: 2, seed: 7, stop: ['\n'], user: 'u1', logit_bias: { '50256': -100 } },
      response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } },
      unknown_field: { deep: [1, null, 'ü'] },
    };
    await chat({ model: 'theta:mirt', theta: { alpha: 0.4, tags: ['a'] }, ...body });
    const [asked] = world.first.asked;
    expect(asked?.body).toEqual({ ...body, model: `up-${lastCall()?.llm}` });
    expect(asked?.url).toBe('/v1/chat/completions');
    // The key of the provider, never that of the client.
    expect(asked?.headers).toMatchObject({ authorization: 'Bearer sk-secret', 'x-team': 'red' });
  });

  it('is routed as the model name or the options say', async () => {
    const asks = async (body: object) => {
      const { data } = await chat({ messages: ask('hi'), theta: { route_only: true }, ...body });
      return data as unknown as { router: string; pool: string; alpha: number; ranking: unknown[] };
    };
    expect(await asks({ model: 'theta' })).toMatchObject({ router: 'mirt', pool: 'default', alpha: 0.8 });
    expect(await asks({ model: 'theta:best-single' })).toMatchObject({ router: 'best-single', pool: 'default' });
    expect(await asks({ model: 'theta:pair/0.25' })).toMatchObject({ router: 'mirt', pool: 'pair', alpha: 0.25 });
    expect(await asks({ model: 'theta:best-single,pair/1' })).toMatchObject({
      router: 'best-single',
      pool: 'pair',
      alpha: 1,
    });
    expect(await asks({ model: 'theta/0' })).toMatchObject({ pool: 'default', alpha: 0 });
    expect(await asks({ model: 'theta:pool=knn' })).toMatchObject({ router: 'mirt', pool: 'knn' });
    const theta = { route_only: true, alpha: 0.5, pool: 'pair', router: 'knn' };
    expect(await asks({ model: 'theta', theta })).toMatchObject({ router: 'knn', pool: 'pair', alpha: 0.5 });
    expect(world.first.asked).toHaveLength(0);
  });

  it('calls tools', async () => {
    const toolCalls = [{ id: 'call_1', type: 'function', function: { name: 'add', arguments: '{"a":1}' } }];
    world.first.behave(() => says('', { toolCalls }));
    const tools = [{ type: 'function', function: { name: 'add', parameters: { type: 'object' } } }];
    const { data } = await chat({ model: 'theta/0', messages: ask('Add 1 and 2'), tools });
    expect(data.choices[0]?.message.tool_calls).toEqual(toolCalls);
    expect(data.choices[0]?.finish_reason).toBe('tool_calls');
    // The cheapest LLM does not call tools.
    expect(data.model).toBe('llm-1');
    expect(world.first.asked[0]?.body['tools']).toEqual(tools);
  });
});

describe('a decision alone', () => {
  const decide = async (body: object) => {
    const { data, response } = await chat({ theta: { route_only: true }, model: 'theta', ...body });
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- looked into as a client does
    return { decision: data as any, response };
  };

  it('comes without asking anybody, with everything that decided', async () => {
    const { decision, response } = await decide({ messages: ask('What is love?') });
    expect(decision).toMatchObject({ object: 'theta.decision', cascade: null, abstained: null });
    expect(decision.ranking).toHaveLength(4);
    expect(decision.ranking[0]).toMatchObject({ llm: decision.model, preference: null });
    expect(decision.fallbacks).toEqual(decision.ranking.slice(1).map((r: { llm: string }) => r.llm));
    expect(decision.ranking.find((r: { llm: string }) => r.llm === 'llm-1').providers).toEqual(['alpha', 'beta']);
    expect(decision.expected_cost_usd).toBe(decision.ranking[0].expected_cost_usd);
    expect(response.headers.get('x-theta-decision')).toBe(decision.id);
    expect(response.headers.get('x-theta-attempts')).toBe('0');
    expect(world.first.asked).toHaveLength(0);
  });

  it('says of an LLM without provider that it has none', async () => {
    const { decision } = await decide({ messages: ask('x') });
    expect(decision.excluded).toEqual([
      { llm: 'llm-4', code: 'NO_PROVIDER', reason: expect.stringContaining('LLM-4 has no provider') },
    ]);
  });

  it('can be asked for by a header', async () => {
    const response = await world.server.request('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-theta-route-only': 'true' },
      body: JSON.stringify({ model: 'theta', messages: ask('x') }),
    });
    expect(response.body.object).toBe('theta.decision');
  });

  it('leaves out LLMs that cannot read images, call tools or hold the conversation', async () => {
    const codes = async (body: object) => {
      const { decision } = await decide(body);
      return Object.fromEntries(decision.excluded.map((e: { llm: string; code: string }) => [e.llm, e.code]));
    };
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
    const withImage = { role: 'user', content: [{ type: 'text', text: 'What is this?' }, image] };
    expect(await codes({ messages: [withImage] })).toEqual({
      'llm-0': 'MODALITY',
      'llm-1': 'MODALITY',
      'llm-4': 'NO_PROVIDER',
    });
    // It is sent again with every later turn.
    expect(
      await codes({ messages: [withImage, { role: 'assistant', content: 'A cat.' }, ...ask('Sure?')] }),
    ).toHaveProperty('llm-0', 'MODALITY');
    const tools = [{ type: 'function', function: { name: 'f' } }];
    expect(await codes({ messages: ask('x'), tools })).toEqual({ 'llm-0': 'TOOLS', 'llm-4': 'NO_PROVIDER' });
    const long = { role: 'system', content: 'word '.repeat(6000) };
    expect(await codes({ messages: [long, ...ask('x')] })).toHaveProperty('llm-0', 'CONTEXT_TOO_SMALL');
    expect(await codes({ messages: ask('x'), max_tokens: 20_000 })).toMatchObject({
      'llm-0': 'CONTEXT_TOO_SMALL',
      'llm-1': 'CONTEXT_TOO_SMALL',
    });
    expect(await codes({ messages: ask('x'), max_tokens: 100 })).toEqual({ 'llm-4': 'NO_PROVIDER' });
  });

  it('keeps to a limit of cost', async () => {
    const { decision } = await decide({ messages: ask('x'), model: 'theta/1' });
    const costs = decision.ranking
      .map((r: { expected_cost_usd: number }) => r.expected_cost_usd)
      .sort((a: number, b: number) => a - b);
    const { decision: limited, response } = await decide({
      messages: ask('x'),
      model: 'theta/1',
      theta: { route_only: true, maxCostUsd: costs[0] },
    });
    expect(limited.expected_cost_usd).toBe(costs[0]);
    expect(limited.fallbacks).toEqual([]);
    expect(response.headers.get('x-theta-llm')).toBe(limited.model);
    const error = await refusal({ messages: ask('x'), model: 'theta', theta: { maxCostUsd: costs[0] / 2 } });
    expect(error).toMatchObject({ status: 400, code: 'max_cost_too_low', param: 'theta.maxCostUsd' });
  });
});

describe('what is wrong with a request', () => {
  it.each([
    [{ model: 'gpt-nobody' }, OpenAI.NotFoundError, 'model_not_found', 'model'],
    [{ model: 'theta:nobody' }, OpenAI.NotFoundError, 'model_not_found', 'model'],
    [{ model: 'theta:pool=mirt' }, OpenAI.NotFoundError, 'model_not_found', 'model'],
    [{ model: 'llm-4' }, OpenAI.NotFoundError, 'model_not_found', 'model'],
    [{ model: 'theta:mirt/1.5' }, OpenAI.BadRequestError, 'invalid_model', 'model'],
    [{ model: 'theta:' }, OpenAI.BadRequestError, 'invalid_model', 'model'],
    [{ model: 'theta:mirt,best-single' }, OpenAI.BadRequestError, 'invalid_model', 'model'],
    [{ model: 'theta:knn' }, OpenAI.BadRequestError, 'invalid_model', 'model'],
    [{ model: 'theta:oracle' }, OpenAI.BadRequestError, 'evaluation_only', 'model'],
    [{ model: 'theta:lonely' }, OpenAI.BadRequestError, 'no_eligible_llm', 'model'],
    [{ model: 'theta/0.5', theta: { alpha: 0.6 } }, OpenAI.BadRequestError, 'contradiction', 'theta.alpha'],
    [{ model: 'theta', theta: { alpa: 0.6 } }, OpenAI.BadRequestError, 'invalid_value', 'theta'],
    [{ model: 'theta', theta: { alpha: 2 } }, OpenAI.BadRequestError, 'invalid_value', 'theta.alpha'],
    [{ model: 'llm-0', theta: { route_only: true } }, OpenAI.BadRequestError, 'nothing_to_route', 'model'],
    [{ model: 'theta', messages: [] }, OpenAI.BadRequestError, 'invalid_value', 'messages'],
    [{ model: 'theta', messages: 'hi' }, OpenAI.BadRequestError, 'invalid_value', 'messages'],
    [{ model: 'theta', stream: 'yes' }, OpenAI.BadRequestError, 'invalid_value', 'stream'],
  ])('%j is told as %s', async (body, kind, code, param) => {
    const error = await refusal({ messages: ask('hi'), ...body });
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ code, param, type: 'invalid_request_error' });
    expect(error.message.length).toBeGreaterThan(20);
    expect(world.first.asked).toHaveLength(0);
  });

  it('has OpenAI’s shape also where HTTP itself goes wrong', async () => {
    const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
      world.server.request('/v1/chat/completions', { method: 'POST', headers, body });
    expect(await post('{')).toMatchObject({
      status: 400,
      body: { error: { type: 'invalid_request_error', param: null } },
    });
    expect(await post('[]')).toMatchObject({ status: 400, body: { error: { code: 'invalid_body' } } });
    expect(await post('x', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      body: { error: { code: 'invalid_request' } },
    });
    expect(await post(JSON.stringify({ x: 'x'.repeat(2 << 20) }))).toMatchObject({
      status: 413,
      body: { error: { code: 'request_too_large' } },
    });
    expect(await world.server.request('/v1/completions', { method: 'POST' })).toMatchObject({
      status: 404,
      body: { error: { code: 'unknown_url' } },
    });
  });
});

describe('models', () => {
  it('lists what can be asked for', async () => {
    const { data } = await world.client.models.list();
    expect(data.map(({ id }) => id)).toEqual([
      ...['theta', 'theta:mirt', 'theta:router=knn', 'theta:best-single', 'theta:random'],
      ...['theta:default', 'theta:pair', 'theta:lonely', 'theta:pool=knn'],
      ...['llm-0', 'llm-1', 'llm-2', 'llm-3'],
    ]);
    expect(await world.client.models.retrieve('theta:pair')).toEqual({
      id: 'theta:pair',
      object: 'model',
      created: 0,
      owned_by: 'theta',
    });
    await expect(world.client.models.retrieve('llm-4')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('every virtual one of the list can be routed by', async () => {
    const { data } = await world.client.models.list();
    for (const { id } of data.filter((one) => one.id.startsWith('theta') && one.id !== 'theta:lonely')) {
      const { response } = await chat({ model: id, messages: ask('x'), theta: { route_only: true } });
      expect(response.status, id).toBe(200);
    }
  });
});

describe('embeddings', () => {
  it('come from the embedder of the router set, as numbers and as base64 alike', async () => {
    const input = ['What is love?', 'hi'];
    const floats = await world.client.embeddings.create({ model: 'theta', input, encoding_format: 'float' });
    const packed = await world.client.embeddings.create({ model: 'theta', input });
    expect(floats.data.map(({ index }) => index)).toEqual([0, 1]);
    expect(floats.data[0]?.embedding).toHaveLength(8);
    expect(floats.data[0]?.embedding.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 5);
    expect(packed.data).toEqual(floats.data);
    expect(floats.usage.prompt_tokens).toBeGreaterThan(0);
    expect(floats.usage.total_tokens).toBe(floats.usage.prompt_tokens);
    const one = await world.client.embeddings.create({ model: 'theta', input: 'hi', encoding_format: 'float' });
    expect(one.data[0]?.embedding).toEqual(floats.data[1]?.embedding);
  });

  it.each([
    [{ input: '' }, 400, 'query_empty'],
    [{ input: [] }, 400, 'invalid_value'],
    [{ input: [1, 2] }, 400, 'invalid_value'],
    [{ input: Array.from({ length: 11 }, () => 'x') }, 400, 'batch_too_large'],
    [{ input: 'x', dimensions: 3 }, 400, 'invalid_dimensions'],
    [{ input: 'x', model: 'other' }, 404, 'model_not_found'],
  ])('%j is told', async (body, status, code) => {
    const request = { model: 'theta', ...body } as OpenAI.EmbeddingCreateParams;
    await expect(world.client.embeddings.create(request)).rejects.toMatchObject({ status, code });
  });
});
