import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import { MatrixBuilder } from '../../../src/data/matrix-builder.js';
import { stratifiedFolds } from '../../../src/data/splits.js';

/** A matrix with so many queries of each task, interleaved. */
function matrixOf(sizes: Readonly<Record<string, number>>, withoutTask = 0) {
  const builder = new MatrixBuilder();
  const rest = { cost: null, inputTokens: null, outputTokens: null, llm: llmId('a'), performance: 1 };
  for (let i = 0; i < Math.max(withoutTask, ...Object.values(sizes)); i++) {
    for (const [task, size] of Object.entries(sizes))
      if (i < size) builder.add({ text: `${task} ${i}`, task, ...rest });
    if (i < withoutTask) builder.add({ text: `no task ${i}`, task: null, ...rest });
  }
  return builder.build();
}

const count = (values: Iterable<unknown>) => {
  const counts = new Map<unknown, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  return counts;
};
const m = matrixOf({ mmlu: 103, gsm8k: 52, humaneval: 7, tiny: 2, one: 1 }, 11);
const tasks = m.queries.map((q) => q.task);

describe('stratifiedFolds', () => {
  it('spreads every task and the whole evenly, whatever the seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const folds = stratifiedFolds(m, 5, seededRng(seed));
      for (const task of [...new Set(tasks), undefined]) {
        const sizes = count(folds.filter((_, q) => task === undefined || tasks[q] === task));
        const perFold = [0, 1, 2, 3, 4].map((fold) => sizes.get(fold) ?? 0);
        expect(Math.max(...perFold) - Math.min(...perFold)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('depends on the seed and nothing else', () => {
    expect(stratifiedFolds(m, 5, seededRng(3))).toEqual(stratifiedFolds(m, 5, seededRng(3)));
    expect(stratifiedFolds(m, 5, seededRng(3))).not.toEqual(stratifiedFolds(m, 5, seededRng(4)));
  });

  it('does not send all tiny tasks to the same fold', () => {
    const sizes = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`task ${i}`, 1]));
    expect([...count(stratifiedFolds(matrixOf(sizes), 3, seededRng(1))).values()]).toEqual([10, 10, 10]);
  });

  it.each([0, 1, 2.5, NaN, 256, 1000])('refuses %d folds', (folds) => {
    expect(() => stratifiedFolds(m, folds, seededRng(1))).toThrow(RangeError);
  });

  it('takes as many folds as queries, not more', () => {
    const small = matrixOf({ a: 3 });
    expect([...stratifiedFolds(small, 3, seededRng(1))].sort()).toEqual([0, 1, 2]);
    expect(() => stratifiedFolds(small, 4, seededRng(1))).toThrow('from 2 to 3, got 4');
  });
});
