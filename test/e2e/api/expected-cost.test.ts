import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerLengths } from '../../../src/domain/answer-length/answer-lengths.js';
import { llmId } from '../../../src/domain/ids.js';
import { countTokens } from '../../../src/domain/tokens/count-tokens.js';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';
import { mirtWorld } from '../../fixtures/mirt-world.js';

const { responses } = mirtWorld({ seed: 7, llms: 5, unseenLlms: 1, embeddingSize: 8 }).data;
const tasks = [...new Set(responses.queries.map((q) => q.task ?? ''))];
const LOCATION = [100, 200, 400, 50].map(Math.log);
/** llm-0 … llm-2 have medians of 100, 200 and 400 tokens in every task, others 50; means lie 10 % above. */
const lengths: AnswerLengths = {
  llms: [0, 1, 2].map((i) => llmId(`llm-${i}`)),
  tasks,
  location: Float32Array.from(
    { length: 4 * tasks.length },
    (_, cell) => LOCATION[Math.floor(cell / tasks.length)] as number,
  ),
  scale: new Float32Array(4 * tasks.length).fill(0.5),
  smearing: new Float32Array(4 * tasks.length).fill(1.1),
  queryEffect: new Float32Array(responses.queries.length),
  queryWeight: 1,
  neighbours: 10,
  nearFrom: -1,
  coverage: 0.9,
  level: new Float32Array(4 * tasks.length).fill(0.9),
  tokenizers: new Map([[llmId('llm-1'), { encoding: 'cl100k_base', factor: 2 }]]),
};

let server: TestServer;
let bare: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, {}, lengths);
  bare = await startTestServer();
});
afterAll(() => Promise.all([server.close(), bare.close()]));

const COST = `usd upperUsd inputTokens cachedInputTokens outputTokens outputTokensUpper basis
  price { inputPerMillion outputPerMillion cachedInputPerMillion effectiveFrom }`;
const ROUTE = `query ($input: RouteInput!) { route(input: $input) {
  ... on RoutingDecision { llm { id } expectedCost { ${COST} } ranking { llm { id } expectedCost { ${COST} } } excluded { llm code } }
  ... on RouteRefusal { code message }
} }`;
interface Ranked {
  readonly llm: { readonly id: string };
  readonly expectedCost: unknown;
}
interface PriceRow {
  readonly inputPerMillion: number;
  readonly cachedInputPerMillion: number | null;
}
const query = 'Что такое энтропия?';
/** Expected costs by LLM. */
async function costs(input: object = {}, at = server) {
  const { body } = await at.graphql(ROUTE, { input: { query, ...input } });
  expect(body.errors).toBeUndefined();
  const { route } = body.data;
  expect(route.expectedCost).toEqual(route.ranking[0].expectedCost);
  return { ...route, by: Object.fromEntries(route.ranking.map((r: Ranked) => [r.llm.id, r.expectedCost])) };
}
const o200k = countTokens(query);

describe('expected cost', () => {
  it('is counted input and predicted output at the prices of each LLM, with an upper length', async () => {
    const { by } = await costs();
    // llm-i costs i and 2i + 1 USD per million tokens.
    const outputs = [110, 220, 440, 55];
    const inputs = [o200k, 2 * countTokens(query, 'cl100k_base'), o200k, o200k];
    expect(inputs[1]).not.toBe(2 * o200k);
    for (let i = 0; i < 4; i++) {
      const cost = by[`llm-${i}`];
      expect(cost).toMatchObject({
        inputTokens: inputs[i],
        cachedInputTokens: 0,
        basis: i < 3 ? 'LLM_AND_TASK' : 'TASK',
      });
      expect(cost.outputTokens).toBeCloseTo(outputs[i]!, 3);
      const upper = Math.exp(LOCATION[i]! + 0.5 * 1.2815516);
      expect(cost.outputTokensUpper).toBeCloseTo(upper, 2);
      expect(cost.usd).toBeCloseTo((i * inputs[i]! + (2 * i + 1) * outputs[i]!) / 1e6, 9);
      expect(cost.upperUsd).toBeCloseTo((i * inputs[i]! + (2 * i + 1) * upper) / 1e6, 8);
      expect(cost.price).toEqual({
        inputPerMillion: i,
        outputPerMillion: 2 * i + 1,
        cachedInputPerMillion: null,
        effectiveFrom: null,
      });
    }
  });

  it('leaves the unpriced out, never at 0; a request can make a local LLM free', async () => {
    const first = await costs();
    expect(first.excluded).toContainEqual({ llm: 'llm-4', code: 'UNPRICED' });
    expect(first.by['llm-4']).toBeUndefined();
    const prices = [
      { llm: 'llm-4', inputPerMillion: 0, outputPerMillion: 0 },
      { llm: 'llm-2', inputPerMillion: 0, outputPerMillion: 0 },
    ];
    const { by, excluded } = await costs({ prices });
    expect(excluded.map((e: { llm: string }) => e.llm)).not.toContain('llm-4');
    for (const llm of ['llm-2', 'llm-4']) expect(by[llm]).toMatchObject({ usd: 0, upperUsd: 0, inputTokens: o200k });
    expect(by['llm-2'].outputTokens).toBeCloseTo(440, 3);
    expect(by['llm-0'].usd).toBe(first.by['llm-0'].usd);
  });

  it('charges cached input at its price, and at the input price where there is none', async () => {
    const prices = [{ llm: 'llm-2', inputPerMillion: 10, outputPerMillion: 0, cachedInputPerMillion: 1 }];
    const sent = { contextTokens: 1000, cachedInputTokens: 900 };
    const { by } = await costs({ prices, ...sent });
    expect(by['llm-2']).toMatchObject({ inputTokens: 1000 + o200k, cachedInputTokens: 900 });
    expect(by['llm-2'].usd).toBeCloseTo((10 * (100 + o200k) + 900) / 1e6, 12);
    expect(by['llm-3'].usd).toBeCloseTo((3 * (1000 + o200k) + 7 * 55) / 1e6, 9);
    const most = await costs({ prices, cachedInputTokens: 1e6 });
    expect(most.by['llm-2']).toMatchObject({ cachedInputTokens: o200k });
    const { body } = await server.graphql(ROUTE, { input: { query, cachedInputTokens: -1 } });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(body.errors[0].message).toContain('cachedInputTokens');
  });

  it('says that nothing was observed where a router set has learned no lengths', async () => {
    const { by } = await costs({}, bare);
    expect(by['llm-1']).toMatchObject({ outputTokens: 300, outputTokensUpper: null, upperUsd: null, basis: 'DEFAULT' });
    expect(by['llm-1'].usd).toBeCloseTo((o200k + 3 * 300) / 1e6, 12);
  });

  it('does not change what is chosen', async () => {
    const plain = `query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { llm { id } score } } }`;
    const { body } = await bare.graphql(plain, { input: { query } });
    const asked = await server.graphql(plain, { input: { query, contextTokens: 5000 } });
    expect(asked.body.data).toEqual(body.data);
  });

  it('is what a batch divides its budget with, unless the caller gives a length', async () => {
    const BATCH = `query ($input: RouteBatchInput!) { routeBatch(input: $input) {
      ... on BatchAssignment { expectedSpendUsd choices { llm { id } expectedSpendUsd } } } }`;
    const batch = async (input: object) => {
      const { body } = await server.graphql(BATCH, {
        input: { queries: [query], budgetUsd: 1, llms: ['llm-2'], ...input },
      });
      return body.data.routeBatch.choices[0].expectedSpendUsd as number;
    };
    const sent = { contextTokens: 100, cachedInputTokens: 50 };
    const { by } = await costs(sent);
    expect(await batch(sent)).toBeCloseTo(by['llm-2'].usd, 9);
    expect(await batch({ outputTokens: 10 })).toBeCloseTo((2 * o200k + 5 * 10) / 1e6, 9);
  });
});

describe('the price table', () => {
  const SET = `mutation ($input: SetPriceInput!) { setPrice(input: $input) {
    llm inputPerMillion outputPerMillion cachedInputPerMillion effectiveFrom source } }`;
  const TABLE = `query ($at: DateTimeISO) {
    prices(at: $at) { llm inputPerMillion effectiveFrom }
    llm(id: "llm-0") { price { inputPerMillion } priceHistory { inputPerMillion cachedInputPerMillion effectiveFrom source } } }`;
  const set = (input: object) =>
    bare.graphql(SET, {
      input: { llm: 'llm-0', inputPerMillion: 4, outputPerMillion: 8, source: 'price list', ...input },
    });

  it('takes a price from now on, keeps the one before, and decisions name the version they used', async () => {
    const before = (await bare.graphql(TABLE)).body.data;
    expect(before.llm).toMatchObject({ price: { inputPerMillion: 0 }, priceHistory: [{ source: 'test' }] });
    expect(before.prices.map((p: { llm: string }) => p.llm)).toEqual(['llm-0', 'llm-1', 'llm-2', 'llm-3', 'llm-5']);
    const { body } = await set({ cachedInputPerMillion: 0.5 });
    const { effectiveFrom, ...rest } = body.data.setPrice;
    expect(rest).toEqual({
      llm: 'llm-0',
      inputPerMillion: 4,
      outputPerMillion: 8,
      cachedInputPerMillion: 0.5,
      source: 'price list',
    });
    const after = (await bare.graphql(TABLE)).body.data;
    expect(after.llm.price).toEqual({ inputPerMillion: 4 });
    expect(after.llm.priceHistory.map((p: PriceRow) => [p.inputPerMillion, p.cachedInputPerMillion])).toEqual([
      [4, 0.5],
      [0, null],
    ]);
    const { by } = await costs({}, bare);
    expect(by['llm-0'].price).toMatchObject({ inputPerMillion: 4, effectiveFrom });
    const then = (await bare.graphql(TABLE, { at: new Date(Date.parse(effectiveFrom) - 1).toISOString() })).body.data;
    expect(then.prices[0]).toMatchObject({ llm: 'llm-0', inputPerMillion: 0 });
  });

  it('puts a later price in force at its time', async () => {
    const at = new Date(Date.now() + 400);
    expect((await set({ inputPerMillion: 6, effectiveFrom: at.toISOString() })).body.errors).toBeUndefined();
    const price = async () => (await bare.graphql(TABLE)).body.data.llm.price.inputPerMillion as number;
    expect(await price()).toBe(4);
    await expect.poll(price, { timeout: 5000 }).toBe(6);
    expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  });

  it('refuses a price that starts in the past, is none, or is of nobody', async () => {
    for (const [input, code] of [
      [{ effectiveFrom: '2020-01-01T00:00:00.000Z' }, 'PRICE_INVALID'],
      [{ outputPerMillion: -1 }, 'PRICE_INVALID'],
      [{ cachedInputPerMillion: -1 }, 'PRICE_INVALID'],
      [{ llm: 'hal-9000' }, 'UNKNOWN_LLM'],
      [{ source: ' ' }, 'BAD_USER_INPUT'],
    ] as const) {
      const { body } = await set(input);
      expect(body.errors?.[0].extensions.code).toBe(code);
    }
  });
});
