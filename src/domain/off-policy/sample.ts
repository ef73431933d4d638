/**
 * Logged decisions with an outcome, all arrays [n], row by row. μ is the policy that was logged, π the one that is asked
 * about, a the action (LLM) that was taken on x, y its outcome.
 */
export interface OffPolicySample {
  /** y in [0, 1]. */
  readonly outcome: Float64Array;
  /** μ(a | x) in (0, 1]. */
  readonly propensity: Float64Array;
  /** π(a | x) in [0, 1]; 1 or 0 where π is deterministic. */
  readonly target: Float64Array;
  /**
   * E_μ[w² | x] = Σ π(a' | x)² / μ(a' | x) over all actions a', at least 1; Infinity where π takes an action that μ never
   * does. For a deterministic π it is 1 / μ(π(x) | x).
   */
  readonly secondMoment: Float64Array;
  /** An outcome model q̂ in place of outcomes that were not seen; null without one. */
  readonly model: OutcomeModel | null;
}

export interface OutcomeModel {
  /** q̂(x, a) of the action that was taken. */
  readonly taken: Float64Array;
  /** Σ π(a' | x)·q̂(x, a'): what the model expects of π. */
  readonly target: Float64Array;
}

/** Throws RangeError for columns of different length or a number out of its range: a wrong propensity must not become a figure. */
export function checkSample(sample: OffPolicySample): void {
  const { outcome, propensity, target, secondMoment, model } = sample;
  const n = outcome.length;
  const columns = [propensity, target, secondMoment, ...(model ? [model.taken, model.target] : [])];
  if (columns.some((column) => column.length !== n)) {
    throw new RangeError(`off-policy columns must all have ${n} rows`);
  }
  expect('outcome', outcome, (y) => y >= 0 && y <= 1);
  expect('propensity', propensity, (p) => p > 0 && p <= 1);
  expect('target probability', target, (p) => p >= 0 && p <= 1);
  expect('second moment of the weight', secondMoment, (m) => m >= 1);
  if (model) for (const q of [model.taken, model.target]) expect('modelled outcome', q, Number.isFinite);
}

function expect(what: string, column: Float64Array, valid: (x: number) => boolean): void {
  const at = column.findIndex((x) => !valid(x));
  if (at >= 0) throw new RangeError(`row ${at}: the ${what} ${column[at]} is out of its range`);
}
