import type { Sample, Statistic } from '../bootstrap/resample.js';
import type { Outcome } from '../outcome.js';
import type { TestSet } from '../test-set.js';
import type { Ranks } from './ranks.js';

/** Largest k of the top-k accuracy (paper Table 3). */
export const TOP = 5;

/** Places of the figures in the output of a choice statistic; `strict` and `tied` take TOP places each. */
export const CHOICE = {
  performance: 0,
  taskMean: 1,
  totalCost: 2,
  reward: 3,
  regret: 4,
  shareEntropy: 5,
  llmsAsked: 6,
  coverage: 7,
  embeddingCost: 8,
  strict: 9,
  tied: 9 + TOP,
} as const;

export interface ChoiceColumns {
  readonly outcome: Outcome;
  /** [queries] worth of the answer, and of the best answer there is. */
  readonly worth: Float64Array;
  readonly bestWorth: Float64Array;
  /** Null for a reference that is not one LLM per query. */
  readonly ranks: Ranks | null;
  /** [queries] number of the task. */
  readonly task: Int32Array;
  readonly tasks: number;
}

/** Figures of one way of answering at one α. Means are over the answered queries; the total cost is scaled to all. */
export function choiceStatistic(test: TestSet, columns: ChoiceColumns): Statistic {
  const llms = test.responses.llms.length;
  const { choice, performance, spend, embedding, asked } = columns.outcome;
  const { worth, bestWorth, ranks, task, tasks } = columns;
  const taskSum = new Float64Array(tasks);
  const taskCount = new Float64Array(tasks);
  const share = new Float64Array(llms);
  const strict = new Float64Array(llms + 1);
  const tied = new Float64Array(llms + 1);
  return {
    size: CHOICE.tied + TOP,
    evaluate({ weight, rows, count }: Sample, out) {
      for (const buffer of [taskSum, taskCount, share, strict, tied]) buffer.fill(0);
      let [n, drawn, y, usd, embedded, r, gap, llmsAsked] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let i = 0; i < count; i++) {
        const q = rows[i] as number;
        const w = weight[q] as number;
        drawn += w;
        const p = performance[q] as number;
        if (p !== p) continue;
        n += w;
        y += w * p;
        usd += w * (spend[q] as number);
        embedded += w * (embedding[q] as number);
        r += w * (worth[q] as number);
        gap += w * ((bestWorth[q] as number) - (worth[q] as number));
        llmsAsked += w * (asked[q] as number);
        const t = task[q] as number;
        taskSum[t] = (taskSum[t] as number) + w * p;
        taskCount[t] = (taskCount[t] as number) + w;
        const j = choice[q] as number;
        if (j < 0) continue;
        share[j] = (share[j] as number) + w;
        if (!ranks) continue;
        strict[ranks.strict[q] as number] = (strict[ranks.strict[q] as number] as number) + w;
        tied[ranks.tied[q] as number] = (tied[ranks.tied[q] as number] as number) + w;
      }
      out[CHOICE.performance] = y / n;
      out[CHOICE.taskMean] = meanOfTasks(taskSum, taskCount);
      const total = (sum: number) =>
        test.costSource === 'none' ? Number.NaN : (sum / n) * test.responses.queries.length;
      out[CHOICE.totalCost] = total(usd);
      out[CHOICE.embeddingCost] = embedded > 0 ? total(embedded) : Number.NaN;
      out[CHOICE.reward] = r / n;
      out[CHOICE.regret] = gap / n;
      out[CHOICE.shareEntropy] = entropy(share);
      out[CHOICE.llmsAsked] = llmsAsked / n;
      out[CHOICE.coverage] = n / drawn;
      cumulate(ranks ? strict : null, n, out, CHOICE.strict);
      cumulate(ranks ? tied : null, n, out, CHOICE.tied);
    },
  };
}

function meanOfTasks(sum: Float64Array, count: Float64Array): number {
  let total = 0;
  let seen = 0;
  for (let t = 0; t < sum.length; t++) {
    if (count[t] === 0) continue;
    total += (sum[t] as number) / (count[t] as number);
    seen++;
  }
  return total / seen;
}

/** −Σ p·log p / log n over n LLMs, in [0, 1]; 0 for one LLM, NaN where nobody was chosen. */
export function entropy(counts: Float64Array): number {
  let total = 0;
  for (const c of counts) total += c;
  if (total === 0) return Number.NaN;
  if (counts.length === 1) return 0;
  let sum = 0;
  for (const c of counts) if (c > 0) sum -= (c / total) * Math.log(c / total);
  // −0 would print as such.
  return Math.max(0, sum / Math.log(counts.length));
}

/** Writes the share of ranks ≤ k for k = 1 … TOP; NaN without ranks. */
function cumulate(histogram: Float64Array | null, n: number, out: Float64Array, at: number): void {
  let sum = 0;
  for (let k = 1; k <= TOP; k++) {
    sum += histogram?.[k] ?? 0;
    out[at + k - 1] = histogram ? sum / n : Number.NaN;
  }
}
