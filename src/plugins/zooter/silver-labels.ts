import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';

/**
 * s(q), the softmax of sharpness·reward over the LLMs observed on each query: [queries, llms], rows sum to 1 over what was
 * observed; NaN where `rewards` is NaN.
 */
export function rewardDistributions(rewards: Matrix, sharpness: number): Matrix {
  const out = matrix(rewards.rows, rewards.cols);
  for (let q = 0; q < rewards.rows; q++) {
    const r = row(rewards, q);
    const s = row(out, q);
    let largest = -Infinity;
    for (const y of r) if (y > largest) largest = y;
    let sum = 0;
    for (let j = 0; j < r.length; j++) {
      s[j] = Math.exp(sharpness * ((r[j] as number) - largest));
      if (!Number.isNaN(s[j])) sum += s[j] as number;
    }
    for (let j = 0; j < s.length; j++) s[j] = (s[j] as number) / sum;
  }
  return out;
}

/**
 * s*(q) = β·s(q) + (1 − β)·mean of s over the queries of its tag, β = queryWeight (tag-based label enhancement). The mean of
 * an LLM is over the tag's queries that observed it; over the LLMs observed on q it is scaled back to sum 1. With all
 * responses observed that is the paper's formula. `tags` names the tag of each query, [queries].
 */
export function enhance(labels: Matrix, tags: readonly (string | null)[], queryWeight: number): Matrix {
  const means = tagMeans(labels, tags);
  const out = matrix(labels.rows, labels.cols);
  for (let q = 0; q < labels.rows; q++) {
    const s = row(labels, q);
    const mean = means.get(tags[q] as string | null) as Float64Array;
    let sum = 0;
    for (let j = 0; j < s.length; j++) if (!Number.isNaN(s[j])) sum += mean[j] as number;
    for (let j = 0; j < s.length; j++) {
      out.data[q * s.length + j] = queryWeight * (s[j] as number) + ((1 - queryWeight) * (mean[j] as number)) / sum;
    }
  }
  return out;
}

function tagMeans(labels: Matrix, tags: readonly (string | null)[]): Map<string | null, Float64Array> {
  const sums = new Map<string | null, { sum: Float64Array; count: Float64Array }>();
  for (let q = 0; q < labels.rows; q++) {
    const tag = tags[q] as string | null;
    const entry = sums.get(tag) ?? { sum: new Float64Array(labels.cols), count: new Float64Array(labels.cols) };
    sums.set(tag, entry);
    row(labels, q).forEach((s, j) => {
      if (Number.isNaN(s)) return;
      entry.sum[j] = (entry.sum[j] as number) + s;
      entry.count[j] = (entry.count[j] as number) + 1;
    });
  }
  return new Map(
    [...sums].map(([tag, { sum, count }]) => [tag, sum.map((s, j) => s / Math.max(1, count[j] as number))]),
  );
}
