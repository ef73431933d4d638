import { cellsOf, standardised } from '../../domain/calibration/local-error.js';
import { seededRng } from '../../domain/random.js';
import type { CoverageCount } from '../../evaluation/coverage.js';
import { answeredPairs, coverageCount } from '../../evaluation/coverage.js';
import { predictionIntervals } from '../../routing/intervals.js';
import { kMeans } from '../../tensor/clustering/k-means.js';
import { kindsFor } from '../calibration/calibrate-routers.js';
import type { ScoredPart } from './study.js';

/** What the two intervals of a router held, over all splits. */
export interface Coverage {
  readonly outcome: CoverageCount;
  readonly performance: CoverageCount;
}

/** By test set and router. */
export type Coverages = Map<string, Coverage>;

export const coverageKey = (testSet: string, router: string) => `${testSet} ${router}`;

/** Adds what the intervals of this split held; they are those of its set, which no other split has. */
export async function countCoverage(
  { set, testSet, sheet, rows }: ScoredPart,
  counts: Coverages,
  seed: number,
  signal: AbortSignal,
): Promise<void> {
  const { responses } = sheet.test;
  const vectors = await set.embeddings.embed(rows.map((q) => responses.queries[q]?.text ?? ''));
  const kinds = kindsFor(rows.length);
  const rng = seededRng(seed).fork('kinds of test queries');
  const { assignment } = await kMeans(vectors, kinds, { rng, signal });
  for (const [id, { calibration: found }] of set.routers) {
    const answers = sheet.routers.get(id);
    if (!found || !answers) continue;
    const pairs = answeredPairs(answers, responses, rows);
    let own = counts.get(coverageKey(testSet.id, id));
    if (!own)
      counts.set(coverageKey(testSet.id, id), (own = { outcome: coverageCount(), performance: coverageCount() }));
    for (let i = 0; i < pairs.predicted.length; i++) {
      const llm = responses.llms[pairs.llm[i] as number];
      if (llm === undefined) continue;
      const { outcome, performance } = predictionIntervals(found, llm, pairs.predicted[i] as number);
      const y = pairs.observed[i] as number;
      own.outcome.cases++;
      own.outcome.inside += y >= outcome.low - ROUNDING && y <= outcome.high + ROUNDING ? 1 : 0;
      own.outcome.width += outcome.high - outcome.low;
      own.performance.width += performance.high - performance.low;
    }
    for (const cell of cellsOf(pairs, assignment)) {
      own.performance.cases++;
      own.performance.inside += standardised(cell, found.intervals.localError) <= found.intervals.localQuantile ? 1 : 0;
    }
  }
}

/** y and P̂ are 32-bit numbers. */
const ROUNDING = 1e-6;
