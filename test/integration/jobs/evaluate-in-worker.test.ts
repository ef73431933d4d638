import { beforeAll, describe, expect, it } from 'vitest';
import { routerId } from '../../../src/domain/ids.js';
import { evaluateInWorker } from '../../../src/jobs/evaluate-in-worker.js';
import type { EvaluationTask } from '../../../src/jobs/evaluation-task.js';
import { runEvaluation } from '../../../src/jobs/run-evaluation.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';
import { DEFAULT_EMBEDDER_SETTINGS } from '../../fixtures/embedder-settings.js';

const LLMS = ['a', 'b', 'c'] as const;
const watch = (signal = new AbortController().signal) => ({ signal, onProgress: () => {} });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

let task: EvaluationTask;
beforeAll(() => {
  task = {
    request: {
      protocol: 'main',
      label: 'test',
      sources: [],
      testSources: [],
      folds: null,
      foldSeed: 0,
      routers: [routerId('knn')],
      alphas: [0.8],
      seed: 4,
      embedder: null,
      warmUpWeight: null,
      parameters: {},
    },
    train: scoredResponses(scoredQueries(200, 1, [...LLMS])),
    test: scoredResponses(scoredQueries(80, 2, [...LLMS])),
    catalogue: catalogue(
      LLMS.map((name) => llm(name)),
      {},
    ),
    abilities: [],
    plugins: [],
    tensorBackend: 'wasm',
    embedders: DEFAULT_EMBEDDER_SETTINGS,
    embedder: { kind: 'lexical' },
    namedEmbedders: {},
    index: 'auto',
    warmUpNeighbours: 5,
  };
});

describe('evaluation in a thread', { timeout: 120_000 }, () => {
  it('gives the report that this thread would, and says how far it is', async () => {
    const stages = new Set<string>();
    const report = await evaluateInWorker(task, { ...watch(), onProgress: ({ stage }) => stages.add(stage) });
    expect(report).toEqual(await runEvaluation(task, watch()));
    expect(report.results.filter((r) => r.router === 'knn')).toHaveLength(1);
    expect(stages.size).toBeGreaterThan(1);
  });

  it('takes prices from the catalogue only where every LLM has one', async () => {
    expect((await runEvaluation(task, watch())).data[0]?.costSource).toBe('prices');
    const partly = catalogue([llm('a'), llm('b'), llm('c', { price: null })], {});
    expect((await runEvaluation({ ...task, catalogue: partly }, watch())).data[0]?.costSource).toBe('none');
  });

  it('leaves out queries without text, and cross-validates where there is no test set', async () => {
    const queries = task.train.queries.map((query, q) => (q < 20 ? { ...query, text: null } : query));
    const report = await runEvaluation({ ...task, test: null, train: { ...task.train, queries } }, watch());
    expect(report.data[0]).toMatchObject({ testQueries: 180, folds: 5 });
  });

  it('stops when it is cancelled', async () => {
    expect(await codeOf(evaluateInWorker(task, watch(AbortSignal.abort())))).toBe('CANCELLED');
    const cancel = new AbortController();
    const run = evaluateInWorker({ ...task, test: null }, { signal: cancel.signal, onProgress: () => cancel.abort() });
    expect(await codeOf(run)).toBe('CANCELLED');
  });

  it('hands the code of an error over to the caller', async () => {
    const nobody = { ...task, request: { ...task.request, routers: [routerId('nobody')] } };
    expect(await codeOf(evaluateInWorker(nobody, watch()))).toBe('UNKNOWN_ROUTER');
  });
});
