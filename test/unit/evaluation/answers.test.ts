import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/domain/matrix.js';
import type { LlmId } from '../../../src/domain/ids.js';
import { objective } from '../../../src/domain/objective.js';
import { seededRng } from '../../../src/domain/random.js';
import type { EvaluatedRouter } from '../../../src/evaluation/answer-queries.js';
import { answerQueries } from '../../../src/evaluation/answer-queries.js';
import type { AnswerSheet } from '../../../src/evaluation/answers.js';
import { answerSheet } from '../../../src/evaluation/answers.js';
import { measure } from '../../../src/evaluation/measure.js';
import { testSet } from '../../../src/evaluation/test-set.js';
import type { AnyRouterPlugin, Capability, Facets, LoadedRouter } from '../../../src/plugins/contract.js';
import { randomWorld, world } from './world.js';

const run = () => ({ signal: new AbortController().signal, seed: 5 });
const cost = Float32Array.of(1, 0.1, 0.1);
const rowsOf = (sheet: AnswerSheet) => [...sheet.test.responses.queries.keys()];
const batchOf = (sheet: AnswerSheet) => ({
  vectors: matrix(sheet.test.responses.queries.length, 0),
  keys: sheet.test.responses.queries.map((q) => q.id),
});

const blockOf = (sheet: AnswerSheet, embedding: Float64Array | null = null) => ({
  rows: rowsOf(sheet),
  batch: batchOf(sheet),
  cost,
  embedding,
});

interface Behaviour {
  readonly id: string;
  readonly output?: 'performance' | 'preference';
  readonly supports?: (llm: LlmId) => boolean;
  readonly facets?: Partial<Facets>;
  /** P̂ of an LLM on the i-th query of the batch. */
  readonly predicted: (llm: LlmId, i: number) => number;
}

/** A router that says what the test wants. */
function router({
  id,
  output = 'performance',
  supports = () => true,
  facets = {},
  predicted,
}: Behaviour): EvaluatedRouter {
  const loaded: LoadedRouter = {
    llms: [],
    supports,
    predict: async ({ vectors }, { llms }) =>
      matrix(
        vectors.rows,
        llms.length,
        Float32Array.from({ length: vectors.rows * llms.length }, (_, k) =>
          predicted(llms[k % llms.length] as LlmId, Math.floor(k / llms.length)),
        ),
      ),
    async [Symbol.asyncDispose]() {},
  };
  const plugin: AnyRouterPlugin = {
    id,
    contract: 1,
    title: id,
    description: '',
    maturity: 'experimental',
    citation: { work: 'this test', deviations: [] },
    output,
    evaluationOnly: false,
    capabilities: Object.keys(facets) as Capability[],
    hyperparameters: z.strictObject({}),
    train: () => Promise.reject(new Error('not trained here')),
    load: () => Promise.resolve(loaded),
  };
  return { id, plugin, loaded: Object.assign(loaded, facets) };
}

async function answered(sheet: AnswerSheet, ...routers: readonly EvaluatedRouter[]): Promise<AnswerSheet> {
  for (const r of routers) await answerQueries(sheet, r, blockOf(sheet), run());
  return sheet;
}

const choices = (sheet: AnswerSheet, id: string, o = 0) => [...(sheet.routers.get(id)?.outcomes[o]?.choice ?? [])];
const OPTIONS = { testSet: 'test', variant: '', baseline: null, bestSingle: 'none', resamples: 0, stratified: false };
const P = [0.9, 0.95, 0.1, 0.9, 0.8, 0.1, 0.9, 0.1, 0.8, 0.5, 0.1, 0.5];
const fromTable = (llm: LlmId, i: number) => P[i * 3 + ['dear', 'cheap', 'odd'].indexOf(llm)] as number;

describe('answers of a router', () => {
  const sparse = () => answerSheet(testSet(world([1, 0.1, 0.1], 1), null), [objective(1), objective(0.5)]);

  it('are chosen by α·P̂ − β·C among observed LLMs, ties to the cheaper', async () => {
    const sheet = await answered(sparse(), router({ id: 'r', predicted: fromTable }));
    // Query 0: cheap is predicted best and was not observed. Query 3: dear and odd tie.
    expect(choices(sheet, 'r', 0)).toEqual([0, 0, 0, 2]);
    expect(choices(sheet, 'r', 1)).toEqual([2, 1, 2, 2]);
  });

  it('follow a preference as it is, whatever α', async () => {
    const sheet = await answered(sparse(), router({ id: 'r', output: 'preference', predicted: fromTable }));
    expect(choices(sheet, 'r', 0)).toEqual([0, 0, 0, 2]);
    expect(choices(sheet, 'r', 1)).toEqual(choices(sheet, 'r', 0));
    expect(sheet.routers.get('r')?.rule).toBe('preference');
  });

  it('follow the rule of a policy among the observed LLMs', async () => {
    const policy: Facets['policy'] = {
      // Likes cheap best, then odd, whatever is predicted.
      decide: (_p, { llms }) => ({
        scores: Float32Array.from(llms, (llm) => (llm === 'cheap' ? 3 : llm === 'odd' ? 2 : 1)),
        terms: [],
        reason: '',
        steps: null,
      }),
    };
    const sheet = await answered(sparse(), router({ id: 'r', facets: { policy }, predicted: fromTable }));
    expect(choices(sheet, 'r')).toEqual([2, 1, 1, 1]);
    expect(sheet.routers.get('r')?.rule).toBe('policy');
  });

  it('count every LLM that a cascade asked, and take the performance of the one that answered', async () => {
    const policy: Facets['policy'] = {
      decide: (_p, { llms }) => ({ scores: new Float32Array(llms.length), terms: [], reason: '', steps: [] }),
    };
    const draws: number[] = [];
    const cascade: Facets['cascade'] = {
      replay(_plan, _candidates, observed, rng) {
        draws.push(rng.uniform());
        return Number.isNaN(observed[1]) || observed[1] === 1
          ? { asked: [Number.isNaN(observed[1]) ? 0 : 1], answeredBy: Number.isNaN(observed[1]) ? 0 : 1 }
          : { asked: [1, 0], answeredBy: 0 };
      },
    };
    const sheet = await answered(sparse(), router({ id: 'r', facets: { policy, cascade }, predicted: fromTable }));
    const outcome = sheet.routers.get('r')?.outcomes[0];
    expect([...(outcome?.asked ?? [])]).toEqual([1, 1, 2, 2]);
    expect([...(outcome?.choice ?? [])]).toEqual([0, 1, 0, 0]);
    expect(outcome?.spend[2]).toBeCloseTo(1.1, 6);
    expect([...(outcome?.performance ?? [])]).toEqual([1, 1, 1, 1]);
    // Every query and α has draws of its own.
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('stay empty where none of its LLMs was observed, and say which it cannot answer for', async () => {
    const sheet = answerSheet(testSet(world([1, 0.1, 0.1], 1), null), [objective(1)]);
    await answered(sheet, router({ id: 'r', supports: (llm) => llm === 'cheap', predicted: () => 0.5 }));
    expect(choices(sheet, 'r')).toEqual([-1, 1, 1, 1]);
    const { routers, results } = await measure(sheet, OPTIONS, seededRng(0));
    const row = routers.find((r) => r.router === 'r');
    expect(row).toMatchObject({ llms: ['cheap'], missing: ['dear', 'odd'], coverage: 0.75 });
    expect(results.find((r) => r.router === 'r')?.metrics.coverage).toEqual({ value: 0.75, low: null, high: null });
  });

  it('pay for embedding beside the LLM, in total cost and reward, and show it', async () => {
    const half = [objective(0.5)];
    const sheets = [
      answerSheet(testSet(world([1, 0.1, 0.1]), null), half),
      answerSheet(testSet(world([1, 0.1, 0.1]), null), half),
    ];
    const [free, paid] = sheets as [AnswerSheet, AnswerSheet];
    const r = router({ id: 'r', predicted: fromTable });
    await answerQueries(free, r, blockOf(free), run());
    await answerQueries(paid, r, blockOf(paid, Float64Array.of(0.01, 0.02, 0.03, 0.04)), run());
    const figures = async (sheet: AnswerSheet, router: string) =>
      (await measure(sheet, OPTIONS, seededRng(0))).results.find((row) => row.router === router)?.metrics;
    const [before, after] = [await figures(free, 'r'), await figures(paid, 'r')];
    expect(choices(paid, 'r')).toEqual(choices(free, 'r'));
    expect(before?.embeddingCost).toBeNull();
    expect(after?.embeddingCost?.value).toBeCloseTo(0.1, 12);
    expect(after?.totalCost?.value).toBeCloseTo((before?.totalCost?.value ?? 0) + 0.1, 12);
    // The dearest LLM costs 4 $ in all: 100 · 0.5 · 0.1 / 4 is lost.
    expect(after?.reward?.value).toBeCloseTo((before?.reward?.value ?? 0) - 1.25, 9);
    expect(after?.performance).toEqual(before?.performance);
    expect(await figures(paid, '(best single LLM)')).toEqual(await figures(free, '(best single LLM)'));
  });

  it('stop when cancelled', async () => {
    const sheet = sparse();
    const block = blockOf(sheet);
    const signal = AbortSignal.abort();
    const r = router({ id: 'r', predicted: fromTable });
    await expect(answerQueries(sheet, r, block, { signal, seed: 0 })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('measured figures', () => {
  const options = {
    testSet: 'test',
    variant: '',
    resamples: 300,
    stratified: false,
    baseline: 'good',
    bestSingle: 'fixed',
  };
  const filled = async (seed: number) => {
    const data = randomWorld(400, [0.8, 0.5, 0.3], [1, 0.1, 0.1], seededRng(seed));
    const sheet = answerSheet(testSet(data, null), [objective(0.8)]);
    const truth = (llm: LlmId, i: number) => sheet.test.performance[i * 3 + data.llms.indexOf(llm)] as number;
    const to = (column: number) => (llm: LlmId) => (data.llms[column] === llm ? 0.9 : 0.1);
    return answered(
      sheet,
      router({ id: 'good', predicted: (llm, i) => 0.1 + 0.8 * truth(llm, i) }),
      router({ id: 'twin', predicted: (llm, i) => 0.1 + 0.8 * truth(llm, i) }),
      router({ id: 'fixed', output: 'preference', predicted: to(1) }),
      router({ id: 'also-fixed', output: 'preference', predicted: to(2) }),
      router({ id: 'partial', supports: (llm) => llm !== data.llms[0], predicted: () => 0.5 }),
    );
  };

  it('agree with sums over the queries', async () => {
    const sheet = await filled(1);
    const { results } = await measure(sheet, options, seededRng(0));
    const row = results.find((r) => r.router === 'fixed');
    const y = Array.from({ length: 400 }, (_, q) => sheet.test.performance[q * 3 + 1] as number);
    const performance = y.reduce((sum, v) => sum + v, 0) / 400;
    expect(row?.metrics.performance?.value).toBeCloseTo(performance, 9);
    expect(row?.metrics.totalCost?.value).toBeCloseTo(40, 3);
    expect(row?.metrics.reward?.value).toBeCloseTo(100 * (0.8 * performance - (0.2 * 40) / 400), 3);
    const oracle = results.find((r) => r.router === '(best per query)');
    expect(row?.metrics.regret?.value).toBeCloseTo(
      (oracle?.metrics.reward?.value ?? 0) - (row?.metrics.reward?.value ?? 0),
      9,
    );
    expect(oracle?.metrics.top1?.value).toBe(1);
    expect(row?.metrics.shareEntropy).toEqual({ value: 0, low: 0, high: 0 });
    expect(row?.metrics.performance?.low).toBeLessThan(performance);
    expect(row?.metrics.performance?.high).toBeGreaterThan(performance);
  });

  it('call a clear difference better or worse, and equals not distinguishable with a difference of exactly 0', async () => {
    const { comparisons } = await measure(await filled(2), options, seededRng(0));
    const reward = (router: string, against: string) =>
      comparisons.find((c) => c.metric === 'reward' && c.router === router && c.against === against);
    expect(reward('twin', 'good')).toMatchObject({
      difference: { value: 0, low: 0, high: 0 },
      verdict: 'not distinguishable',
      sentence: 'twin is not distinguishable from good in reward at α = 0.8: 0.00 [0.00, 0.00]',
    });
    expect(reward('good', 'fixed')?.verdict).toBe('better');
    expect(reward('good', 'fixed')?.sentence).toMatch(/^good is better than fixed in reward at α = 0\.8: \+\d/);
    expect(reward('also-fixed', 'fixed')?.verdict).toBe('worse');
    // Every unordered pair once, an anchor on the right.
    const pairs = comparisons.filter((c) => c.metric === 'reward').map((c) => [c.router, c.against].sort().join());
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(pairs).toHaveLength(10);
    const costs = comparisons.find((c) => c.metric === 'totalCost' && c.router === 'good' && c.against === 'fixed');
    expect(costs).toMatchObject({ higherIsBetter: false, verdict: 'worse' });
  });

  it('judge a pair on the queries that both answered', async () => {
    const data = world([1, 0.1, 0.1], 1);
    const sheet = answerSheet(testSet(data, null), [objective(1)]);
    await answered(
      sheet,
      router({ id: 'all', predicted: (llm) => (llm === 'dear' ? 0.9 : 0.1) }),
      router({ id: 'fixed', supports: (llm) => llm === 'cheap', predicted: () => 0.5 }),
    );
    const { comparisons } = await measure(sheet, { ...options, resamples: 50 }, seededRng(0));
    const found = comparisons.find((c) => c.router === 'all' && c.metric === 'performance');
    // On queries 1 to 3 dear is always right and cheap once of three times.
    expect(found?.difference.value).toBeCloseTo(2 / 3, 6);
  });

  it('are the same to the last digit for the same seed', async () => {
    const [a, b] = [
      await measure(await filled(3), options, seededRng(4)),
      await measure(await filled(3), options, seededRng(4)),
    ];
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
    const c = await measure(await filled(3), options, seededRng(5));
    expect(JSON.stringify(c)).not.toBe(JSON.stringify(a));
  });
});
