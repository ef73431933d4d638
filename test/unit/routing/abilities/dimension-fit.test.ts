import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import { fitDimensions } from '../../../../src/routing/abilities/dimension-fit.js';
import { standardiseColumns } from '../../../../src/routing/abilities/group-sums.js';
import { heldOutR2 } from '../../../../src/routing/abilities/held-out-fit.js';
// Made by test/fixtures/generators/abilities-golden.py with numpy.
import golden from '../../../fixtures/golden/abilities.json' with { type: 'json' };

const { projection } = golden;
const { rows, xs, ys, groups } = projection.sizes;

describe('held-out R²', () => {
  it('is that of numpy', () => {
    const x = matrix(rows, xs, Float32Array.from(projection.x));
    const y = matrix(rows, ys, Float32Array.from(projection.y));
    heldOutR2(x, y, projection.group, groups).forEach((r2, k) => expect(r2).toBeCloseTo(projection.r2[k] as number, 5));
  });

  it('is 0 for a constant and for a group of nobody', () => {
    const x = matrix(4, 1, Float32Array.of(1, -1, 1, -1));
    expect([...heldOutR2(x, matrix(4, 1), [0, 0, 2, 2], 3)]).toEqual([0]);
  });
});

describe('standardised columns', () => {
  it('have mean 0 and mean square 1; a constant one is 0, whatever its size', () => {
    const { data } = standardiseColumns(matrix(4, 2, Float32Array.of(1, 1e6, 2, 1e6, 3, 1e6, 4, 1e6)));
    const first = [0, 2, 4, 6].map((i) => data[i] as number);
    expect(first.reduce((s, x) => s + x, 0)).toBeCloseTo(0, 6);
    expect(first.reduce((s, x) => s + x * x, 0) / 4).toBeCloseTo(1, 6);
    expect([1, 3, 5, 7].map((i) => data[i])).toEqual([0, 0, 0, 0]);
  });
});

describe('relating dimensions to named abilities', () => {
  const TASKS = 12;
  const PER_TASK = 40;
  const ABILITIES = 6;
  const task = Uint16Array.from({ length: TASKS * PER_TASK }, (_, q) => q % TASKS);

  /** Relevance by task and a little by query; two tasks share each ability. */
  function world(seed: number): { relevance: Matrix; uniform: () => number; normal: () => number } {
    const rng = seededRng(seed);
    const relevance = matrix(task.length, ABILITIES);
    for (let q = 0; q < task.length; q++) {
      for (let k = 0; k < ABILITIES; k++) {
        relevance.data[q * ABILITIES + k] = ((task[q] as number) % ABILITIES === k ? 1 : 0) + 0.3 * rng.normal();
      }
    }
    return { relevance, uniform: rng.uniform, normal: rng.normal };
  }
  const column = (m: Matrix, k: number) =>
    Float32Array.from({ length: m.rows }, (_, q) => m.data[q * m.cols + k] as number);

  it('names a dimension that follows one ability, and not one that mixes many or falls with it', () => {
    const { relevance, normal } = world(2);
    const of = (q: number, k: number) => relevance.data[q * ABILITIES + k] as number;
    const discrimination = matrix(task.length, 3);
    for (let q = 0; q < task.length; q++) {
      discrimination.data[q * 3] = 1 + of(q, 2) + 0.2 * normal();
      discrimination.data[q * 3 + 1] = of(q, 0) + of(q, 1) - of(q, 3) + 0.1 * normal();
      discrimination.data[q * 3 + 2] = -of(q, 4);
    }
    const [one, mixed, falling] = fitDimensions(discrimination, relevance, task, TASKS, seededRng(1));
    expect(one).toMatchObject({ ability: 2, named: true });
    expect(one?.r2).toBeGreaterThan(0.7);
    expect(one?.r2).toBeGreaterThan(one?.chance as number);
    expect(one?.unseenTasksR2).toBeGreaterThan(0.3);
    // All abilities together explain the mixture; no single one does, so that no name fits.
    expect(mixed?.projectionR2).toBeGreaterThan(0.9);
    expect(mixed).toMatchObject({ named: false });
    expect(falling).toMatchObject({ named: false });
    expect(falling?.ability).not.toBe(4);
  });

  it('names nothing where tasks differ and the names mean nothing, though a projection fits well', () => {
    let named = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { relevance, normal } = world(seed);
      const discrimination = matrix(task.length, 4);
      const level = Float32Array.from({ length: TASKS * 4 }, () => normal());
      for (let q = 0; q < task.length; q++) {
        for (let k = 0; k < 4; k++) discrimination.data[q * 4 + k] = level[(task[q] as number) * 4 + k] as number;
      }
      const fits = fitDimensions(discrimination, relevance, task, TASKS, seededRng(seed));
      named += fits.filter((fit) => fit.named).length;
      for (const fit of fits) expect(fit.pValue > 0 && fit.pValue <= 1).toBe(true);
    }
    expect(named).toBe(0);
  });

  it('has a chance level that is the quantile of what brute force gives', () => {
    const { relevance } = world(3);
    const y = matrix(task.length, 1, column(relevance, 1));
    const [fit] = fitDimensions(y, relevance, task, TASKS, seededRng(9));
    const rng = seededRng(10);
    const drawn: number[] = [];
    for (let s = 0; s < 400; s++) {
      const order = rng.shuffle(Array.from({ length: TASKS }, (_, t) => t));
      drawn.push(bestR2(exchange(relevance, order), y));
    }
    drawn.sort((a, b) => a - b);
    expect(Math.abs((fit?.chance as number) - (drawn[Math.ceil(0.95 * 400) - 1] as number))).toBeLessThan(0.08);
    expect(fit?.r2).toBeCloseTo(1, 5);
  });

  it('gives the same figures for the same seed, and finds nothing in a constant', () => {
    const { relevance } = world(4);
    const constant = matrix(task.length, 2, new Float32Array(task.length * 2).fill(3));
    const fits = fitDimensions(constant, relevance, task, TASKS, seededRng(1));
    expect(fits).toEqual(fitDimensions(constant, relevance, task, TASKS, seededRng(1)));
    for (const fit of fits) expect(fit).toMatchObject({ r2: 0, projectionR2: 0, pValue: 1, named: false });
  });

  /** Task means moved as `order` says, written out. */
  function exchange(x: Matrix, order: readonly number[]): Matrix {
    const mean = (t: number, k: number) => {
      let sum = 0;
      for (let q = 0; q < x.rows; q++) if (task[q] === t) sum += x.data[q * x.cols + k] as number;
      return sum / PER_TASK;
    };
    const means = Array.from({ length: TASKS }, (_, t) => Array.from({ length: x.cols }, (__, k) => mean(t, k)));
    const at = (t: number, k: number) => (means[t] as number[])[k] as number;
    const data = x.data.map((v, i) => {
      const t = task[Math.floor(i / x.cols)] as number;
      return v - at(t, i % x.cols) + at(order[t] as number, i % x.cols);
    });
    return matrix(x.rows, x.cols, data);
  }

  function bestR2(x: Matrix, y: Matrix): number {
    const xs = standardiseColumns(x);
    const zs = standardiseColumns(y);
    let best = 0;
    for (let k = 0; k < x.cols; k++) {
      let sum = 0;
      for (let q = 0; q < x.rows; q++) sum += (xs.data[q * x.cols + k] as number) * (zs.data[q] as number);
      best = Math.max(best, sum / x.rows);
    }
    return best ** 2;
  }
});
