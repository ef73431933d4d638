import type { LlmId } from '../../domain/ids.js';
import { predictionBias } from '../../domain/drift/prediction-bias.js';
import type { Finding } from './finding.js';
import { figure, percent, tooFew } from './finding.js';
import type { Row } from './read-window.js';
import type { DriftThresholds } from './types.js';
import { LEAST_VARIANCE } from './types.js';

interface Scored extends Row {
  readonly predicted: number;
  readonly score: number;
}

const scored = (rows: readonly Row[]): Scored[] =>
  rows.filter((row): row is Scored => row.score !== null && row.predicted !== null);

/** Whether scores differ from the P̂ of the LLM that answered: over all, then per LLM; rows of one router and version. */
export function checkPredictions(
  recentRows: readonly Row[],
  referenceRows: readonly Row[],
  thresholds: DriftThresholds,
): Finding[] {
  const [recent, reference] = [scored(recentRows), scored(referenceRows)];
  const byLlm = new Map<LlmId, Scored[]>();
  for (const row of recent) {
    const same = byLlm.get(row.llm);
    if (same) same.push(row);
    else byLlm.set(row.llm, [row]);
  }
  const each = [...byLlm].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));
  return [
    checkBias(null, recent, reference, thresholds),
    ...each.map(([llm, rows]) =>
      checkBias(
        llm,
        rows,
        reference.filter((row) => row.llm === llm),
        thresholds,
      ),
    ),
  ];
}

function checkBias(
  llm: LlmId | null,
  rows: readonly Scored[],
  before: readonly Scored[],
  thresholds: DriftThresholds,
): Finding {
  const base = { kind: 'PREDICTION', llm, recent: rows.length, reference: before.length } as const;
  const found = biasOf(rows);
  const whom = llm ?? 'all LLMs together';
  if (rows.length < thresholds.decisions || found.variance < LEAST_VARIANCE) {
    const confident = rows.length >= thresholds.decisions;
    return tooFew(
      { ...base, threshold: thresholds.bias },
      `Predicted against observed, ${whom}: ${rows.length} recent decisions have P̂ and a score; ` +
        (confident
          ? `their P̂ are so near to 0 or 1 that more are needed (Σ P̂(1 − P̂) is ${figure(found.variance)}, of at least ${LEAST_VARIANCE}).`
          : `${thresholds.decisions} are needed.`),
    );
  }
  const then = before.length > 0 ? biasOf(before) : null;
  return {
    ...base,
    threshold: thresholds.bias,
    interval: { low: found.low, high: found.high },
    test: { statistic: found.statistic, pValue: found.pValue, effect: found.bias },
    text:
      `Answers of ${whom} score ${found.bias < 0 ? 'below' : 'above'} what was predicted: ${figure(found.observed)} on average where P̂ is ${figure(found.predicted)}, ` +
      `a difference of ${signed(found.bias)} [${signed(found.low)}, ${signed(found.high)}]; ` +
      (then
        ? `it was ${signed(then.bias)} over ${then.n} scored decisions of the reference.`
        : 'no decision of the reference has a score.') +
      ` ${percent(shareOf(rows, found.bias))} of the answers miss in that direction.`,
    figures: [
      { name: 'mean P̂', reference: then?.predicted ?? null, recent: found.predicted },
      { name: 'mean score', reference: then?.observed ?? null, recent: found.observed },
      { name: 'mean of score − P̂', reference: then?.bias ?? null, recent: found.bias },
    ],
    examples: (most) =>
      rows
        .map(({ id, score, predicted }) => ({ id, value: score - predicted }))
        .sort((a, b) => (found.bias < 0 ? a.value - b.value : b.value - a.value))
        .slice(0, most),
  };
}

const biasOf = (rows: readonly Scored[]) =>
  predictionBias(
    rows.map(({ predicted }) => predicted),
    rows.map(({ score }) => score),
  );
/** Of answers that miss in the direction of the bias. */
const shareOf = (rows: readonly Scored[], bias: number): number =>
  rows.filter(({ score, predicted }) => (score - predicted) * bias > 0).length / rows.length;
const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(3)}`;
