import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { ThetaError } from '../../../src/domain/errors.js';
import { routerId } from '../../../src/domain/ids.js';
import type { EvaluationReport } from '../../../src/evaluation/report.js';
import type { EvaluationEmbedders } from '../../../src/jobs/evaluation-embedders.js';
import type { ProtocolInput } from '../../../src/jobs/protocols/protocol.js';
import { namedEmbedders, parseParameters, protocolOf, runProtocol } from '../../../src/jobs/protocols/registry.js';
import { rememberingEmbedder } from '../../../src/jobs/remembering-embedder.js';
import { createNumerics } from '../../../src/numerics.js';
import type { RouterSetFactory } from '../../../src/routing/router-set.js';
import type { SavedEmbedder } from '../../../src/tensor/embedder.js';
import { embedTexts } from '../../../src/tensor/embedder.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { countingEmbedder } from '../../fixtures/counting-embedder.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';

const LLMS = ['big', 'mid', 'tiny'] as const;
const QUERIES = 120;
const train = scoredResponses(scoredQueries(QUERIES, 1, [...LLMS], [0.01, 0.005, 0.001]));
const named = (name: string) => ({ kind: 'http' as const, ...SERVICE, model: name });
const SERVICE = { url: 'http://x', dims: null, maxTokens: 9, costPerMillionTokens: 0, batchTexts: 1, batchTokens: 9 };

let factory: RouterSetFactory;
beforeAll(async () => {
  factory = await createNumerics({ ...readConfig({}), embeddingCacheBytes: 0 }, { exactNeighbours: true });
});

/** Embedders by name, as an evaluation opens them. */
function opened(all: Readonly<Record<string, SavedEmbedder>>): EvaluationEmbedders {
  const kept = new Map(Object.entries(all).map(([name, embedder]) => [name, rememberingEmbedder(embedder)]));
  return {
    spec(name) {
      if (kept.has(name)) return named(name);
      throw new ThetaError('CONFIG_INVALID', `There is no embedder ${name}.`);
    },
    open: (spec) => Promise.resolve(spec?.kind === 'http' ? (kept.get(spec.model) as SavedEmbedder) : null),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function evaluate(protocol: string, change: Partial<ProtocolInput>, parameters: object = {}) {
  const seed = 3;
  const input: ProtocolInput = {
    train,
    storedSet: null,
    test: null,
    ood: null,
    folds: 3,
    foldSeed: 0,
    routers: ['knn', 'small'].map(routerId),
    alphas: [0.8],
    seed,
    prices: null,
    warmUpWeight: null,
    warmUpNeighbours: 5,
    hyperparameters: {},
    resamples: 20,
    stratified: false,
    baseline: routerId('knn'),
    training: {
      config: { tensorBackend: 'wasm' },
      catalogue: catalogue(
        LLMS.map((name) => llm(name)),
        {},
      ),
      prices: null,
      abilities: [],
      factory,
      seed,
    },
    embedder: { kind: 'lexical' },
    embedders: opened({}),
    ...change,
  };
  const watch = { signal: new AbortController().signal, onProgress: () => {} };
  return runProtocol(protocol, input, parameters, watch);
}

const metrics = ({ results }: EvaluationReport, router: string, variant = '') => {
  const found = results.find((r) => r.router === router && r.variant === variant);
  if (!found) throw new Error(`the report has no ${router} ${variant}`);
  return found.metrics;
};
const columns = (report: EvaluationReport) => report.tables[0]?.columns.map((c) => c.id);

describe('an evaluation with a fixed embedder', { timeout: 60_000 }, () => {
  it('trains every fold on its vectors and embeds each text once', async () => {
    const own = countingEmbedder();
    const report = await evaluate('main', { embedder: named('own'), embedders: opened({ own }) });
    expect(report.versions.embedders).toEqual([own.id]);
    expect(report.parameters['embedder']).toBe('own');
    const texts = own.calls.flat();
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toHaveLength(QUERIES + LLMS.length);
    // Words tell the tasks apart, so vectors of words do too.
    expect(metrics(report, 'knn').performance?.value).toBeGreaterThan(0.75);
  });

  it('counts what embedding costs for routers that look at vectors, and for no other', async () => {
    const free = countingEmbedder();
    const paid = { ...countingEmbedder(), costPerMillionTokens: 50 };
    const embedders = opened({ free, paid });
    const without = await evaluate('main', { embedder: named('free'), embedders });
    const with_ = await evaluate('main', { embedder: named('paid'), embedders });
    const tokens = train.queries.reduce((sum, { text }) => sum + (text as string).split(' ').length, 0);
    const usd = (tokens * 50) / 1e6;
    const [before, after] = [metrics(without, 'knn'), metrics(with_, 'knn')];
    expect(before.embeddingCost).toBeNull();
    expect(after.embeddingCost?.value).toBeCloseTo(usd, 9);
    expect(after.totalCost?.value).toBeCloseTo((before.totalCost?.value ?? 0) + usd, 9);
    const scale = 100 / (with_.data[0]?.dearestTotal ?? 0);
    expect(after.reward?.value).toBeCloseTo((before.reward?.value ?? 0) - 0.2 * usd * scale, 9);
    for (const router of ['small', 'best-single', '(best per query)']) {
      expect(metrics(with_, router)).toEqual(metrics(without, router));
    }
    expect(columns(without)).not.toContain('embeddingCost');
    expect(columns(with_)?.slice(2, 4)).toEqual(['totalCost', 'embeddingCost']);
  });
});

describe('protocol embedders', { timeout: 60_000 }, () => {
  const settings = [{ name: 'lexical' }, { name: 'words', embedder: 'words' }, { name: 'short', embedder: 'short' }];

  it('compares embedders by name in performance, total cost and reward, each with the first', async () => {
    const words = countingEmbedder();
    const short = { ...countingEmbedder(2, 'counting-2'), costPerMillionTokens: 20 };
    const report = await evaluate('embedders', { embedders: opened({ words, short }) }, { settings });
    expect(report.versions.embedders.filter((id) => id.startsWith('counting'))).toEqual(['counting-1', 'counting-2']);
    expect(columns(report)).toEqual([
      'router',
      'variant',
      'performance',
      'totalCost',
      'embeddingCost',
      'reward',
      'auc',
    ]);
    expect(metrics(report, 'knn', 'short').embeddingCost?.value).toBeGreaterThan(0);
    expect(metrics(report, 'knn', 'words').embeddingCost).toBeNull();
    expect(report.comparisons.filter((c) => c.router.startsWith('knn')).map((c) => [c.router, c.against])).toEqual([
      ['knn (words)', 'knn (lexical)'],
      ['knn (short)', 'knn (lexical)'],
    ]);
    expect(report.parameters).toMatchObject({ embedder: null, settings: [{ embedder: 'lexical' }, {}, {}] });
  });

  it('refuses an unknown embedder before it trains, and options of another than the lexical one', async () => {
    expect(namedEmbedders('embedders', { settings })).toEqual(['words', 'short']);
    expect(namedEmbedders('main', {})).toEqual([]);
    await expect(evaluate('embedders', {}, { settings })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const wrong = [{ name: 'a' }, { name: 'b', embedder: 'words', options: { dims: 8 } }];
    expect(() => parseParameters(protocolOf('embedders'), { settings: wrong })).toThrow(
      'options are of the lexical embedder',
    );
  });
});

describe('an embedder with a memory', () => {
  it('asks for each text once and answers as the embedder does', async () => {
    const own = countingEmbedder();
    const remembering = rememberingEmbedder(own);
    const first = await embedTexts(remembering, ['a b', 'c', 'a b']);
    const second = await embedTexts(remembering, ['c', 'd', 'a b']);
    expect(own.calls).toEqual([['a b', 'c'], ['d']]);
    expect(first.data).toEqual((await embedTexts(own, ['a b', 'c', 'a b'])).data);
    expect(second.data).toEqual((await embedTexts(own, ['c', 'd', 'a b'])).data);
  });
});
