/** A task this many times less likely than the likeliest is none of the query's: its share of the log-odds is too small to see. */
const UNLIKELY = 1e-3;

/**
 * Sets unlikely tasks to 0 and scales the others to sum to 1, in place: few tasks are left to most queries, which keeps
 * explanations short and prediction fast.
 */
export function dropUnlikely(p: Float64Array): void {
  let most = 0;
  for (let k = 0; k < p.length; k++) most = Math.max(most, p[k] as number);
  let kept = 0;
  for (let k = 0; k < p.length; k++) {
    if ((p[k] as number) < UNLIKELY * most) p[k] = 0;
    else kept += p[k] as number;
  }
  for (let k = 0; k < p.length; k++) p[k] = (p[k] as number) / kept;
}
