import { kolmogorovTail } from './tails.js';

/** Two samples compared as distributions. */
export interface KolmogorovSmirnov {
  /** D: largest difference between the shares of the two samples that lie at or below a value, in [0, 1]. */
  readonly statistic: number;
  /** Where D is reached. */
  readonly at: number;
  /** Two-sided, by the limiting distribution of √(mn/(m+n))·D (Smirnov 1939): conservative with ties and for small samples. */
  readonly pValue: number;
}

/** Both samples ascending and not empty; linear in their lengths. */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): KolmogorovSmirnov {
  const [m, n] = [a.length, b.length];
  let [i, j, statistic, at] = [0, 0, 0, Math.min(a[0] as number, b[0] as number)];
  while (i < m && j < n) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < m && a[i] === value) i++;
    while (j < n && b[j] === value) j++;
    const difference = Math.abs(i / m - j / n);
    if (difference > statistic) [statistic, at] = [difference, value];
  }
  return { statistic, at, pValue: kolmogorovTail(Math.sqrt((m * n) / (m + n)) * statistic) };
}

/** Of an ascending sample that is not empty; the mean of the middle two of an even one. */
export function median(ascending: ArrayLike<number>): number {
  const half = ascending.length / 2;
  return ((ascending[Math.ceil(half) - 1] as number) + (ascending[Math.floor(half)] as number)) / 2;
}
