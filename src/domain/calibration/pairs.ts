/** Held-out predictions beside what was observed. Arrays of equal length, [pairs]. */
export interface CalibrationPairs {
  /** Number of the query of each pair, from 0. */
  readonly query: Int32Array;
  /** Number of the LLM of each pair, from 0. */
  readonly llm: Int32Array;
  /** P̂ in [0, 1]. */
  readonly predicted: Float32Array;
  /** y in [0, 1]. */
  readonly observed: Float32Array;
}

/** The pairs at `places`, in that order. */
export const takePairs = (pairs: CalibrationPairs, places: ArrayLike<number>): CalibrationPairs => {
  const ints = (from: Int32Array) => Int32Array.from(places, (i) => from[i] as number);
  const floats = (from: Float32Array) => Float32Array.from(places, (i) => from[i] as number);
  return {
    query: ints(pairs.query),
    llm: ints(pairs.llm),
    predicted: floats(pairs.predicted),
    observed: floats(pairs.observed),
  };
};

/** One more than the largest number; 0 for none. */
export const countOf = (numbers: Int32Array): number => numbers.reduce((most, n) => Math.max(most, n + 1), 0);
