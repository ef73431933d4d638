import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import type { Estimate, EvaluationReport } from '../../../src/evaluation/report.js';
import type { ProtocolInput } from '../../../src/jobs/protocols/protocol.js';
import { runProtocol } from '../../../src/jobs/protocols/registry.js';
import { createNumerics } from '../../../src/numerics.js';
import type { RouterSetFactory } from '../../../src/routing/router-set.js';
import { calibratedSet, SCORED_LLMS, scoredCatalogue } from '../../fixtures/calibrated-set.js';
import { protocolInput } from '../../fixtures/protocol-input.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';

let factory: RouterSetFactory;
beforeAll(async () => {
  factory = await createNumerics({ ...readConfig({}), embeddingCacheBytes: 0 }, { exactNeighbours: true });
});

const data = (count: number, seed: number, costs: readonly [number, number, number] | null = [0.01, 0.005, 0.001]) =>
  scoredResponses(scoredQueries(count, seed, [...SCORED_LLMS], costs));

const evaluate = (
  id: string,
  change: Partial<ProtocolInput> = {},
  parameters: unknown = {},
): Promise<EvaluationReport> =>
  runProtocol(
    id,
    {
      ...protocolInput(factory, scoredCatalogue()),
      train: data(600, 1),
      ...change,
    },
    parameters,
    { signal: new AbortController().signal, onProgress: () => {} },
  );

const cell = (
  report: EvaluationReport,
  table: string,
  router: string,
  column: string,
  where = (_: readonly unknown[]) => true,
) => {
  const found = report.tables.find((t) => t.id === table);
  const at = found?.columns.findIndex((c) => c.id === column) ?? -1;
  return found?.rows.find(({ cells }) => cells[0] === router && where(cells))?.cells[at];
};
const valueOf = (x: unknown): number => (typeof x === 'number' ? x : ((x as Estimate | null)?.value ?? Number.NaN));

describe('protocol calibration', { timeout: 120_000 }, () => {
  it('tells ECE, Brier score and coverage on test queries, before and after', async () => {
    const report = await evaluate('calibration', {}, { heldOutShare: 0.3 });
    const value = (column: string) => valueOf(cell(report, 'test-calibration', 'knn', column));
    expect(value('ece')).toBeLessThan(0.08);
    expect(value('eceByLlm')).toBeGreaterThan(0);
    expect(Math.abs(value('brier') - value('brierBefore'))).toBeLessThan(0.01);
    expect(value('outcomeCoverage')).toBeGreaterThan(0.84);
    expect(value('outcomeWidth')).toBeLessThanOrEqual(1);
    expect(value('performanceCoverage')).toBeGreaterThan(0.7);
    // ECE of the table is that of the rows, which hold the raw P̂ apart from the calibrated.
    const row = (variant: string) => report.routers.find((r) => r.router === 'knn' && r.variant === variant);
    expect(row('calibrated')?.metrics.ece?.value).toBe(value('ece'));
    expect(row('as the router gives it')?.metrics.ece?.value).toBe(value('eceBefore'));
    expect(report.curves.find((c) => c.id === 'reliability-test-knn')?.series.map((s) => s.name)).toEqual([
      'as the router gives it',
      'calibrated',
    ]);
    expect(report.verdict[0]).toMatch(/^2 folds, pooled: ECE is at most 0\.02 for \d of 2 routers/);
    expect(report.comparisons.map((c) => c.router)).toContain('knn (calibrated)');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('works on a stored set that kept queries aside, and refuses one that did not and too few data', async () => {
    const set = await calibratedSet(['knn'], { heldOutShare: 0.2 });
    const stored = { train: null, folds: null, test: data(80, 9), storedSet: set };
    const report = await evaluate('calibration', stored);
    expect(valueOf(cell(report, 'test-calibration', 'knn', 'outcomeCoverage'))).toBeGreaterThan(0.8);
    await expect(evaluate('calibration', { ...stored, storedSet: { ...set, heldOut: null } })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hint: expect.stringContaining('THETA_HELD_OUT_SHARE') as string,
    });
    await expect(evaluate('calibration', { train: data(200, 1) })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('a share of 0.1 of 100 training queries is 10') as string,
    });
    await set.dispose();
  });
});

describe('protocol alpha-sweep', { timeout: 120_000 }, () => {
  it('walks from best to cheapest without a rise on the held-out hull, and nearly meets targets on test queries', async () => {
    const report = await evaluate(
      'alpha-sweep',
      {},
      { heldOutShare: 0.3, steps: 10, shares: [1, 0.9], ceilings: [0.6, 0.3] },
    );
    const shape = (column: string) => valueOf(cell(report, 'test-shape', 'knn', column, (c) => c[1] === 'balance'));
    expect(shape('hullRisePerformance')).toBe(0);
    expect(shape('hullRiseCost')).toBe(0);
    expect(shape('riseCost')).toBeLessThan(0.02);
    expect(shape('stepPerformance')).toBeLessThan(0.6);
    const target = (column: string, name: string, asked: (x: number) => boolean) =>
      valueOf(cell(report, 'test-targets', 'knn', column, (c) => c[1] === name && asked(c[2] as number)));
    const share = 'share of the best LLM';
    expect(target('reached', share, (x) => x === 0.9)).toBeGreaterThan(0.75);
    expect(target('costPerThousand', share, (x) => x === 0.9)).toBeLessThan(
      target('costPerThousand', share, (x) => x === 1) + 1e-9,
    );
    // Ceilings are shares of 10 USD per thousand; costs do not depend on the query here, so they are kept but for the mix.
    const ceiling = 'ceiling, $ per 1000';
    expect(target('reached', ceiling, (x) => Math.abs(x - 6) < 1e-6)).toBeLessThan(6.5);
    expect(target('reached', ceiling, (x) => Math.abs(x - 3) < 1e-6)).toBeLessThan(3.3);
    const series = report.curves[0]?.series ?? [];
    expect(series.map((s) => s.name)).toEqual(['knn, balance', 'knn, α']);
    const xs = series[0]?.points.map((p) => p.x) ?? [];
    expect(xs).toHaveLength(11);
    expect([xs[0], xs.at(-1)]).toEqual([expect.closeTo(1, 6), expect.any(Number)]);
    expect(report.verdict[0]).toContain('never rise on the held-out hull');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('needs costs', async () => {
    await expect(evaluate('alpha-sweep', { train: data(600, 1, null) }, { heldOutShare: 0.3 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hint: 'Give --prices FILE.',
    });
  });
});
