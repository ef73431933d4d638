import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPaths } from '../../../src/data/import.js';
import { routerId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../src/domain/responses.js';
import type { EvaluationReport } from '../../../src/evaluation/report.js';
import { trainedSet } from '../../../src/jobs/evaluation-routers.js';
import type { ProtocolInput } from '../../../src/jobs/protocols/protocol.js';
import { parseParameters, PROTOCOLS, protocolOf, runProtocol } from '../../../src/jobs/protocols/registry.js';
import { createNumerics } from '../../../src/numerics.js';
import { readConfig } from '../../../src/config.js';
import { bestSingle } from '../../../src/plugins/baselines/index.js';
import { knn } from '../../../src/plugins/knn/index.js';
import { createRegistry } from '../../../src/plugins/registry.js';
import type { RouterSetFactory } from '../../../src/routing/router-set.js';
import { demandingRouter } from '../../fixtures/plugins/demanding-router.js';
import { protocolInput } from '../../fixtures/protocol-input.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';

const LLMS = ['big', 'mid', 'tiny'] as const;
const data = (count: number, seed: number): ResponseMatrix =>
  scoredResponses(scoredQueries(count, seed, [...LLMS], [0.01, 0.005, 0.001]));

let factory: RouterSetFactory;
let folder: string;
beforeAll(async () => {
  factory = await createNumerics({ ...readConfig({}), embeddingCacheBytes: 0 }, { exactNeighbours: true });
  folder = await mkdtemp(join(tmpdir(), 'theta-protocols-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const catalogue = () => ({
  llms: new Map(
    LLMS.map((name, j) => [
      name,
      {
        id: name,
        name,
        profile: `${name}: ${['sum add numbers', 'capital city country', 'tiny'][j]}`,
        aliases: [],
        price: null,
        family: 'Sum',
        sizeBillions: [70, 13, 7][j],
        benchmarks: [],
      },
    ]),
  ),
  pools: new Map(),
});

const input = (change: Partial<ProtocolInput> = {}): ProtocolInput => ({
  ...protocolInput(factory, catalogue() as never),
  train: data(160, 1),
  hyperparameters: { mirt: { epochs: 15 } },
  ...change,
});

const quiet = () => ({ signal: new AbortController().signal, onProgress: () => {} });
const evaluate = (id: string, change: Partial<ProtocolInput> = {}, parameters: unknown = {}) =>
  runProtocol(id, input(change), parameters, quiet());
const row = (report: EvaluationReport, router: string, alpha: number, testSet = 'test') =>
  report.results.find((r) => r.router === router && r.alpha === alpha && r.testSet === testSet);

/** The authors' long CSV: a row per answer with tokens and cost. */
function paperCsv(name: string, count: number, seed: number, task: string): Promise<string> {
  const rng = seededRng(seed);
  const header = 'id,question,ground_truth,completion,input_tokens,output_tokens,cost,performance,task,llm';
  const lines = Array.from({ length: count }, (_, i) =>
    LLMS.map((llm, j) => {
      const y = rng.uniform() < [0.9, 0.6, 0.3][j]! ? 1 : 0;
      const tokens = [20 + (i % 5), 100];
      return [
        i,
        `"What is ${task}, number ${i} of ${seed}?"`,
        'x',
        '"an, answer"',
        ...tokens,
        [1e-3, 5e-4, 1e-4][j],
        y,
        task,
        llm,
      ].join();
    }),
  ).flat();
  const path = join(folder, name);
  return writeFile(path, `${[header, ...lines].join('\n')}\n`).then(() => path);
}

describe('protocol main', { timeout: 120_000 }, () => {
  it('pools the folds: every query is a test query once, by a router that did not see it', async () => {
    const report = await evaluate('main');
    expect(report).toMatchObject({
      format: 1,
      protocol: { id: 'main' },
      seeds: { training: 3, folds: 0, bootstrap: 3 },
    });
    expect(report.data).toHaveLength(1);
    expect(report.data[0]).toMatchObject({ testQueries: 160, testResponses: 480, folds: 2, costSource: 'observed' });
    expect(report.versions.embedders).toHaveLength(2);
    for (const alpha of [0.8, 0.5, 0.2]) {
      expect(row(report, 'knn', alpha)?.metrics.coverage?.value).toBe(1);
      const shares = Object.values(row(report, 'knn', alpha)?.shares ?? {}).reduce((sum, s) => sum + s, 0);
      expect(shares).toBeCloseTo(1, 9);
    }
    // Who tells the tasks apart is right about 0.9 of the time, the best fixed LLM about 0.6.
    expect(row(report, 'knn', 0.8)?.metrics.performance?.value).toBeGreaterThan(0.75);
    // One router cannot know the folds' own test responses: it stays below the oracle.
    expect(row(report, 'knn', 0.8)?.metrics.regret?.value).toBeGreaterThan(0);
    expect(report.verdict[0]).toMatch(/^knn is better than the best single LLM at α = 0\.8 \(reward \+/);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('gives the same bytes for the same seeds', async () => {
    const [a, b] = [await evaluate('main'), await evaluate('main')];
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
  });

  it('runs on the authors’ files with a second test set, by the cost that they hold', async () => {
    const files = await Promise.all([
      paperCsv('train.csv', 60, 1, 'mmlu'),
      paperCsv('test.csv', 30, 2, 'mmlu'),
      paperCsv('ood.csv', 20, 3, 'gsm8k'),
    ]);
    const [train, test, ood] = await Promise.all(files.map(async (path) => (await importPaths([path])).matrix));
    const given = { train: train ?? null, test: test ?? null, ood: ood ?? null, folds: null };
    const report = await evaluate('main', { ...given, routers: ['small', 'large', 'random'].map(routerId) });
    expect(report.data.map((d) => [d.testSet, d.testQueries, d.costSource, d.relativeCostSource])).toEqual([
      ['test', 30, 'observed', 'training cost'],
      ['ood', 20, 'observed', 'training cost'],
    ]);
    expect(row(report, 'large', 0.8)?.metrics.totalCost?.value).toBeCloseTo(30 * 1e-3, 6);
    expect(row(report, 'small', 0.8, 'ood')?.metrics.totalCost?.value).toBeCloseTo(20 * 1e-4, 6);
    const y = row(report, 'large', 0.5)?.metrics.performance?.value ?? 0;
    expect(row(report, 'large', 0.5)?.metrics.reward?.value).toBeCloseTo(100 * (0.5 * y - 0.5), 3);
    expect(report.tables.map((t) => t.id)).toContain('ood-0.2');
    expect(report.verdict.some((s) => s.startsWith('ood: large is'))).toBe(true);
  });

  it('scores a trained set, and says which routers it does not hold', async () => {
    const routers = [routerId('knn')];
    const { training } = input();
    const plain = { hyperparameters: {}, fitEmbedder: null };
    const set = await trainedSet(data(160, 1), routers, training, plain, quiet());
    try {
      const stored = { train: null, storedSet: set, test: data(60, 2), folds: null, hyperparameters: {} };
      const scored = await evaluate('main', { ...stored, routers: [] });
      const trained = await evaluate('main', { test: data(60, 2), folds: null, hyperparameters: {} });
      expect(row(scored, 'knn', 0.8)).toEqual(row(trained, 'knn', 0.8));
      expect(scored.versions.routerSet).toBe('evaluation-seed-3');
      expect(row(scored, 'best-single', 0.8)).toBeUndefined();
      await expect(evaluate('main', { ...stored, routers: [routerId('mirt')] })).rejects.toMatchObject({
        code: 'UNKNOWN_ROUTER',
      });
      const changed = { ...stored, hyperparameters: { knn: { k: 3 } } };
      await expect(evaluate('main', changed)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    } finally {
      await set.dispose();
    }
  });

  it('refuses inputs that say nothing, before training', async () => {
    await expect(evaluate('main', { test: data(20, 2) })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(evaluate('main', { folds: null })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(evaluate('main', { ood: data(20, 2) })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(evaluate('main', { folds: 101 })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(evaluate('main', { routers: [routerId('dice')] })).rejects.toMatchObject({ code: 'UNKNOWN_ROUTER' });
    expect(() => protocolOf('tables')).toThrow('There is no evaluation protocol "tables".');
  });

  it('stops when cancelled, whatever it is doing', async () => {
    for (const stage of ['train knn', 'score knn', 'resample']) {
      const abort = new AbortController();
      const onProgress = (p: { readonly stage: string }) => {
        if (p.stage.endsWith(stage)) abort.abort();
      };
      const running = runProtocol('main', input(), {}, { signal: abort.signal, onProgress });
      await expect(running, stage).rejects.toMatchObject({ code: 'CANCELLED' });
    }
  });
});

describe('routers that the data do not suffice for', { timeout: 60_000 }, () => {
  // Of 81 queries one fold trains on 41 and the other on 40.
  const plugins = () =>
    createRegistry([
      knn,
      bestSingle,
      demandingRouter('sated', 40),
      demandingRouter('torn', 41),
      demandingRouter('far', 42),
    ]);
  const few = (routers: readonly string[]): Partial<ProtocolInput> => ({
    train: data(81, 1),
    routers: routers.map(routerId),
    alphas: [0.8],
    hyperparameters: {},
    training: { ...input().training, factory: { ...factory, plugins: plugins() } },
  });

  it('are left out, with a note, where none is named; one that some folds could not train has no figures', async () => {
    const report = await evaluate('main', few([]));
    const scored = new Set(report.routers.filter((r) => !r.reference).map((r) => r.router));
    expect(scored).toEqual(new Set(['knn', 'best-single', 'sated']));
    expect(report.results.filter((r) => ['torn', 'far'].includes(r.router))).toEqual([]);
    expect(row(report, 'sated', 0.8)?.metrics.coverage?.value).toBe(1);
    expect(report.notes).toContain('torn was left out. Router torn needs 41 queries, got 40.');
    expect(report.notes.filter((note) => note.includes('was left out.'))).toHaveLength(2);
  });

  it('fail the evaluation where they are named', async () => {
    await expect(evaluate('main', few(['knn', 'torn']))).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
      message: 'Router torn needs 41 queries, got 40.',
    });
  });
});

describe('protocols of the other tables', { timeout: 180_000 }, () => {
  it('top-k: shares grow with k and reach what the oracle has', async () => {
    const report = await evaluate('top-k', { routers: ['knn', 'oracle'].map(routerId) });
    const { metrics } = row(report, 'knn', 0.8) as NonNullable<ReturnType<typeof row>>;
    const shares = [metrics.top1, metrics.top2, metrics.top3].map((e) => e?.value ?? Number.NaN);
    expect(shares).toEqual([...shares].sort());
    expect(shares[2]).toBe(1);
    expect(row(report, 'oracle', 0.8)?.metrics.top1?.value).toBeGreaterThan(0.99);
    expect(report.tables.map((t) => t.columns.length)).toEqual([6, 6]);
    expect(report.notes[0]).toContain('33.33 %, 66.67 %, 100.00 %, 100.00 %, 100.00 % of the queries');
  });

  it('warm-up: the same routers with several λ, each compared with none', async () => {
    const report = await evaluate('warm-up', { routers: [routerId('knn')], alphas: [0.8] }, { weights: [0, 0.4] });
    expect(new Set(report.results.map((r) => r.variant))).toEqual(new Set(['λ = 0', 'λ = 0.4']));
    // Variants share the training.
    expect(report.versions.embedders).toHaveLength(2);
    expect(report.comparisons.map((c) => [c.router, c.against])).toEqual([
      ['knn (λ = 0.4)', 'knn (λ = 0)'],
      ['best-single (λ = 0.4)', 'best-single (λ = 0)'],
    ]);
    // The best single LLM does not look at vectors.
    expect(report.comparisons[1]?.difference).toEqual({ value: 0, low: 0, high: 0 });
    expect(report.curves.map((c) => c.series[0]?.points.map((p) => p.x))).toContainEqual([0, 0.4]);
  });

  it('dims: trains the router anew for each number', async () => {
    const report = await evaluate('dims', { routers: [routerId('mirt')] }, { dims: [2, 4] });
    expect(report.results.filter((r) => r.router === 'mirt').map((r) => r.variant)).toEqual(['N = 2', 'N = 4']);
    await expect(evaluate('dims', { routers: [routerId('knn')] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('embedders: each setting makes vectors of its own', async () => {
    const settings = [
      { name: 'a', options: {} },
      { name: 'b', options: { dims: 8, taskWeight: 0 } },
    ];
    const report = await evaluate('embedders', {}, { settings });
    expect(report.versions.embedders).toHaveLength(4);
    expect(report.tables[0]?.rows.map((r) => r.cells[1])).toEqual(['a', 'b', 'a', 'b']);
  });

  it('difficulty: the two ends of the scale, for routers that have one', async () => {
    const report = await evaluate('difficulty', { routers: [routerId('mirt')] }, { share: 0.25 });
    const rows = report.tables[0]?.rows.map((r) => r.cells) ?? [];
    expect(rows.map((cells) => cells[1])).toEqual(['hardest 25 %', 'easiest 25 %']);
    for (const cells of rows) expect(cells[6]).toEqual(expect.stringMatching(/%/));
    await expect(evaluate('difficulty')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('ordering: counts the pairs of a family that are predicted the wrong way round, with the order and without', async () => {
    const report = await evaluate('ordering', { routers: [routerId('hirt')] }, { precisions: [0, 1e4] });
    const pairs = report.tables.find((t) => t.id === 'pairs-test');
    const cells = pairs?.rows.map((r) => r.cells) ?? [];
    expect(cells.map((row) => row.slice(0, 4))).toEqual(
      ['off', 'precision 10000'].flatMap((variant) =>
        [
          ['mid', 'big'],
          ['tiny', 'big'],
          ['tiny', 'mid'],
        ].map((pair) => ['hirt', variant, ...pair]),
      ),
    );
    for (const [, , , , ...figures] of cells)
      for (const x of figures) expect((x as number) >= 0 && (x as number) <= 1).toBe(true);
    const inverted = cells.filter((row) => row[1] === 'off' && (row[6] as number) > (row[7] as number)).length;
    expect(report.verdict).toContainEqual(expect.stringContaining(`hirt, off: ${inverted} of 3 pairs`));
    expect(report.comparisons.map((c) => c.router)).toContain('hirt (precision 10000)');
    await expect(evaluate('ordering', { routers: [routerId('knn')] })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });

  it('new-llm: predicts each LLM without its responses, and the mean of the others beside it', async () => {
    const report = await evaluate('new-llm', { routers: [routerId('mirt')] }, { llms: ['big', 'tiny'] });
    expect(report.tables.map((t) => t.id)).toEqual(['mean', 'without big', 'without tiny']);
    const of = (router: string, variant: string) =>
      report.routers.find((r) => r.router === router && r.variant === variant)?.metrics.rmse?.value ?? Number.NaN;
    expect(of('mirt', '')).toBeCloseTo((of('mirt', 'without big') + of('mirt', 'without tiny')) / 2, 9);
    expect(of('(mean of the others by mirt)', '')).toBeGreaterThan(0);
    expect(report.comparisons.map((c) => c.metric)).toContain('auc');
    await expect(evaluate('new-llm', { routers: [routerId('mirt')] }, { llms: ['hal'] })).rejects.toMatchObject({
      code: 'UNKNOWN_LLM',
    });
  });

  it('cold-start: tells of every newcomer, number of anchors and way to choose them, and of pools with and without it', async () => {
    const change = { routers: [routerId('hirt')], hyperparameters: {} };
    const asked = { anchors: [0, 30], selection: ['random', 'stratified', 'adaptive'], llms: ['big', 'mid'] };
    const report = await evaluate('cold-start', change, asked);
    const rows = report.results.filter((r) => r.rule === 'mean' && r.anchors === 30);
    expect(rows.map((r) => [r.llm, r.selection])).toEqual(
      ['big', 'mid'].flatMap((llm) => ['random', 'stratified', 'adaptive'].map((s) => [llm, s])),
    );
    const mean = (anchors: number | null, metric: 'auc' | 'rmse') => {
      const own = report.results.filter((r) => r.anchors === anchors && r.rule === 'mean');
      return own.reduce((sum, r) => sum + (r[metric] as number) / own.length, 0);
    };
    // "big" is good at sums and bad at capitals, "mid" the other way round: answers tell, a profile does not.
    expect(mean(30, 'rmse')).toBeLessThan(mean(0, 'rmse') - 0.02);
    expect(mean(30, 'auc')).toBeGreaterThan(mean(0, 'auc') + 0.1);
    expect(mean(null, 'rmse')).toBeLessThanOrEqual(mean(30, 'rmse') + 0.02);
    const group = report.routers.find((r) => r.variant === '30 anchors, stratified')?.metrics.auc?.value;
    const parts = report.results.filter((r) => r.selection === 'stratified' && r.anchors === 30 && r.rule === 'mean');
    expect(group).toBeCloseTo(((parts[0]?.auc as number) + (parts[1]?.auc as number)) / 2, 9);
    expect(report.tables.map((t) => t.id)).toEqual(['prediction', 'reward-0.8']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(await evaluate('cold-start', change, asked)).toEqual(report);
    await expect(evaluate('cold-start', change, { llms: ['hal'] })).rejects.toMatchObject({ code: 'UNKNOWN_LLM' });
    await expect(evaluate('cold-start', change, { selection: ['best'] })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });

  it('budget: more money buys no less, and optimal expects no less than greedy', async () => {
    const report = await evaluate('budget', {}, { shares: [0.3, 0.6, 1] });
    const rows = (report.tables[0]?.rows ?? []).map((r) => r.cells).filter((cells) => cells[0] === 'knn');
    expect(rows).toHaveLength(3);
    const expected = rows.map((cells) => cells[4] as number);
    expect(expected).toEqual([...expected].sort((a, b) => a - b));
    for (const cells of rows) {
      expect(cells[4] as number).toBeGreaterThanOrEqual((cells[7] as number) - 1e-9);
      expect(cells[5] as number).toBeLessThanOrEqual((cells[2] as number) + 1e-9);
    }
  });
});

describe('protocol stability', { timeout: 180_000 }, () => {
  const stable = (change: Partial<ProtocolInput> = {}, parameters: unknown = {}) =>
    evaluate('stability', { alphas: [0.8], ...change }, parameters);
  const of = (report: EvaluationReport, router: string, kind: string | null, testSet = 'test') =>
    report.stability?.find((r) => r.router === router && r.kind === kind && r.testSet === testSet);

  it('asks again with changed texts: same trainings, rows for each kind and for all of them', async () => {
    const report = await stable({}, { kinds: ['case', 'typos', 'options'] });
    expect(report.versions.embedders).toHaveLength(2);
    // Vectors do not depend on case, and the best single LLM on nothing; the texts have no options.
    expect(of(report, 'knn', 'case')).toMatchObject({ queries: 160, flips: 0, kept: { value: 1, low: 1, high: 1 } });
    expect(of(report, 'knn', 'case')?.prediction?.value).toBe(0);
    expect(of(report, 'knn', 'options')).toMatchObject({ queries: 0, kept: null });
    expect(of(report, 'best-single', null)?.kept).toEqual({ value: 1, low: 1, high: 1 });
    const typos = of(report, 'knn', 'typos');
    expect(typos?.prediction?.value).toBeGreaterThan(0);
    expect(typos?.kept?.value).toBeCloseTo(1 - (typos?.flips ?? 0) / (typos?.queries ?? 0), 12);
    // Figures and comparisons of other questions are those of the unchanged texts, or none.
    expect(new Set(report.results.map((r) => r.variant))).toEqual(new Set(['']));
    expect(row(report, 'knn', 0.8)).toEqual(row(await evaluate('main'), 'knn', 0.8));
    expect(report.comparisons).toEqual([]);
    expect(report.tables.map((t) => [t.id, t.rows.length])).toEqual([
      ['test-0.8-kept', 2],
      ['test-0.8-flips', 8],
    ]);
    expect(report.verdict[0]).toMatch(
      /^At α = 0\.8 the choice survives at least 90 % of the changes: .*best-single 100\.0 %/,
    );
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('shows that a router that looks at the text alone moves at random, and gives the same for the same seed', async () => {
    const report = () => stable({ routers: [routerId('random')] }, { kinds: ['case'], seed: 4 });
    const found = await report();
    // One of three LLMs again: 1/3, with a standard error of .037 over 160 queries.
    expect(Math.abs((of(found, 'random', 'case')?.kept?.value ?? 0) - 1 / 3)).toBeLessThan(0.13);
    expect(of(found, 'random', 'case')?.prediction).toBeNull();
    expect(JSON.stringify(await report())).toBe(JSON.stringify(found));
  });

  it('works on two test sets, and on a trained set', async () => {
    const sets = { test: data(40, 2), ood: data(30, 3), folds: null };
    const report = await stable(sets, { kinds: ['punctuation'] });
    expect(of(report, 'knn', 'punctuation')?.queries).toBe(40);
    expect(of(report, 'knn', 'punctuation', 'ood')?.queries).toBe(30);
    const plain = { hyperparameters: {}, fitEmbedder: null };
    const set = await trainedSet(data(160, 1), [routerId('knn')], input().training, plain, quiet());
    try {
      const stored = { ...sets, train: null, storedSet: set, hyperparameters: {}, routers: [] };
      const scored = await stable(stored, { kinds: ['punctuation'] });
      expect(of(scored, 'knn', null)).toEqual(of(report, 'knn', null));
    } finally {
      await set.dispose();
    }
  });

  it('refuses what finds its answers by the exact text, and kinds that there are not', async () => {
    await expect(stable({ routers: [routerId('oracle')] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(stable({}, { kinds: ['rhyme'] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(stable({}, { kinds: [] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('protocol registry', () => {
  it('gives every protocol an id, a title and parameters with defaults', () => {
    expect(new Set(PROTOCOLS.map((p) => p.id)).size).toBe(PROTOCOLS.length);
    for (const protocol of PROTOCOLS) {
      expect(protocol.title).not.toBe('');
      expect(() => parseParameters(protocol)).not.toThrow();
      expect(() => parseParameters(protocol, { colour: 1 })).toThrow(`Protocol ${protocol.id}:`);
    }
  });
});
