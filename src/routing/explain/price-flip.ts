/** What is chosen from: 64-bit prices in USD per million output tokens, in the order of the ranking. */
export interface PricedChoice {
  readonly alpha: number;
  readonly beta: number;
  readonly performance: ArrayLike<number>;
  readonly prices: readonly number[];
  /** The dearest price of those that set the scale of C without being candidates of this router; 0 for none. */
  readonly dearestOutside: number;
}

export interface PriceThreshold {
  /** Below it LLM `m` is the choice, above it not. */
  readonly price: number;
  /** Whom it loses to just above. */
  readonly to: number;
}

/**
 * The price of LLM `m` below which it is the choice, all other prices as they are. C of every LLM is its price over
 * the dearest one, D = max(x, R) with R the dearest other price, so m is ahead of k while
 *
 *     (x − p_k) / max(x, R) < α·(P_m − P_k) / β.
 *
 * The left side never falls as x rises, so each k has one threshold and the least of them counts. Null where m is the choice
 * at any price, or at none.
 */
export function priceThreshold(choice: PricedChoice, m: number): PriceThreshold | null {
  const { prices, performance, alpha, beta } = choice;
  let dearest = choice.dearestOutside;
  for (let k = 0; k < prices.length; k++) if (k !== m) dearest = Math.max(dearest, prices[k] as number);
  let least: PriceThreshold | null = null;
  for (let k = 0; k < prices.length; k++) {
    if (k === m) continue;
    const gain = alpha * ((performance[m] as number) - (performance[k] as number));
    const price = against(gain, beta, prices[k] as number, dearest);
    if (price < 0) return null;
    if (price < (least?.price ?? Number.POSITIVE_INFINITY)) least = { price, to: k };
  }
  return least;
}

/** The price below which m is ahead of one rival of price `rival`; −∞ for never, ∞ for always. R = `dearest` ≥ `rival`. */
function against(gain: number, beta: number, rival: number, dearest: number): number {
  const ratio = beta > 0 ? gain / beta : Math.sign(gain) * Number.POSITIVE_INFINITY;
  // Cost does not count: only where performance is equal does the cheaper one win.
  if (Number.isNaN(ratio)) return rival;
  if (ratio > 1 || (ratio === 1 && rival > 0)) return Number.POSITIVE_INFINITY;
  // All others are free: at any price above 0 m costs 1 and they cost 0.
  if (dearest === 0) return ratio < 0 ? Number.NEGATIVE_INFINITY : 0;
  const price = rival + ratio * dearest;
  if (price < 0) return Number.NEGATIVE_INFINITY;
  // Past R, m itself is the dearest and sets the scale: 1 − p_k / x = ratio.
  return price <= dearest ? price : rival / (1 - ratio);
}
