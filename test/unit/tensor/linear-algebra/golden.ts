import { readFileSync } from 'node:fs';

interface Golden {
  readonly svd: { rows: number; cols: number; matrix: number[]; singularValues: number[]; rightVectors: number[] };
  readonly eigen: { n: number; matrix: number[]; values: number[] };
  readonly logistic: {
    rows: number;
    dims: number;
    classes: number;
    c: number;
    x: number[];
    labels: number[];
    weights: number[];
    probabilities: number[];
  };
}

/** Computed by numpy: test/fixtures/generators/linear-algebra.py. */
export const golden = JSON.parse(
  readFileSync(new URL('../../../fixtures/golden/linear-algebra.json', import.meta.url), 'utf8'),
) as Golden;
