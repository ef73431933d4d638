import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const data = async (query: string, variables: object = {}) => {
  const { body } = await server.graphql(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data;
};
const refusal = async (query: string, variables: object = {}) => {
  const { body } = await server.graphql(query, variables);
  return { message: body.errors[0].message, ...body.errors[0].extensions };
};

const REGISTER = `mutation ($input: RegisterLlmInput!) { registerLlm(input: $input) {
  id name developer family sizeBillions releaseDate contextWindow maxOutputTokens modalities toolCalling languages tags
  typicalLatencyMs profile aliases status registeredAt updatedAt retirement { reason }
  benchmarks { benchmark score items source }
  price { inputPerMillion outputPerMillion cachedInputPerMillion effectiveFrom }
} }`;
const UPDATE = `mutation ($input: UpdateLlmInput!) { updateLlm(input: $input) {
  id contextWindow tags benchmarks { benchmark } updatedAt profile } }`;

const facts = {
  id: 'acme/new-1',
  name: 'New 1',
  developer: 'Acme',
  family: 'New',
  sizeBillions: 8.5,
  releaseDate: '2026-11-27',
  contextWindow: 131072,
  maxOutputTokens: 8192,
  modalities: ['text', 'image'],
  toolCalling: true,
  languages: ['en', 'de'],
  tags: ['region:eu'],
  typicalLatencyMs: 450,
  profile: 'Strong at arithmetic.',
  aliases: ['new-one'],
  benchmarks: [{ benchmark: 'GSM8K', score: 0.91, items: 1319, source: 'https://example.org/new-1' }],
};

describe('registering LLMs over the API', () => {
  it('gives back every fact, with the first price and the status COLD', async () => {
    const price = { inputPerMillion: 0.5, outputPerMillion: 1.5, cachedInputPerMillion: 0.1 };
    const { registerLlm } = await data(REGISTER, { input: { ...facts, price: { ...price, source: 'price list' } } });
    expect(registerLlm).toMatchObject({ ...facts, status: 'COLD', updatedAt: null, retirement: null, price });
    expect(Date.now() - Date.parse(registerLlm.registeredAt)).toBeLessThan(10_000);
    const found = await data(
      '{ llm(id: "acme/new-1") { status priceHistory { source } } llms(status: COLD) { id } none: llms(status: WARMING) { id } }',
    );
    expect(found.llm).toEqual({ status: 'COLD', priceHistory: [{ source: 'price list' }] });
    expect(found.llms.map((one: { id: string }) => one.id)).toContain('acme/new-1');
    expect(found.none).toEqual([]);
  });

  it('takes several, all or none', async () => {
    const many = 'mutation ($inputs: [RegisterLlmInput!]!) { registerLlms(inputs: $inputs) { id status } }';
    const plain = { developer: 'Acme', profile: 'Small.' };
    const bad = await refusal(many, {
      inputs: [
        { ...plain, id: 'a-1' },
        { ...plain, id: 'a-2', sizeBillions: -1 },
      ],
    });
    expect([bad.code, bad.message]).toEqual(['LLM_INVALID', expect.stringContaining('a-2: sizeBillions')]);
    expect((await data('{ llm(id: "a-1") { id } }')).llm).toBeNull();
    const { registerLlms } = await data(many, {
      inputs: [
        { ...plain, id: 'a-1' },
        { ...plain, id: 'a-2' },
      ],
    });
    expect(registerLlms).toEqual(['a-1', 'a-2'].map((id) => ({ id, status: 'COLD' })));
  });

  it('tells apart what is absent and what is null', async () => {
    const kept = (await data(UPDATE, { input: { id: 'acme/new-1', tags: ['fast'] } })).updateLlm;
    expect(kept).toMatchObject({ contextWindow: 131072, tags: ['fast'], benchmarks: [{ benchmark: 'GSM8K' }] });
    expect(kept.updatedAt).not.toBeNull();
    const input = { id: 'acme/new-1', contextWindow: null, benchmarks: null, tags: null };
    const forgotten = (await data(UPDATE, { input })).updateLlm;
    expect(forgotten).toMatchObject({ contextWindow: null, tags: [], benchmarks: [], profile: facts.profile });
  });

  it.each([
    ['LLM_EXISTS', REGISTER, { input: facts }, /already/],
    ['LLM_EXISTS', REGISTER, { input: { ...facts, id: 'x', aliases: ['LLM-0'] } }, /names llm-0 already/],
    ['LLM_INVALID', REGISTER, { input: { ...facts, id: 'x y' } }, /id: /],
    ['BAD_USER_INPUT', REGISTER, { input: { id: 'x' } }, /developer/],
    ['LLM_INVALID', UPDATE, { input: { id: 'acme/new-1', profile: 'x'.repeat(1001) } }, /at most 1000 characters/],
    ['UNKNOWN_LLM', UPDATE, { input: { id: 'x', tags: [] } }, /No LLM "x"/],
    ['LLM_INVALID', 'mutation { retireLlm(llm: "llm-0", reason: "") { id } }', {}, /reason/],
    ['LLM_INVALID', 'mutation { reinstateLlm(llm: "llm-0") { id } }', {}, /not retired/],
    ['UNKNOWN_LLM', 'mutation { retireLlm(llm: "x", reason: "y") { id } }', {}, /No LLM "x"/],
  ])('refuses with %s: %s %j', async (code, query, variables, message) => {
    const found = await refusal(query, variables);
    expect([found.code, found.message]).toEqual([code, expect.stringMatching(message)]);
    expect(JSON.stringify(found)).not.toContain('SQL');
  });
});

const ROUTE = `query ($input: RouteInput!) { route(input: $input) {
  ... on RoutingDecision { id ranking { llm { id } } excluded { llm code reason } } ... on RouteRefusal { code } } }`;
const LOGGED = `query ($id: ID!) { decision(id: $id) {
  id createdAt query alpha llm { id } ranking { llm score predictedPerformance cost } } }`;

describe('retiring LLMs', () => {
  it('chooses one no more, says why, leaves what is logged, and brings it back where it was', async () => {
    const input = { query: 'What is 7 + 5?', pool: 'pair' };
    const before = (await data(ROUTE, { input })).route;
    expect(before.ranking).toHaveLength(2);
    await server.decisions.flush();
    const logged = await data(LOGGED, { id: before.id });

    const retired = await data(
      'mutation { retireLlm(llm: "llm-3", reason: "Its maker has switched it off.") { status retirement { reason formerStatus at } } }',
    );
    expect(retired.retireLlm).toMatchObject({ status: 'RETIRED', retirement: { formerStatus: 'CALIBRATED' } });
    const after = (await data(ROUTE, { input })).route;
    expect(after.ranking.map((one: { llm: { id: string } }) => one.llm.id)).toEqual(['llm-0']);
    expect(after.excluded).toEqual([
      { llm: 'llm-3', code: 'RETIRED', reason: 'LLM-3 is retired: Its maker has switched it off.' },
    ]);
    await data('mutation { updateLlm(input: { id: "llm-0", profile: "Another text." }) { id } }');
    expect(await data(LOGGED, { id: before.id })).toEqual(logged);
    expect((await refusal('mutation { addToPool(pool: "pair", llms: ["llm-3"]) { id } }')).code).toBe('LLM_RETIRED');

    expect((await data('mutation { reinstateLlm(llm: "llm-3") { status retirement { at } } }')).reinstateLlm).toEqual({
      status: 'CALIBRATED',
      retirement: null,
    });
    expect((await data(ROUTE, { input })).route.ranking).toHaveLength(2);
  });
});

describe('pools', () => {
  const fields = '{ id isDefault uncalibrated llms { id } }';

  it('let in who is not calibrated only when told to, who is then chosen from', async () => {
    const input = { query: 'What is 7 + 5?', pool: 'pair', router: 'random' };
    const refused = await refusal('mutation { addToPool(pool: "pair", llms: ["llm-5"]) { id } }');
    expect([refused.code, refused.hint]).toEqual([
      'LLM_NOT_CALIBRATED',
      expect.stringContaining('allowUncalibrated: true'),
    ]);
    const { addToPool } = await data(
      `mutation { addToPool(pool: "pair", llms: ["llm-5"], allowUncalibrated: true) ${fields} }`,
    );
    expect(addToPool).toMatchObject({
      uncalibrated: ['llm-5'],
      llms: ['llm-0', 'llm-3', 'llm-5'].map((id) => ({ id })),
    });
    expect((await data(ROUTE, { input })).route.ranking).toHaveLength(3);
    const { removeFromPool } = await data(`mutation { removeFromPool(pool: "pair", llms: ["llm-5"]) ${fields} }`);
    expect(removeFromPool).toMatchObject({ uncalibrated: [], llms: ['llm-0', 'llm-3'].map((id) => ({ id })) });
  });

  it('are created, made the default and deleted', async () => {
    const make = `mutation ($input: CreatePoolInput!) { createPool(input: $input) ${fields} }`;
    const input = { id: 'lab', description: 'For trials.', llms: ['llm-1', 'llm-5'], allowUncalibrated: true };
    expect((await data(make, { input })).createPool).toEqual({
      id: 'lab',
      isDefault: false,
      uncalibrated: ['llm-1', 'llm-5'],
      llms: [{ id: 'llm-1' }, { id: 'llm-5' }],
    });
    expect((await refusal(make, { input })).code).toBe('POOL_INVALID');
    expect((await data('mutation { setDefaultPool(pool: "lab") { isDefault } }')).setDefaultPool.isDefault).toBe(true);
    const { pools } = await data('{ pools { id isDefault } }');
    expect(pools.filter((p: { isDefault: boolean }) => p.isDefault)).toEqual([{ id: 'lab', isDefault: true }]);
    expect((await refusal('mutation { deletePool(pool: "lab") { id } }')).code).toBe('POOL_INVALID');
    await data('mutation { setDefaultPool(pool: "default") { id } }');
    const { deletePool } = await data('mutation { deletePool(pool: "lab") { id } }');
    expect(deletePool.map((p: { id: string }) => p.id)).not.toContain('lab');
  });
});
