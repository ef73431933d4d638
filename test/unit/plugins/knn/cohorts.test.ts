import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix, normaliseRows } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { cohorts } from '../../../../src/plugins/knn/cohorts.js';
import { knn } from '../../../../src/plugins/knn/index.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { routerDeps, trainingRun } from '../../../contract/router-harness.js';

/** `answered(q, j)` says whether LLM j was observed on query q, `y(q, j)` how it did. */
function responses(
  queries: number,
  llms: number,
  answered: (q: number, j: number) => boolean,
  y: (q: number, j: number) => number = () => 1,
): ResponseMatrix {
  const rows = Array.from({ length: queries }, (_, q) => [...Array(llms).keys()].filter((j) => answered(q, j)));
  let entries = 0;
  return {
    queries: rows.map((_, q) => ({ id: `q${q}`, text: null, task: null })),
    llms: Array.from({ length: llms }, (_, j) => llmId(`llm-${j}`)),
    rowStart: Uint32Array.from([0, ...rows.map((row) => (entries += row.length))]),
    llmIndex: Uint16Array.from(rows.flat()),
    performance: Float32Array.from(rows.flatMap((row, q) => row.map((j) => y(q, j)))),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  };
}

describe('cohorts', () => {
  it('puts LLMs of one study together, whatever a few holes', () => {
    const found = cohorts(responses(100, 5, (q, j) => (j < 3 ? q < 60 && q !== j : q >= 60)));
    expect(found.map((c) => c.columns)).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect([...(found[0]?.rows ?? [])]).toEqual([...Array(60).keys()]);
    expect(found[1]?.rows.length).toBe(40);
  });

  it('keeps an LLM of two studies apart from either, and leaves out one without responses', () => {
    const found = cohorts(responses(100, 4, (q, j) => (j === 0 ? q < 40 : j === 1 ? q >= 40 : j === 2)));
    expect(found.map((c) => c.columns)).toEqual([[0], [1, 2]]);
    const apart = cohorts(responses(100, 3, (q, j) => (j === 0 ? q < 30 : j === 1 ? q >= 30 && q < 60 : true)));
    expect(apart.map((c) => c.columns)).toEqual([[0], [1], [2]]);
  });

  it('is one cohort where responses are missing here and there', () => {
    const rng = seededRng(4);
    const found = cohorts(responses(500, 20, () => rng.uniform() < 0.3));
    expect(found).toHaveLength(1);
    expect(found[0]?.columns).toHaveLength(20);
    expect(found[0]?.rows.length).toBe(500);
  });
});

describe('knn over joined studies', () => {
  it('predicts from the queries of the study of an LLM, however far, and the same alone as in a batch', async () => {
    // Study one (LLM 0) lies around the x axis, study two (LLM 1) around the y axis; a query on the x axis is far from the second.
    const rng = seededRng(1);
    const n = 400;
    const vectors = normaliseRows(
      matrix(
        n,
        2,
        Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === (i < n ? 0 : 1) ? 1 : 0.1 * rng.normal())),
      ),
    );
    // LLM 1 is right where x is positive; its mean is about a half.
    const x = (q: number) => vectors.data[2 * q] as number;
    const data = {
      vectors,
      responses: responses(
        n,
        2,
        (q, j) => q < n / 2 === (j === 0),
        (q, j) => (j === 0 || x(q) > 0 ? 1 : 0),
      ),
      profiles: matrix(2, 2),
      cost: new Float32Array(2),
      abilities: [],
      embedderId: 'test/studies',
    };
    const artifact = await knn.train(data, parseHyperparameters(knn, { k: 20, shrinkage: 0 }), trainingRun(0));
    await using router = await loadRouter(knn, artifact, routerDeps(data));
    const candidates = { llms: router.llms, cost: new Float32Array(2) };
    const both = { vectors: matrix(2, 2, Float32Array.of(1, 0, -1, 0)), keys: ['a', 'b'] };
    const out = await router.predict(both, candidates);
    expect([...out.data]).toEqual([1, 1, 1, 0]);
    const alone = await router.predict({ vectors: matrix(1, 2, Float32Array.of(-1, 0)), keys: ['b'] }, candidates);
    expect([...alone.data]).toEqual([1, 0]);
  });
});
