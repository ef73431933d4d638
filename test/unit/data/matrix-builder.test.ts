import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import { denseCost, densePerformance } from '../../../src/domain/responses.js';
import { MatrixBuilder } from '../../../src/data/matrix-builder.js';
import type { ResponseRow } from '../../../src/data/ports.js';

const row = (text: string, llm: string, performance: number, more: Partial<ResponseRow> = {}): ResponseRow => ({
  text,
  task: null,
  llm: llmId(llm),
  performance,
  cost: null,
  inputTokens: null,
  outputTokens: null,
  ...more,
});

function build(rows: readonly ResponseRow[], llms?: readonly string[]) {
  const builder = new MatrixBuilder(llms ? { llms: llms.map(llmId) } : {});
  for (const r of rows) builder.add(r);
  return builder.build();
}

describe('MatrixBuilder', () => {
  it('orders queries by first appearance and LLM columns alphabetically, and leaves out what was not observed', () => {
    const m = build([row('q2', 'zeta', 0.5), row('q1', 'alpha', 1), row('q2', 'alpha', 0.25)]);
    expect(m.queries.map((q) => q.text)).toEqual(['q2', 'q1']);
    expect(m.llms).toEqual(['alpha', 'zeta']);
    expect([...m.rowStart]).toEqual([0, 2, 3]);
    expect([...m.llmIndex]).toEqual([0, 1, 0]);
    expect([...m.performance]).toEqual([0.25, 0.5, 1]);
    expect([m.cost, m.inputTokens, m.outputTokens]).toEqual([null, null, null]);
  });

  it('names a query by the first 16 hex digits of the SHA-256 of its text', () => {
    // printf '答案' | sha256sum; printf 'abc' | sha256sum
    const m = build([row('abc', 'a', 1), row('答案', 'a', 1)]);
    expect(m.queries.map((q) => q.id)).toEqual(['ba7816bf8f01cfea', 'ce820ae814b908c7']);
  });

  it('merges a repeated text under its first task', () => {
    const m = build([row('q', 'a', 1), row('q', 'b', 0, { task: 'mmlu' }), row('q', 'c', 0, { task: 'arc' })]);
    expect(m.queries).toHaveLength(1);
    expect(m.queries[0]?.task).toBe('mmlu');
  });

  it('averages repeated answers, each value over the answers that have it', () => {
    const m = build([
      row('q', 'a', 1, { cost: 0.5, outputTokens: 10 }),
      row('other', 'a', 0),
      row('q', 'a', 0, { outputTokens: 30 }),
      row('q', 'a', 0.5),
    ]);
    expect([...m.performance]).toEqual([0.5, 0]);
    expect([...(m.cost as Float32Array)]).toEqual([0.5, NaN]);
    expect([...(m.outputTokens as Float32Array)]).toEqual([20, NaN]);
    expect(m.inputTokens).toBeNull();
    expect(m.llmIndex).toHaveLength(2);
  });

  it('keeps a given column order with columns nobody answered, and refuses an LLM without a column', () => {
    const m = build([row('q', 'a', 1)], ['z', 'a']);
    expect(m.llms).toEqual(['z', 'a']);
    expect([...m.llmIndex]).toEqual([1]);
    expect(() => build([row('q', 'b', 1)], ['z', 'a'])).toThrow(expect.objectContaining({ code: 'UNKNOWN_LLM' }));
  });

  it('builds an empty matrix from nothing', () => {
    const m = build([]);
    expect([m.queries.length, m.llms.length, [...m.rowStart], m.performance.length]).toEqual([0, 0, [0], 0]);
  });

  it('equals a plain dense average of 20,000 random answers, and gives the same bytes again', () => {
    const rng = seededRng(7);
    const rows = Array.from({ length: 20_000 }, () =>
      row(`q${rng.integer(900)}`, `llm${rng.integer(12)}`, rng.integer(11) / 10, {
        cost: rng.uniform() < 0.3 ? null : rng.integer(64) / 64,
      }),
    );
    const m = build(rows);
    const sums = new Map<string, { y: number[]; c: number[] }>();
    for (const r of rows) {
      const key = `${r.text}|${r.llm}`;
      const entry = sums.get(key) ?? { y: [], c: [] };
      sums.set(key, entry);
      entry.y.push(r.performance);
      if (r.cost !== null) entry.c.push(r.cost);
    }
    const mean = (x: number[]) => (x.length ? x.reduce((a, b) => a + b, 0) / x.length : NaN);
    const performance = densePerformance(m).data;
    const cost = denseCost(m)?.data as Float32Array;
    const cells = m.queries.flatMap(({ text }) => m.llms.map((llm) => sums.get(`${text}|${llm}`) ?? { y: [], c: [] }));
    const apart = (x: number, y: number) => (Number.isNaN(x) && Number.isNaN(y) ? 0 : Math.abs(x - y));
    const worst = (got: Float32Array, expected: readonly number[]) =>
      expected.reduce((most, x, i) => Math.max(most, apart(x, got[i] as number)), 0);
    expect(performance).toHaveLength(cells.length);
    expect(
      worst(
        performance,
        cells.map(({ y }) => mean(y)),
      ),
    ).toBeLessThan(1e-6); // NaN, one side only, fails too
    expect(
      worst(
        cost,
        cells.map(({ c }) => mean(c)),
      ),
    ).toBeLessThan(1e-6);
    expect(build(rows)).toEqual(m);
  });
});
