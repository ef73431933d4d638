import { logLoss, plainSigmoid } from '../../domain/logistic.js';
import { breathe } from '../../tensor/linear-algebra/breathe.js';
import { choleskySolve, choleskyUpper } from '../../tensor/linear-algebra/cholesky.js';

/** logit P̂ = intercept + Σ_k weights[k]·logit P̂_k */
export interface Stacking {
  readonly intercept: number;
  /** [members], 0 or more. */
  readonly weights: Float64Array;
}

/** What members said about pairs they had not seen, and what came of them. */
export interface StackingData {
  readonly members: number;
  /** [pairs, members] logit P̂_k. */
  readonly logits: Float64Array;
  /** [pairs] y in [0, 1]. */
  readonly targets: Float64Array;
}

/** P̂ of a member counts as at least this and at most 1 − this: one sure and wrong member must not decide alone. */
const LEAST_PROBABILITY = 1e-3;

/** ln(p / (1 − p)) of a P̂ kept away from 0 and 1. */
export function logit(p: number): number {
  const kept = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, p));
  return Math.log(kept / (1 - kept));
}

/** The plain average of the logits. */
export const average = (members: number): Stacking => ({
  intercept: 0,
  weights: new Float64Array(members).fill(1 / members),
});

const MAX_ITERATIONS = 100;
const SMALLEST_STEP = 1e-9;
const ARMIJO = 1e-4;
/** Keeps the Hessian solvable where members agree on every pair. */
const RIDGE = 1e-9;

/**
 * Least mean cross-entropy with soft targets plus ½·precision·‖weights − 1/members‖² / pairs, weights 0 or more, by
 * projected Newton steps (Bertsekas 1982): convex, so there is one answer. Without pairs that is the plain average. Throws
 * CANCELLED on the signal.
 */
export async function fitStacking(data: StackingData, precision: number, signal?: AbortSignal): Promise<Stacking> {
  const size = data.members + 1;
  const x = Float64Array.of(0, ...average(data.members).weights);
  if (data.targets.length === 0) return average(data.members);
  let now = evaluate(data, x, precision);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    await breathe(signal);
    const direction = newtonDirection(x, now.gradient, now.hessian, size);
    let moved = 0;
    for (let step = 1; step > SMALLEST_STEP && moved === 0; step /= 2) {
      const trial = x.map((v, i) => project(v + step * (direction[i] as number), i));
      const next = evaluate(data, trial, precision);
      const promised = trial.reduce((s, v, i) => s + (now.gradient[i] as number) * (v - (x[i] as number)), 0);
      if (next.value > now.value + ARMIJO * promised) continue;
      moved = trial.reduce((most, v, i) => Math.max(most, Math.abs(v - (x[i] as number))), 0);
      x.set(trial);
      now = next;
      break;
    }
    if (moved < SMALLEST_STEP) break;
  }
  return { intercept: x[0] as number, weights: x.slice(1) };
}

/** Weights stay at 0 or more; the intercept, at 0, is free. */
const project = (value: number, i: number): number => (i === 0 ? value : Math.max(0, value));

interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
  /** [size, size] */
  readonly hessian: Float64Array;
}

function evaluate({ members, logits, targets }: StackingData, x: Float64Array, precision: number): Evaluation {
  const size = members + 1;
  const pairs = targets.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const input = new Float64Array(size).fill(1);
  let value = 0;
  for (let n = 0; n < pairs; n++) {
    let sum = x[0] as number;
    for (let k = 0; k < members; k++) {
      const l = logits[n * members + k] as number;
      input[k + 1] = l;
      sum += (x[k + 1] as number) * l;
    }
    const y = targets[n] as number;
    const p = plainSigmoid(sum);
    value += logLoss(y, sum);
    for (let i = 0; i < size; i++) {
      const xi = input[i] as number;
      gradient[i] = (gradient[i] as number) + (p - y) * xi;
      const curvature = p * (1 - p) * xi;
      for (let j = i; j < size; j++) {
        hessian[i * size + j] = (hessian[i * size + j] as number) + curvature * (input[j] as number);
      }
    }
  }
  for (let i = 1; i < size; i++) {
    const off = (x[i] as number) - 1 / members;
    value += (precision / 2) * off * off;
    gradient[i] = (gradient[i] as number) + precision * off;
    hessian[i * size + i] = (hessian[i * size + i] as number) + precision;
  }
  for (let i = 0; i < size; i++) {
    gradient[i] = (gradient[i] as number) / pairs;
    for (let j = 0; j < size; j++) {
      if (j >= i) hessian[i * size + j] = (hessian[i * size + j] as number) / pairs;
      else hessian[i * size + j] = hessian[j * size + i] as number;
    }
  }
  return { value: value / pairs, gradient, hessian };
}

/** −H⁻¹g over the numbers that are free to move; a weight at 0 that wants below it stays. */
function newtonDirection(x: Float64Array, gradient: Float64Array, hessian: Float64Array, size: number): Float64Array {
  const free = Array.from({ length: size }, (_, i) => i).filter(
    (i) => i === 0 || (x[i] as number) > 0 || (gradient[i] as number) < 0,
  );
  const n = free.length;
  const sub = new Float64Array(n * n);
  free.forEach((i, a) =>
    free.forEach((j, b) => (sub[a * n + b] = (hessian[i * size + j] as number) + (a === b ? RIDGE : 0))),
  );
  const step = Float64Array.from(free, (i) => -(gradient[i] as number));
  choleskySolve(choleskyUpper(sub, n), n, step);
  const direction = new Float64Array(size);
  free.forEach((i, a) => (direction[i] = step[a] as number));
  return direction;
}

/** Mean cross-entropy of the stacked prediction in nats. */
export function stackedLogLoss({ members, logits, targets }: StackingData, { intercept, weights }: Stacking): number {
  const x = Float64Array.of(intercept, ...weights);
  return evaluate({ members, logits, targets }, x, 0).value;
}
