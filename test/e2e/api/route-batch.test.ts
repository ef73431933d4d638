import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../fixtures/api/server.js';
import { startTestServer } from '../../fixtures/api/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const BATCH = `
  query ($input: RouteBatchInput!, $points: Int) {
    routeBatch(input: $input) {
      __typename
      ... on BatchAssignment {
        choices { query llm { id } predictedPerformance expectedSpendUsd }
        predictedPerformance expectedSpendUsd optimalityGap provedOptimal marginalPerformance
        budgetUsd leastBudgetUsd largestUsefulBudgetUsd method router version pool durationMs
        excluded { llm code }
        pareto(points: $points) { expectedSpendUsd predictedPerformance }
      }
      ... on BudgetRefusal { code message hint budgetUsd leastBudgetUsd }
      ... on RouteRefusal { code message hint excluded { llm code } }
    }
  }`;
const queries = Array.from({ length: 30 }, (_, i) => `text ${i % 25} ${'x'.repeat(i)}`);
const ask = async (input: object, points?: number) =>
  (await server.graphql(BATCH, { input: { queries, ...input }, points })).body;
/** A budget that is neither tight nor ample. */
const middle = async () => {
  const { leastBudgetUsd: least, largestUsefulBudgetUsd: most } = (await ask({ budgetUsd: 1 })).data.routeBatch;
  return { least, most, budgetUsd: least + 0.4 * (most - least) };
};

describe('routeBatch', () => {
  it('gives each query an LLM within the budget, and totals that agree', async () => {
    const { least, most, budgetUsd } = await middle();
    expect(least).toBeLessThan(most);
    const batch = (await ask({ budgetUsd })).data.routeBatch;
    expect(batch).toMatchObject({
      __typename: 'BatchAssignment',
      method: 'OPTIMAL',
      router: 'mirt',
      version: 'v1',
      pool: 'default',
      budgetUsd,
      provedOptimal: true,
      optimalityGap: 0,
    });
    expect(batch.choices.map((c: { query: string }) => c.query)).toEqual(queries);
    const sum = (of: string) => batch.choices.reduce((total: number, c: Record<string, number>) => total + c[of]!, 0);
    expect(sum('expectedSpendUsd')).toBeCloseTo(batch.expectedSpendUsd, 9);
    expect(batch.expectedSpendUsd).toBeLessThanOrEqual(budgetUsd);
    expect(sum('predictedPerformance') / 30).toBeCloseTo(batch.predictedPerformance, 9);
    expect(batch.marginalPerformance).toBeGreaterThan(0);
    expect(batch.excluded.map((e: { llm: string }) => e.llm)).toEqual(['llm-4', 'llm-5']);
    const first = batch.choices[0];
    const price = Number(first.llm.id.at(-1));
    // llm-i costs i and 2i + 1 USD per million tokens; 300 tokens of answer where none was observed, 4 of "text 0 ".
    expect(first.expectedSpendUsd).toBeCloseTo((price * 4 + (2 * price + 1) * 300) / 1e6, 9);
  });

  it('does at least as well as greedy, and more money never does worse', async () => {
    const { least, most } = await middle();
    let before = 0;
    for (const share of [0, 0.1, 0.3, 0.6, 1]) {
      const budgetUsd = least + share * (most - least);
      const best = (await ask({ budgetUsd })).data.routeBatch;
      const greedy = (await ask({ budgetUsd, method: 'GREEDY' })).data.routeBatch;
      expect(best.predictedPerformance).toBeGreaterThanOrEqual(greedy.predictedPerformance - 1e-12);
      expect(best.predictedPerformance).toBeLessThanOrEqual(greedy.predictedPerformance + greedy.optimalityGap + 1e-9);
      expect(best.predictedPerformance).toBeGreaterThanOrEqual(before);
      before = best.predictedPerformance;
    }
    const ample = (await ask({ budgetUsd: 10 * most })).data.routeBatch;
    expect(ample).toMatchObject({ marginalPerformance: 0 });
    expect(ample.predictedPerformance).toBeCloseTo(before, 9);
  });

  it('shows what other budgets would buy', async () => {
    const { least, most, budgetUsd } = await middle();
    const { pareto } = (await ask({ budgetUsd }, 6)).data.routeBatch;
    expect(pareto.length).toBeLessThanOrEqual(6);
    expect(pareto[0].expectedSpendUsd).toBeCloseTo(least, 12);
    expect(pareto.at(-1).expectedSpendUsd).toBeCloseTo(most, 12);
    for (const point of pareto) {
      const bought = (await ask({ budgetUsd: point.expectedSpendUsd })).data.routeBatch;
      expect(bought.predictedPerformance).toBeCloseTo(point.predictedPerformance, 9);
    }
  });

  it('takes router, LLMs, prices and the length of answers', async () => {
    const prices = [{ llm: 'llm-4', inputPerMillion: 0, outputPerMillion: 0 }];
    const free = (await ask({ budgetUsd: 0, router: 'knn', llms: ['llm-3', 'llm-4'], prices })).data.routeBatch;
    expect(free).toMatchObject({ router: 'knn', pool: null, expectedSpendUsd: 0 });
    expect(new Set(free.choices.map((c: { llm: { id: string } }) => c.llm.id))).toEqual(new Set(['llm-4']));
    const short = (await ask({ budgetUsd: 1, outputTokens: 1 })).data.routeBatch;
    const long = (await ask({ budgetUsd: 1, outputTokens: 1000 })).data.routeBatch;
    expect(long.leastBudgetUsd).toBeGreaterThan(500 * short.leastBudgetUsd);
  });

  it('refuses a budget that pays for no assignment, and names the least that does', async () => {
    const { least } = await middle();
    const refusal = (await ask({ budgetUsd: least / 2 })).data.routeBatch;
    expect(refusal).toMatchObject({
      __typename: 'BudgetRefusal',
      code: 'BUDGET_TOO_SMALL',
      budgetUsd: least / 2,
      leastBudgetUsd: least,
    });
    const named = Number(/at least ([\d.e-]+) USD/.exec(refusal.hint)?.[1]);
    expect((await ask({ budgetUsd: named })).data.routeBatch.__typename).toBe('BatchAssignment');
    expect((await ask({ budgetUsd: refusal.leastBudgetUsd })).data.routeBatch.expectedSpendUsd).toBeCloseTo(least, 12);
  });

  it('refuses routers of preferences, routers of evaluations and pools without an eligible LLM', async () => {
    const code = async (input: object) => (await ask({ budgetUsd: 1, ...input })).data.routeBatch.code;
    expect(await code({ router: 'random' })).toBe('NO_PREDICTED_PERFORMANCE');
    expect(await code({ router: 'oracle' })).toBe('EVALUATION_ONLY');
    expect(await code({ pool: 'unpriced' })).toBe('NO_ELIGIBLE_LLM');
  });

  it('lets the longest query decide who can answer all', async () => {
    const queries = ['short', 'word '.repeat(60)];
    const constraints = { outputTokens: 60 };
    const chosen = async (texts: string[]) => {
      const { data } = await ask({ queries: texts, budgetUsd: 1, constraints });
      return data.routeBatch.excluded.map((one: { llm: string }) => one.llm);
    };
    expect(await chosen(['short', 'short'])).not.toContain('llm-0');
    expect(await chosen(queries)).toContain('llm-0');
  });

  it('says which query is wrong, and refuses what cannot be a batch', async () => {
    const { errors } = await ask({ queries: ['a', ' '], budgetUsd: 1 });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('queries[1]'),
      extensions: { code: 'QUERY_EMPTY' },
    });
    for (const input of [{ budgetUsd: -1 }, { queries: [], budgetUsd: 1 }, { budgetUsd: 1, outputTokens: -1 }]) {
      expect((await ask(input)).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    }
    const many = await ask({ queries: Array.from({ length: 1001 }, () => 'x'), budgetUsd: 1 });
    expect(many.errors[0].extensions.code).toBe('BATCH_TOO_LARGE');
  });

  it('counts the queries of a batch, in the input, against the complexity limit', async () => {
    const huge = { queries: Array.from({ length: 100_000 }, () => 'x'), budgetUsd: 1 };
    const { errors } = await ask(huge);
    expect(errors[0].extensions.code).toBe('OPERATION_TOO_LARGE');
  });

  it('logs nothing', async () => {
    await server.decisions.flush();
    expect(server.decisions.written).toEqual([]);
  });
});
