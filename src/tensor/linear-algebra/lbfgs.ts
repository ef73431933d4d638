/** A smooth convex function with its gradient. */
export interface Objective {
  readonly size: number;
  /** Value at `x`; writes the gradient. */
  evaluate(x: Float64Array, gradient: Float64Array): number;
  /** In place, v ← H₀·v with H₀ a symmetric positive definite guess of the inverse Hessian, up to its scale. */
  precondition(v: Float64Array): void;
}

export interface LbfgsOptions {
  readonly maxIterations: number;
  /** Stops when the next full step promises (gradient times step) to lower the value by less than this share of it. */
  readonly tolerance: number;
  /** Awaited after each iteration; throwing stops the run. */
  readonly onIteration?: (iteration: number, value: number) => Promise<void>;
}

const MEMORY = 10;
const ARMIJO = 1e-4;
const MAX_HALVINGS = 30;

/**
 * Minimises a convex function by L-BFGS with a preconditioner (Nocedal and Wright 2006, algorithms 7.4 and 7.5) and a backtracking line
 * search; `x` holds the start and then the answer. Returns the last value.
 */
export async function minimise(f: Objective, x: Float64Array, options: LbfgsOptions): Promise<number> {
  const history: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let gradient = new Float64Array(f.size);
  let value = f.evaluate(x, gradient);
  let scale = 1;
  for (let iteration = 0; iteration < options.maxIterations; iteration++) {
    const direction = descent(f, gradient, history, scale);
    const slope = inner(direction, gradient);
    if (!(slope < 0) || -slope <= options.tolerance * Math.abs(value)) break;
    const trial = new Float64Array(f.size);
    const trialGradient = new Float64Array(f.size);
    let step = 1;
    let next = Infinity;
    for (let halvings = 0; halvings < MAX_HALVINGS; halvings++, step /= 2) {
      for (let i = 0; i < f.size; i++) trial[i] = (x[i] as number) + step * (direction[i] as number);
      next = f.evaluate(trial, trialGradient);
      if (next <= value + ARMIJO * step * slope) break;
    }
    if (!(next < value)) break;
    const s = trial.map((v, i) => v - (x[i] as number));
    const y = trialGradient.map((v, i) => v - (gradient[i] as number));
    const sy = inner(s, y);
    if (sy > 0) {
      history.push({ s, y, rho: 1 / sy });
      if (history.length > MEMORY) history.shift();
      const hy = Float64Array.from(y);
      f.precondition(hy);
      scale = sy / inner(y, hy);
    }
    x.set(trial);
    gradient = trialGradient;
    value = next;
    await options.onIteration?.(iteration + 1, value);
  }
  return value;
}

/** −H·gradient by the two-loop recursion. */
function descent(
  f: Objective,
  gradient: Float64Array,
  history: readonly { s: Float64Array; y: Float64Array; rho: number }[],
  scale: number,
): Float64Array {
  const d = gradient.map((v) => -v);
  const alphas = new Float64Array(history.length);
  for (let h = history.length - 1; h >= 0; h--) {
    const { s, y, rho } = history[h] as (typeof history)[number];
    const alpha = rho * inner(s, d);
    alphas[h] = alpha;
    for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) - alpha * (y[i] as number);
  }
  f.precondition(d);
  for (let i = 0; i < d.length; i++) d[i] = scale * (d[i] as number);
  history.forEach(({ s, y, rho }, h) => {
    const beta = (alphas[h] as number) - rho * inner(y, d);
    for (let i = 0; i < d.length; i++) d[i] = (d[i] as number) + beta * (s[i] as number);
  });
  return d;
}

function inner(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}
