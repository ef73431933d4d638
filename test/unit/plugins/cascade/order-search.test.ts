import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { objective } from '../../../../src/domain/objective.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { SearchProblem } from '../../../../src/plugins/cascade/order-search.js';
import { searchOrder } from '../../../../src/plugins/cascade/order-search.js';
import { NO_VERDICTS, verdictsOf } from '../../../../src/plugins/cascade/verdicts.js';

interface Case {
  readonly p: number[][];
  readonly y: number[][];
  readonly cost: number[];
  readonly alpha: number;
  readonly verifier: [number, number] | null;
  readonly askAnyway: boolean;
  readonly worth: number;
}
const { orders } = JSON.parse(
  readFileSync(new URL('../../../fixtures/golden/cascade.json', import.meta.url), 'utf8'),
) as { orders: Case[] };

const dense = (rows: number[][]) => matrix(rows.length, rows[0]?.length ?? 0, Float32Array.from(rows.flat()));
const problem = (c: Case, maxLength: number): SearchProblem => ({
  p: dense(c.p),
  y: dense(c.y),
  cost: Float32Array.from(c.cost),
  objective: objective(c.alpha),
  verdicts: c.verifier
    ? verdictsOf({ sensitivity: c.verifier[0], specificity: c.verifier[1], samples: 1, agreement: 0 })
    : NO_VERDICTS,
  askAnyway: c.askAnyway,
  maxLength,
});

describe('the search for an order', () => {
  it.each(orders)(
    'finds the best pair with its threshold (α $alpha, verifier $verifier, ask anyway $askAnyway)',
    (given) => {
      const found = searchOrder(problem(given, 2));
      expect(found.worth).toBeCloseTo(given.worth, 6);
      expect(found.acceptAt.at(-1)).toBe(0);
      expect(new Set(found.columns).size).toBe(found.columns.length);
    },
  );

  it('never gets worse by being allowed longer orders', () => {
    for (const given of orders) {
      const worth = [1, 2, 3].map((length) => searchOrder(problem(given, length)).worth);
      expect(worth[1]).toBeGreaterThanOrEqual(worth[0] as number);
      expect(worth[2]).toBeGreaterThanOrEqual(worth[1] as number);
    }
  });

  it('asks the only LLM, and the cheapest one where performance counts for nothing', () => {
    const alone = problem(orders[0] as Case, 3);
    const one = { ...alone, p: matrix(2, 1), y: matrix(2, 1), cost: Float32Array.of(0.4) };
    expect(searchOrder(one)).toMatchObject({ columns: [0], acceptAt: [0] });
    expect(searchOrder({ ...alone, objective: objective(0) }).columns).toEqual([0]);
  });

  it('recovers a cascade that is known to be best: cheap for what it can do, dear for the rest', () => {
    const rng = seededRng(4);
    const easy = Array.from({ length: 400 }, () => rng.uniform() < 0.6);
    const p = easy.flatMap((e) => (e ? [0.95, 0.96, 0.3] : [0.1, 0.95, 0.3]));
    const y = p.map((x) => (rng.uniform() < x ? 1 : 0));
    const found = searchOrder({
      p: matrix(400, 3, Float32Array.from(p)),
      y: matrix(400, 3, Float32Array.from(y)),
      cost: Float32Array.of(0.05, 1, 0.5),
      objective: objective(0.7),
      verdicts: NO_VERDICTS,
      askAnyway: false,
      maxLength: 3,
    });
    expect(found.columns).toEqual([0, 1]);
    expect(found.acceptAt[0]).toBeGreaterThan(0.1);
    expect(found.acceptAt[0]).toBeLessThanOrEqual(0.95);
  });
});
