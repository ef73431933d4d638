import { readFileSync } from 'node:fs';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix } from '../../../../src/domain/matrix.js';

interface Golden {
  readonly points: number[];
  readonly rows: number;
  readonly cols: number;
  readonly explained: number[];
  readonly axes: number[];
  readonly projected: number[];
  readonly layout: number[];
  readonly trustworthiness: { readonly random: number; readonly projected: number };
  readonly nearest: number[];
  readonly placed: number[];
}

/** Computed by numpy: test/fixtures/generators/projection.py. */
export const golden = JSON.parse(
  readFileSync(new URL('../../../fixtures/golden/projection.json', import.meta.url), 'utf8'),
) as Golden;

export const goldenPoints: Matrix = matrix(golden.rows, golden.cols, Float32Array.from(golden.points));
export const goldenLayout: Matrix = matrix(golden.rows, 2, Float32Array.from(golden.layout));

/** Largest difference of two lists. */
export const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce(
    (most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))),
    a.length === b.length ? 0 : Infinity,
  );
