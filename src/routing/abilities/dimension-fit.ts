import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { GroupSums } from './group-sums.js';
import { groupSums, standardiseColumns } from './group-sums.js';
import { heldOutR2 } from './held-out-fit.js';

/** How one unnamed dimension relates to named abilities. R² are shares of the variance of its discrimination over queries. */
export interface DimensionFit {
  /** Place of the named ability that is needed where the discrimination is high most. */
  readonly ability: number;
  /** R² of that ability alone; 0 where none rises with the dimension. */
  readonly r2: number;
  /** 95 % quantile of the same, best of all abilities, when tasks exchange what they need. */
  readonly chance: number;
  /** How often chance does as well, in (0, 1]. */
  readonly pValue: number;
  /** R² of all abilities together (ridge) on queries that were held out; its mean when tasks exchange what they need. */
  readonly projectionR2: number;
  readonly projectionChance: number;
  /** The same on tasks that were held out as a whole; negative where the projection does not carry over. */
  readonly unseenTasksR2: number;
  /** Whether the dimension may bear the name of the ability: see `deserves`. */
  readonly named: boolean;
}

/** Random reassignments of tasks, for the single abilities (in closed form) and for the projections (fitted anew). */
const SHUFFLES = 1999;
const PROJECTION_SHUFFLES = 20;
const FOLDS = 5;
/** A name must cover at least half of what the dimension does … */
const LEAST_R2 = 0.5;
/** … and be no accident among all dimensions together. */
const FAMILYWISE = 0.05;

const deserves = (r2: number, pValue: number, unseenTasksR2: number, dims: number): boolean =>
  r2 >= LEAST_R2 && pValue <= FAMILYWISE / dims && unseenTasksR2 > 0;

/**
 * Relates the dimensions of `discrimination` ([queries, dims]) to `relevance` ([queries, abilities], 0/1 or graded) over the same queries. `task`
 * numbers the task of each query, below `tasks`. Both are smooth functions of the query vector, so shuffling queries would let
 * anything pass: the baseline exchanges the mean relevance of whole tasks instead, which keeps all structure but the names.
 */
export function fitDimensions(
  discrimination: Matrix,
  relevance: Matrix,
  task: ArrayLike<number>,
  tasks: number,
  rng: Rng,
): DimensionFit[] {
  const y = standardiseColumns(discrimination);
  const x = standardiseColumns(relevance);
  const sums = groupSums(x, y, task, tasks);
  const correlate = correlations(sums, x.rows, x.cols, y.cols);
  const identity = Array.from({ length: tasks }, (_, t) => t);
  const real = correlate(identity);
  const best = bestPositive(real, x.cols, y.cols);
  const shuffles = rng.fork('tasks');
  const chance = Array.from(
    { length: SHUFFLES },
    () => bestPositive(correlate(shuffles.shuffle([...identity])), x.cols, y.cols).r2,
  );
  const folds = Uint8Array.from({ length: x.rows }, () => rng.integer(FOLDS));
  const projection = heldOutR2(x, y, folds, FOLDS);
  const unseen = heldOutR2(x, y, task, tasks);
  const projectionChance = new Float64Array(y.cols);
  for (let s = 0; s < PROJECTION_SHUFFLES; s++) {
    const moved = standardiseColumns(exchanged(x, sums, task, shuffles.shuffle([...identity])));
    heldOutR2(moved, y, folds, FOLDS).forEach((r2, k) => {
      projectionChance[k] = (projectionChance[k] as number) + r2 / PROJECTION_SHUFFLES;
    });
  }
  return Array.from({ length: y.cols }, (_, k) => {
    const r2 = best.r2[k] as number;
    const drawn = Float64Array.from(chance, (one) => one[k] as number).sort();
    const asGood = drawn.reduce((count, other) => count + (other >= r2 ? 1 : 0), 0);
    const pValue = (1 + asGood) / (1 + SHUFFLES);
    const unseenTasksR2 = unseen[k] as number;
    return {
      ability: best.ability[k] as number,
      r2,
      chance: drawn[Math.ceil(0.95 * SHUFFLES) - 1] as number,
      pValue,
      projectionR2: projection[k] as number,
      projectionChance: projectionChance[k] as number,
      unseenTasksR2,
      named: deserves(r2, pValue, unseenTasksR2, y.cols),
    };
  });
}

/**
 * Correlation of every x with every y, [xs, ys], when task t takes the mean x of task π(t) and keeps what its queries differ in.
 * All of it follows from sums per task: Σ x'·y = Σ x·y + Σ_t (m_π(t) − m_t)·Σ_t y, and the variance of x' is that within tasks
 * plus that of the exchanged means.
 */
function correlations(
  sums: GroupSums,
  rows: number,
  xs: number,
  ys: number,
): (order: readonly number[]) => Float64Array {
  const { groups, count } = sums;
  const mean = sums.x.map((s, i) => s / Math.max(1, count[Math.floor(i / xs)] as number));
  const within = new Float64Array(xs);
  const xy = new Float64Array(xs * ys);
  for (let g = 0; g < groups; g++) {
    for (let i = 0; i < xs; i++) {
      const m = mean[g * xs + i] as number;
      within[i] = (within[i] as number) + (sums.xx[(g * xs + i) * xs + i] as number) - (count[g] as number) * m * m;
      for (let k = 0; k < ys; k++) {
        xy[i * ys + k] = (xy[i * ys + k] as number) + (sums.xy[(g * xs + i) * ys + k] as number);
      }
    }
  }
  return (order) => {
    const out = Float64Array.from(xy);
    for (let i = 0; i < xs; i++) {
      let sum = 0;
      let squares = within[i] as number;
      for (let g = 0; g < groups; g++) {
        const m = mean[(order[g] as number) * xs + i] as number;
        sum += (count[g] as number) * m;
        squares += (count[g] as number) * m * m;
        const moved = m - (mean[g * xs + i] as number);
        for (let k = 0; k < ys; k++)
          out[i * ys + k] = (out[i * ys + k] as number) + moved * (sums.y[g * ys + k] as number);
      }
      // y has mean 0 and mean square 1, so that Σ x'·y is the covariance times the rows.
      const variance = squares / rows - (sum / rows) ** 2;
      const scale = variance > 1e-12 ? 1 / (rows * Math.sqrt(variance)) : 0;
      for (let k = 0; k < ys; k++) out[i * ys + k] = (out[i * ys + k] as number) * scale;
    }
    return out;
  };
}

/** The ability of the highest correlation with each dimension, and R² of it; one that falls as the dimension rises names nothing. */
function bestPositive(r: Float64Array, xs: number, ys: number): { ability: Uint16Array; r2: Float64Array } {
  const ability = new Uint16Array(ys);
  const r2 = new Float64Array(ys);
  for (let k = 0; k < ys; k++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < xs; i++) {
      if ((r[i * ys + k] as number) <= most) continue;
      most = r[i * ys + k] as number;
      ability[k] = i;
    }
    r2[k] = Math.max(0, most) ** 2;
  }
  return { ability, r2 };
}

/** x with the mean of each task replaced by that of another. */
function exchanged(x: Matrix, sums: GroupSums, task: ArrayLike<number>, order: readonly number[]): Matrix {
  const out = matrix(x.rows, x.cols);
  const mean = (t: number, i: number) => (sums.x[t * x.cols + i] as number) / Math.max(1, sums.count[t] as number);
  for (let q = 0; q < x.rows; q++) {
    const own = task[q] as number;
    for (let i = 0; i < x.cols; i++) {
      const at = q * x.cols + i;
      out.data[at] = (x.data[at] as number) - mean(own, i) + mean(order[own] as number, i);
    }
  }
  return out;
}
