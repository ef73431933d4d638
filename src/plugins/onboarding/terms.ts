import { logLoss, sigmoid } from '../../domain/logistic.js';
import { addOuter } from '../../tensor/linear-algebra/outer.js';
import type { Term } from './posterior-mode.js';

/** What the log-odds of one LLM are on some queries, as a function of its θ. */
export interface LogOdds {
  readonly queries: number;
  readonly dims: number;
  /** Log-odds on query `q`; writes their derivative by θ into `slope`, [dims], where it is given. */
  at(q: number, theta: Float64Array, slope?: Float64Array): number;
}

/** Answers; row i of everything is one. */
export interface Answers {
  /** Which query of the log-odds */
  readonly query: ArrayLike<number>;
  /** y in [0, 1] */
  readonly performance: ArrayLike<number>;
  /** Above 0 */
  readonly weight: ArrayLike<number>;
  /** Subtracted from the log-odds, and what the difference is multiplied with; 0 and 1 where absent. */
  readonly offset?: ArrayLike<number>;
  readonly scale?: ArrayLike<number>;
}

/**
 * The Bernoulli likelihood of answers, soft targets allowed: −Σ w·[y·ln σ(x) + (1 − y)·ln(1 − σ(x))] with x = scale·(log-odds − offset).
 * With the log-odds of another LLM as offset and y = 1 it is Bradley and Terry's likelihood of a preference over that LLM.
 */
export function answersTerm(logOdds: LogOdds, answers: Answers): Term {
  const { dims } = logOdds;
  const slope = new Float64Array(dims);
  const n = answers.query.length;
  const scaleOf = (i: number) => answers.scale?.[i] ?? 1;
  const at = (i: number, theta: Float64Array, into?: Float64Array) =>
    scaleOf(i) * (logOdds.at(answers.query[i] as number, theta, into) - (answers.offset?.[i] ?? 0));
  return {
    value(theta) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += (answers.weight[i] as number) * logLoss(answers.performance[i] as number, at(i, theta));
      }
      return sum;
    },
    accumulate(theta, gradient, curvature) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const x = at(i, theta, slope);
        const p = sigmoid(x);
        const w = answers.weight[i] as number;
        const y = answers.performance[i] as number;
        sum += w * logLoss(y, x);
        addScaled(gradient, slope, w * scaleOf(i) * (p - y));
        addOuter(curvature, slope, w * scaleOf(i) ** 2 * p * (1 - p));
      }
      return sum;
    },
  };
}

/** A published score in [0, 1] with the standard deviation that it is believed to, on queries of its kind. */
export interface Benchmark {
  readonly queries: ArrayLike<number>;
  readonly score: number;
  readonly deviation: number;
}

/** (mean of σ(log-odds) over the queries − score)² / (2·deviation²). */
export function benchmarkTerm(logOdds: LogOdds, { queries, score, deviation }: Benchmark): Term {
  const { dims } = logOdds;
  const slope = new Float64Array(dims);
  const total = new Float64Array(dims);
  const n = queries.length;
  const precision = deviation ** -2;
  return {
    value(theta) {
      let mean = 0;
      for (let i = 0; i < n; i++) mean += sigmoid(logOdds.at(queries[i] as number, theta)) / n;
      return (precision * (mean - score) ** 2) / 2;
    },
    accumulate(theta, gradient, curvature) {
      let mean = 0;
      total.fill(0);
      for (let i = 0; i < n; i++) {
        const p = sigmoid(logOdds.at(queries[i] as number, theta, slope));
        mean += p / n;
        addScaled(total, slope, (p * (1 - p)) / n);
      }
      addScaled(gradient, total, precision * (mean - score));
      addOuter(curvature, total, precision);
      return (precision * (mean - score) ** 2) / 2;
    },
  };
}

function addScaled(out: Float64Array, x: Float64Array, factor: number): void {
  for (let k = 0; k < x.length; k++) out[k] = (out[k] as number) + factor * (x[k] as number);
}
