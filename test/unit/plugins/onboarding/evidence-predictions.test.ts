import { expect, test } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type { LoadedRouter } from '../../../../src/plugins/contract.js';
import { evidencePredictions } from '../../../../src/plugins/onboarding/evidence-predictions.js';

const candidates = { llms: [llmId('a'), llmId('b')], cost: new Float32Array(2) };

/** P̂ is the first number of the vector for a, and half of it for b. */
function counting() {
  const asked: string[][] = [];
  const router: Pick<LoadedRouter, 'predict'> = {
    predict({ vectors, keys }) {
      asked.push([...keys]);
      const out = matrix(vectors.rows, 2);
      for (let q = 0; q < vectors.rows; q++)
        out.data.set([vectors.data[q] as number, (vectors.data[q] as number) / 2], 2 * q);
      return Promise.resolve(out);
    },
  };
  return { router: router as LoadedRouter, asked };
}

const queries = (...values: readonly number[]) => ({
  vectors: matrix(values.length, 1, Float32Array.from(values)),
  keys: values.map((v) => `q${v}`),
});
const values = ({ data }: Matrix) => [...data];

test('asks about new queries only, whoever loads the router, and answers in the order of the queries', async () => {
  const trained = {};
  const [first, second] = [counting(), counting()];
  expect(values(await evidencePredictions(first.router, trained, queries(0.5, 1), candidates))).toEqual([
    0.5, 0.25, 1, 0.5,
  ]);
  const more = await evidencePredictions(second.router, trained, queries(0.25, 1, 0.5), candidates);
  expect(values(more)).toEqual([0.25, 0.125, 1, 0.5, 0.5, 0.25]);
  expect([first.asked, second.asked]).toEqual([[['q0.5', 'q1']], [['q0.25']]]);
});

test('gives another training nothing of the first, and keeps what was asked last alone', async () => {
  const [one, other] = [{}, {}];
  const { router, asked } = counting();
  await evidencePredictions(router, one, queries(1), candidates);
  await evidencePredictions(router, other, queries(1), candidates);
  await evidencePredictions(router, one, queries(0.5), candidates);
  await evidencePredictions(router, one, queries(1), candidates);
  expect(asked).toEqual([['q1'], ['q1'], ['q0.5'], ['q1']]);
});

test('takes no queries, and one twice', async () => {
  const { router, asked } = counting();
  expect((await evidencePredictions(router, {}, queries(), candidates)).rows).toBe(0);
  expect(values(await evidencePredictions(router, {}, queries(1, 1), candidates))).toEqual([1, 0.5, 1, 0.5]);
  expect(asked).toEqual([['q1', 'q1']]);
});
