import { describe, expect, it } from 'vitest';
import { fitEffects } from '../../../../src/domain/answer-length/effects.js';
import { seededRng } from '../../../../src/domain/random.js';

/** Crossed groups of 12 and 5, and their pairs, with the given standard deviations. */
function world(seed: number, perPair: number, sd: readonly [number, number, number], noise: number) {
  const rng = seededRng(seed);
  const draw = (n: number, s: number) => Float64Array.from({ length: n }, () => s * rng.normal());
  const [a, b, c] = [draw(12, sd[0]), draw(5, sd[1]), draw(60, sd[2])];
  const rows: { y: number; i: number; k: number }[] = [];
  for (let i = 0; i < 12; i++) {
    for (let k = 0; k < 5; k++) {
      // Unequal sizes: some pairs are nearly unseen.
      const n = (i + k) % 4 === 0 ? 1 : perPair;
      const y = () => 3 + (a[i] as number) + (b[k] as number) + (c[i * 5 + k] as number) + noise * rng.normal();
      for (let r = 0; r < n; r++) rows.push({ y: y(), i, k });
    }
  }
  return {
    value: Float64Array.from(rows, (row) => row.y),
    groups: [
      { of: Uint32Array.from(rows, (row) => row.i), count: 12 },
      { of: Uint32Array.from(rows, (row) => row.k), count: 5 },
      { of: Uint32Array.from(rows, (row) => row.i * 5 + row.k), count: 60 },
    ],
  };
}

describe('crossed random effects', () => {
  it('solve the mixed-model equations (Henderson 1950) of the variances that were found', () => {
    const data = world(3, 15, [0.8, 1.5, 0.3], 0.5);
    const { mean, effects, between, within } = fitEffects(data);
    // Z'Z + diag(within / between), with the mean as an unshrunken column, by Gaussian elimination.
    const offsets = [1, 13, 18];
    const size = 78;
    const left = Array.from({ length: size }, () => new Float64Array(size));
    const right = new Float64Array(size);
    data.value.forEach((y, e) => {
      const columns = [0, ...data.groups.map((g, j) => (offsets[j] as number) + (g.of[e] as number))];
      for (const r of columns) {
        right[r] = (right[r] as number) + y;
        const row = left[r] as Float64Array;
        for (const c of columns) row[c] = (row[c] as number) + 1;
      }
    });
    data.groups.forEach((g, j) => {
      for (let k = 0; k < g.count; k++) {
        const at = (offsets[j] as number) + k;
        const row = left[at] as Float64Array;
        row[at] = (row[at] as number) + within / (between[j] as number);
      }
    });
    const solved = solve(left, right);
    const predicted = (e: number, at: (column: number) => number) =>
      at(0) + data.groups.reduce((sum, g, j) => sum + at((offsets[j] as number) + (g.of[e] as number)), 0);
    const ours = [mean, ...effects.flatMap((x) => [...x])];
    for (let e = 0; e < data.value.length; e++) {
      expect(predicted(e, (c) => ours[c] as number)).toBeCloseTo(
        predicted(e, (c) => solved[c] as number),
        3,
      );
    }
  });

  it('finds the variances that the data were drawn with', () => {
    const { within, between, mean } = fitEffects(world(5, 60, [0.8, 0.001, 0.3], 0.5));
    expect(Math.sqrt(within)).toBeCloseTo(0.5, 1);
    expect(Math.sqrt(between[0] as number)).toBeGreaterThan(0.5);
    expect(Math.sqrt(between[0] as number)).toBeLessThan(1.2);
    expect(Math.sqrt(between[1] as number)).toBeLessThan(0.2);
    expect(Math.sqrt(between[2] as number)).toBeCloseTo(0.3, 1);
    expect(mean).toBeGreaterThan(2.2);
    expect(mean).toBeLessThan(3.8);
  });

  it('stays finite where all values are equal, and where there is one', () => {
    const groups = (n: number) => [{ of: new Uint32Array(n), count: 2 }];
    expect(fitEffects({ value: new Float64Array(5).fill(2), groups: groups(5) }).mean).toBeCloseTo(2, 9);
    const one = fitEffects({ value: new Float64Array([2]), groups: groups(1) });
    expect(one.mean + (one.effects[0]?.[0] as number)).toBeCloseTo(2, 6);
    expect(one.effects[0]?.[1]).toBe(0);
  });
});

function solve(left: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  const rows: Float64Array[] = left.map((row, i) => Float64Array.from([...row, right[i] as number]));
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++)
      if (Math.abs(rows[r]?.[c] as number) > Math.abs(rows[pivot]?.[c] as number)) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot] as Float64Array, rows[c] as Float64Array];
    const own = rows[c] as Float64Array;
    rows.forEach((row, r) => {
      if (r === c) return;
      const f = (row[c] as number) / (own[c] as number);
      for (let k = c; k <= n; k++) row[k] = (row[k] as number) - f * (own[k] as number);
    });
  }
  return Float64Array.from(rows, (row, i) => (row[n] as number) / (row[i] as number));
}
