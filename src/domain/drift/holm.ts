/**
 * p-values corrected for their number by Holm's (1979) step-down: rejecting where the result is at most α keeps the probability of
 * any false rejection at most α, however the tests depend on each other. In the order given.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const m = pValues.length;
  const order = Array.from({ length: m }, (_, i) => i).sort((i, j) => (pValues[i] as number) - (pValues[j] as number));
  const corrected = new Float64Array(m);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, (m - rank) * (pValues[i] as number)));
    corrected[i] = largest;
  });
  return corrected;
}
