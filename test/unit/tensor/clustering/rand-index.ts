/** Adjusted Rand index of two labellings: 1 for the same partition, about 0 for unrelated ones. */
export function adjustedRandIndex(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const pairs = (counts: Iterable<number>) => [...counts].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const tally = (key: (i: number) => string) => {
    const counts = new Map<string, number>();
    for (let i = 0; i < x.length; i++) counts.set(key(i), (counts.get(key(i)) ?? 0) + 1);
    return counts.values();
  };
  const both = pairs(tally((i) => `${x[i]} ${y[i]}`));
  const inX = pairs(tally((i) => `${x[i]}`));
  const inY = pairs(tally((i) => `${y[i]}`));
  const expected = (inX * inY) / ((x.length * (x.length - 1)) / 2);
  const most = (inX + inY) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}
