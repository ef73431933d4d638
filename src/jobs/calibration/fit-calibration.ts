import { calibrate, offsetOf } from '../../domain/calibration/calibration.js';
import type { CalibrationMap } from '../../domain/calibration/calibration.js';
import { fitCalibrationMap } from '../../domain/calibration/fit-map.js';
import {
  conformalQuantile,
  INTERVAL_LEVEL,
  NORMAL_QUANTILE,
  outcomeRadii,
} from '../../domain/calibration/intervals.js';
import type { Cell } from '../../domain/calibration/local-error.js';
import { cellsOf, localError, standardised } from '../../domain/calibration/local-error.js';
import type { CalibrationPairs } from '../../domain/calibration/pairs.js';
import { countOf, takePairs } from '../../domain/calibration/pairs.js';
import type { Reliability, RouterCalibration } from '../../domain/calibration/router-calibration.js';
import type { LlmId } from '../../domain/ids.js';
import type { Rng } from '../../domain/random.js';
import { reliability } from '../../evaluation/metrics/reliability.js';

const FOLDS = 5;

/**
 * Calibrates one router on held-out pairs. `kind` numbers the kind of each held-out query, [queries]; `llms` are those that `pairs.llm`
 * numbers. Null without pairs.
 */
export function fitCalibration(
  pairs: CalibrationPairs,
  kind: ArrayLike<number>,
  llms: readonly LlmId[],
  rng: Rng,
): RouterCalibration | null {
  const n = pairs.predicted.length;
  if (n === 0) return null;
  const map = fitCalibrationMap(pairs, llms);
  const fold = foldsOf(pairs.query, rng);
  const parts = Array.from({ length: FOLDS }, (_, f) => {
    const places = [...fold.keys()];
    const inside = places.filter((i) => fold[i] === f);
    const outside = takePairs(
      pairs,
      places.filter((i) => fold[i] !== f),
    );
    const own = fitCalibrationMap(outside, llms);
    return { inside, calibrated: calibratedPairs(takePairs(pairs, inside), own, llms) };
  });
  const crossFitted = calibratedPairs(pairs, map, llms);
  for (const { inside, calibrated } of parts) {
    inside.forEach((i, k) => (crossFitted.predicted[i] = calibrated.predicted[k] as number));
  }
  return {
    map,
    queries: new Set(pairs.query).size,
    pairs: n,
    before: reliabilityOf(pairs),
    after: reliabilityOf(crossFitted),
    intervals: intervalsOf(crossFitted, fold, kind, llms),
  };
}

/** Fold of each pair: the pairs of a query stay together. */
function foldsOf(query: Int32Array, rng: Rng): Uint8Array {
  const order = rng.shuffle(Int32Array.from({ length: countOf(query) }, (_, q) => q));
  const foldOfQuery = new Uint8Array(order.length);
  order.forEach((q, place) => (foldOfQuery[q] = place % FOLDS));
  return Uint8Array.from(query, (q) => foldOfQuery[q] as number);
}

/** The pairs with their predictions calibrated. */
function calibratedPairs(pairs: CalibrationPairs, map: CalibrationMap, llms: readonly LlmId[]): CalibrationPairs {
  const offsets = llms.map((llm) => offsetOf(map, llm));
  const predicted = pairs.predicted.map((p, i) => calibrate(map, offsets[pairs.llm[i] as number] as number, p));
  return { ...pairs, predicted };
}

export function reliabilityOf({ query, predicted, observed }: CalibrationPairs): Reliability {
  const bins = reliability({ query, predicted, observed });
  const n = predicted.length;
  const squares = predicted.reduce((sum, p, i) => sum + (p - (observed[i] as number)) ** 2, 0);
  return {
    ece: bins.reduce((sum, b) => sum + b.count * Math.abs(b.meanPredicted - b.meanObserved), 0) / n,
    brier: squares / n,
    curve: bins.map(({ count, meanPredicted, meanObserved }) => ({ count, meanPredicted, meanObserved })),
  };
}

/** Widths from all pairs; coverage of each fold with the widths that the others give. */
function intervalsOf(
  pairs: CalibrationPairs,
  fold: Uint8Array,
  kind: ArrayLike<number>,
  llms: readonly LlmId[],
): RouterCalibration['intervals'] {
  let [inside, cells, cellsInside] = [0, 0, 0];
  for (let f = 0; f < FOLDS; f++) {
    const places = [...fold.keys()];
    const own = takePairs(
      pairs,
      places.filter((i) => fold[i] === f),
    );
    const others = takePairs(
      pairs,
      places.filter((i) => fold[i] !== f),
    );
    inside += covered(own, outcomeRadii(others, llms.length));
    const { sd, quantile } = localWidth(cellsOf(others, kind));
    const found = cellsOf(own, kind);
    cells += found.length;
    cellsInside += found.filter((cell) => standardised(cell, sd) <= quantile).length;
  }
  const all = outcomeRadii(pairs, llms.length + 1);
  const ofOthers = all[llms.length] as number;
  const whole = localWidth(cellsOf(pairs, kind));
  return {
    level: INTERVAL_LEVEL,
    localError: whole.sd,
    localQuantile: whole.quantile,
    expectedCoverage: cells > 0 ? cellsInside / cells : null,
    outcomeRadius: Object.fromEntries(llms.flatMap((llm, j) => (all[j] === ofOthers ? [] : [[llm, all[j] as number]]))),
    outcomeRadiusOfOthers: ofOthers,
    outcomeCoverage: inside / pairs.predicted.length,
  };
}

/** Random effects give the scale of local errors, conformal prediction over the cells how many of it hold nine in ten. */
function localWidth(cells: readonly Cell[]): { readonly sd: number; readonly quantile: number } {
  const sd = localError(cells);
  const errors = cells.map((cell) => standardised(cell, sd));
  return { sd, quantile: conformalQuantile(errors, NORMAL_QUANTILE) };
}

/** Pairs whose y lies within the radius of its LLM. */
function covered({ llm, predicted, observed }: CalibrationPairs, radii: ArrayLike<number>): number {
  let inside = 0;
  for (let i = 0; i < llm.length; i++) {
    const gap = Math.abs((observed[i] as number) - (predicted[i] as number));
    if (gap <= (radii[llm[i] as number] as number)) inside++;
  }
  return inside;
}
