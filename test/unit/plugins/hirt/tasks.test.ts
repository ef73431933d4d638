import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { hirtHyperparameters } from '../../../../src/plugins/hirt/hyperparameters.js';
import { fitTaskModel } from '../../../../src/plugins/hirt/task-classifier.js';
import { labelTasks } from '../../../../src/plugins/hirt/task-labels.js';
import { dropUnlikely } from '../../../../src/plugins/hirt/task-probabilities.js';
import { trainingRun } from '../../../contract/router-harness.js';
import { hierarchicalWorld } from './hierarchical-world.js';

const h = hirtHyperparameters.parse({ minTaskQueries: 2, clusters: 2 });

function responsesOf(tasks: readonly (string | null)[]): ResponseMatrix {
  const { responses } = hierarchicalWorld({ queriesPerTask: 1 }).data;
  return { ...responses, queries: tasks.map((task, q) => ({ id: `q${q}`, text: null, task })) };
}

describe('task labels', () => {
  it('are those of the data, in alphabetical order, with the small ones together at the end', async () => {
    const responses = responsesOf(['math', 'law', 'math', 'law', 'art', null, 'poetry']);
    const found = await labelTasks(responses, matrix(7, 2), h, trainingRun(1));
    expect(found.kind).toBe('tasks');
    expect(found.names).toEqual(['law', 'math', 'other tasks']);
    expect([...found.labels]).toEqual([1, 0, 1, 0, 2, -1, 2]);
  });

  it('join a task that has the name of the small ones', async () => {
    const responses = responsesOf(['other tasks', 'math', 'other tasks', 'math', 'art']);
    const found = await labelTasks(responses, matrix(5, 2), h, trainingRun(1));
    expect(found.names).toEqual(['math', 'other tasks']);
    expect([...found.labels]).toEqual([1, 0, 1, 0, 1]);
  });

  it('are clusters where most queries have none', async () => {
    const vectors = matrix(5, 1, Float32Array.of(0, 10, 0.1, 10.1, 0.2));
    const found = await labelTasks(responsesOf([null, 'math', null, null, 'math']), vectors, h, trainingRun(1));
    expect(found.kind).toBe('clusters');
    expect(found.names).toEqual(['cluster 1', 'cluster 2']);
    const [a, b, c, d, e] = found.labels;
    expect([a === c, c === e, b === d, a === b]).toEqual([true, true, true, false]);
  });
});

describe('task classifier', () => {
  const { vectors } = hierarchicalWorld({ queriesPerTask: 40 }).data;
  const labels = Int32Array.from({ length: vectors.rows }, (_, q) => q % 3);
  const fit = (given: Int32Array) => fitTaskModel(vectors, given, 3, h, trainingRun(5));

  it('gives a training query probabilities that its own label had no part in', async () => {
    const before = await fit(labels);
    const after = await fit(labels.with(7, 0));
    const rowOf = (p: Float32Array, q: number) => [...p.subarray(q * 3, q * 3 + 3)];
    expect(rowOf(after.probabilities.data, 7)).toEqual(rowOf(before.probabilities.data, 7));
    expect(after.probabilities.data).not.toEqual(before.probabilities.data);
  });

  it('is right about well separated tasks, and rows sum to 1', async () => {
    const { probabilities } = await fit(labels);
    let right = 0;
    for (let q = 0; q < vectors.rows; q++) {
      const p = probabilities.data.subarray(q * 3, q * 3 + 3);
      expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 5);
      if (p.indexOf(Math.max(...p)) === q % 3) right++;
    }
    expect(right / vectors.rows).toBeGreaterThan(0.95);
  });

  it('classifies queries without a label, and does with one task', async () => {
    const { probabilities } = await fit(labels.with(0, -1));
    expect(probabilities.data[0]).toBeGreaterThan(0.5);
    const single = await fitTaskModel(vectors, new Int32Array(vectors.rows), 1, h, trainingRun(5));
    for (const p of single.probabilities.data) expect(p).toBe(1);
  });
});

describe('dropping unlikely tasks', () => {
  it('keeps what is likely, scaled to sum to 1', () => {
    const p = Float64Array.of(0.8, 0.1999, 0.0001);
    dropUnlikely(p);
    expect(p[0]).toBeCloseTo(0.8 / 0.9999, 12);
    expect(p[1]).toBeCloseTo(0.1999 / 0.9999, 12);
    expect(p[2]).toBe(0);
  });

  it('keeps all of very many equal tasks', () => {
    const p = new Float64Array(5000).fill(1 / 5000);
    dropUnlikely(p);
    for (const x of p) expect(x).toBeCloseTo(1 / 5000, 12);
  });
});
