import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../../src/domain/errors.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type { ReferenceSet } from '../../../../src/plugins/contract.js';
import type { LayOut } from '../../../../src/routing/query-map/layouts.js';
import { MAP_SAMPLE, createLayouts } from '../../../../src/routing/query-map/layouts.js';
import { samplingOrder } from '../../../../src/routing/query-map/sample.js';
import type { LayoutTask, PointLayout } from '../../../../src/tensor/projection/lay-out.js';

const reference = (rows: number) => ({ vectors: matrix(rows, 2) }) as ReferenceSet;

/** Tasks as they come in, each ended by the test. */
function bench() {
  const tasks: { task: LayoutTask; done: () => void; fail: (error: unknown) => void }[] = [];
  const errors: unknown[] = [];
  const layOut: LayOut = (task, signal) =>
    new Promise<PointLayout>((resolve, reject) => {
      const layout = { method: task.method, places: matrix(task.vectors.rows, 2), trustworthiness: 0.9 };
      tasks.push({ task, done: () => resolve(layout), fail: reject });
      const cancelled = () => reject(new ThetaError('CANCELLED', 'The layout was cancelled.'));
      if (signal.aborted) cancelled();
      signal.addEventListener('abort', cancelled);
    });
  const layouts = createLayouts(layOut, (error) => errors.push(error));
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  return { tasks, errors, layouts, turn };
}

describe('layouts of the queries that serve', () => {
  it('are computed once for all who ask, PCA first', async () => {
    const { tasks, layouts, turn } = bench();
    const of = reference(60);
    const asked = [layouts.of(of), layouts.of(of)];
    expect(tasks.map(({ task }) => task.method)).toEqual(['PCA']);
    tasks[0]?.done();
    for (const { layout, state } of await Promise.all(asked))
      expect([layout.method, state]).toEqual(['PCA', 'COMPUTING']);
    expect(tasks.map(({ task }) => task.method)).toEqual(['PCA', 'UMAP']);
    tasks[1]?.done();
    await turn();
    const { layout, state } = await layouts.of(of);
    expect([layout.method, state, tasks.length]).toEqual(['UMAP', 'FINAL', 2]);
  });

  it('stay PCA of too few queries', async () => {
    const { tasks, layouts, turn } = bench();
    const of = reference(49);
    const asked = layouts.of(of);
    tasks[0]?.done();
    await asked;
    await turn();
    expect([(await layouts.of(of)).state, tasks.length]).toEqual(['FINAL', 1]);
  });

  it('stay PCA where UMAP fails, which is reported once', async () => {
    const { tasks, errors, layouts, turn } = bench();
    const of = reference(60);
    const asked = layouts.of(of);
    tasks[0]?.done();
    await asked;
    const fault = new Error('no memory');
    tasks[1]?.fail(fault);
    await turn();
    const { layout, state } = await layouts.of(of);
    expect([layout.method, state, errors, tasks.length]).toEqual(['PCA', 'FAILED', [fault], 2]);
  });

  it('are tried again where PCA failed', async () => {
    const { tasks, layouts } = bench();
    const of = reference(60);
    const asked = layouts.of(of);
    tasks[0]?.fail(new Error('no memory'));
    await expect(asked).rejects.toThrow('no memory');
    const again = layouts.of(of);
    tasks[1]?.done();
    expect((await again).layout.method).toBe('PCA');
  });

  it('of other queries take the place of those that were under way', async () => {
    const { tasks, errors, layouts, turn } = bench();
    const asked = layouts.of(reference(60));
    tasks[0]?.done();
    await asked;
    const next = layouts.of(reference(70));
    tasks[2]?.done();
    expect((await next).layout.places.rows).toBe(70);
    // The old UMAP was stopped, and nobody is told.
    await turn();
    expect([errors, tasks.map(({ task }) => task.method)]).toEqual([[], ['PCA', 'UMAP', 'PCA', 'UMAP']]);
    await layouts.close();
    expect(errors).toEqual([]);
    await expect(layouts.of(reference(80))).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('are fitted on a sample that is part of every larger one', async () => {
    const { tasks, layouts } = bench();
    const asked = layouts.of(reference(MAP_SAMPLE + 500));
    const sample = tasks[0]?.task.sample as Uint32Array;
    tasks[0]?.done();
    await asked;
    expect([sample.length, new Set(sample).size]).toEqual([MAP_SAMPLE, MAP_SAMPLE]);
    expect(samplingOrder(MAP_SAMPLE + 500).slice(0, MAP_SAMPLE)).toEqual(sample);
    expect([...samplingOrder(100)].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    await layouts.close();
  });
});
