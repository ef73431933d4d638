import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CalibrationPairs } from '../../../src/domain/calibration/pairs.js';
import { boundedLogit } from '../../../src/domain/calibration/calibration.js';
import { llmId, routerId } from '../../../src/domain/ids.js';
import { sigmoid } from '../../../src/domain/logistic.js';
import { row } from '../../../src/domain/matrix.js';
import { seededRng } from '../../../src/domain/random.js';
import { fitCalibration, reliabilityOf } from '../../../src/jobs/calibration/fit-calibration.js';
import { holdOut } from '../../../src/jobs/calibration/hold-out.js';
import { takeBatch } from '../../../src/routing/query-batch.js';
import type { RouterSet, ServingRouter } from '../../../src/routing/router-set.js';
import { calibratedSet, SCORED_LLMS } from '../../fixtures/calibrated-set.js';
import { scoredQueries, scoredResponses } from '../../fixtures/scored-queries.js';

describe('keeping queries aside', () => {
  const responses = scoredResponses(scoredQueries(600, 3, ['a', 'b', 'c']));

  it('takes the same share of every task, every query once', () => {
    const { train, heldOut } = holdOut(responses, 0.1, seededRng(1));
    expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual([...responses.queries.keys()]);
    const tasks = heldOut.map((q) => responses.queries[q]?.task);
    expect(tasks.filter((t) => t === 'arithmetic').length).toBe(30);
    expect(tasks.filter((t) => t === 'capitals').length).toBe(30);
    expect(holdOut(responses, 0.1, seededRng(1)).heldOut).toEqual(heldOut);
    expect(holdOut(responses, 0.1, seededRng(2)).heldOut).not.toEqual(heldOut);
  });

  it('keeps nothing aside for a share of 0 and of too few queries, and refuses more than half', () => {
    expect(holdOut(responses, 0, seededRng(1)).heldOut).toEqual([]);
    expect(holdOut(responses, 0.08, seededRng(1)).heldOut).toEqual([]);
    expect(() => holdOut(responses, 0.6, seededRng(1))).toThrow(/from 0 to 0\.5, got 0\.6/);
    expect(() => holdOut(responses, Number.NaN, seededRng(1))).toThrow(RangeError);
  });
});

describe('calibrating on held-out pairs', () => {
  /** Predictions that are twice too sure. */
  function overconfident(queries: number): { pairs: CalibrationPairs; kind: Int32Array } {
    const rng = seededRng(4);
    const logit = Float64Array.from({ length: queries * 2 }, () => 1.5 * rng.normal());
    return {
      pairs: {
        query: Int32Array.from(logit, (_, i) => i >> 1),
        llm: Int32Array.from(logit, (_, i) => i & 1),
        predicted: Float32Array.from(logit, (x) => sigmoid(2 * x)),
        observed: Float32Array.from(logit, (x) => (rng.uniform() < sigmoid(x) ? 1 : 0)),
      },
      kind: Int32Array.from({ length: queries }, (_, q) => q % 40),
    };
  }

  it('lowers ECE and Brier score on queries that the map was not fitted to, and covers nine in ten', () => {
    const { pairs, kind } = overconfident(3000);
    const found = fitCalibration(pairs, kind, ['a', 'b'].map(llmId), seededRng(1));
    if (!found) throw new Error('expected a calibration');
    expect(found).toMatchObject({ queries: 3000, pairs: 6000 });
    expect(found.map.slope).toBeCloseTo(0.5, 1);
    expect(found.before.ece).toBeGreaterThan(0.08);
    expect(found.after.ece).toBeLessThan(0.025);
    expect(found.after.brier).toBeLessThan(found.before.brier);
    expect(found.intervals.outcomeCoverage).toBeGreaterThan(0.88);
    expect(found.intervals.outcomeCoverage).toBeLessThan(0.92);
    expect(found.intervals.expectedCoverage).toBeGreaterThan(0.83);
    expect(found.after.curve.reduce((sum, bin) => sum + bin.count, 0)).toBe(6000);
    expect(fitCalibration(pairs, kind, ['a', 'b'].map(llmId), seededRng(1))).toEqual(found);
  });

  it('has nothing to say without pairs', () => {
    const none = {
      query: new Int32Array(0),
      llm: new Int32Array(0),
      predicted: new Float32Array(0),
      observed: new Float32Array(0),
    };
    expect(fitCalibration(none, [], [], seededRng(1))).toBeNull();
  });

  it('measures ECE by hand', () => {
    const pairs: CalibrationPairs = {
      query: Int32Array.of(0, 1, 2, 3),
      llm: new Int32Array(4),
      predicted: Float32Array.of(0.12, 0.18, 0.92, 0.98),
      observed: Float32Array.of(0, 1, 1, 1),
    };
    // Bins [.1, .2) and [.9, 1]: |.15 − .5| and |.95 − 1|, two pairs each.
    expect(reliabilityOf(pairs).ece).toBeCloseTo((0.35 + 0.05) / 2, 6);
    expect(reliabilityOf(pairs).brier).toBeCloseTo((0.12 ** 2 + 0.82 ** 2 + 0.08 ** 2 + 0.02 ** 2) / 4, 6);
  });
});

describe('a set that was trained with queries kept aside', { timeout: 60_000 }, () => {
  let set: RouterSet;
  beforeAll(async () => {
    set = await calibratedSet(['knn', 'mirt', 'random']);
  });
  afterAll(() => set.dispose());
  const router = (id: string) => set.routers.get(routerId(id)) as ServingRouter;

  it('trains on none of them, and remembers them without text', () => {
    expect(set.reference.vectors.rows).toBe(480);
    expect(set.heldOut?.vectors.rows).toBe(120);
    const trained = new Set(set.reference.responses.queries.map(({ id }) => id));
    for (const { id, text } of set.heldOut?.responses.queries ?? []) {
      expect(trained.has(id)).toBe(false);
      expect(text).toBeNull();
    }
    expect(set.heldOut?.inputTokens.every((tokens) => tokens > 5 && tokens < 40)).toBe(true);
    expect(set.manifest.summary).toMatchObject({ queries: 480, heldOutQueries: 120 });
  });

  it('calibrates those that predict performance, not those that prefer', () => {
    expect(router('knn').calibration).toMatchObject({ queries: 120, pairs: 360 });
    expect(router('random').calibration).toBeNull();
    expect(router('random').uncalibrated).toBeUndefined();
  });

  it('gives P̂ on the calibrated scale, a query alone as in a batch', async () => {
    for (const id of ['knn', 'mirt']) {
      const { loaded, uncalibrated, calibration } = router(id);
      const map = calibration?.map as NonNullable<typeof calibration>['map'];
      const llms = SCORED_LLMS.map(llmId);
      const queries = set.heldOut as NonNullable<RouterSet['heldOut']>;
      const batch = { vectors: queries.vectors, keys: queries.responses.queries.map((q) => q.id) };
      const candidates = { llms, cost: new Float32Array(3) };
      const calibrated = await loaded.predict(batch, candidates);
      const raw = await (uncalibrated as NonNullable<typeof uncalibrated>).predict(batch, candidates);
      raw.data.forEach((p, i) => {
        const expected = map.slope * boundedLogit(p) + map.intercept + (map.offsets[llms[i % 3] as string] as number);
        expect(calibrated.data[i]).toBeCloseTo(sigmoid(expected), 5);
      });
      const alone = await loaded.predict(takeBatch(batch, [7]), candidates);
      expect([...alone.data]).toEqual([...row(calibrated, 7)]);
    }
  });

  it('has the same bytes for the same seed', async () => {
    const again = await calibratedSet(['knn', 'mirt', 'random']);
    expect(again.manifest).toEqual(set.manifest);
    await again.dispose();
  });

  it('is trained on everything where too few queries would be kept aside', async () => {
    const small = await calibratedSet(['knn'], { queries: 100, heldOutShare: 0.1 });
    expect(small.heldOut).toBeNull();
    expect(small.reference.vectors.rows).toBe(100);
    expect(small.routers.get(routerId('knn'))?.calibration).toBeNull();
    await small.dispose();
  });
});
