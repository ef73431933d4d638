import type { Comparison, Estimate, Verdict } from './report.js';

/** Better or worse only where the whole interval lies on one side of 0. */
export function verdictOf({ low, high }: Estimate, higherIsBetter: boolean): Verdict {
  if (low === null || high === null || (low <= 0 && high >= 0)) return 'not distinguishable';
  return low > 0 === higherIsBetter ? 'better' : 'worse';
}

const RELATION: Readonly<Record<Verdict, string>> = {
  better: 'is better than',
  worse: 'is worse than',
  'not distinguishable': 'is not distinguishable from',
};

const METRICS: Partial<Record<Comparison['metric'], string>> = {
  totalCost: 'total cost',
  auc: 'AUC',
  rmse: 'RMSE',
  ece: 'ECE',
  aiq: 'AIQ',
};

/** How many digits a difference in this metric deserves, and its unit. */
const WRITTEN: Partial<Record<Comparison['metric'], { scale: number; digits: number; unit: string }>> = {
  reward: { scale: 1, digits: 2, unit: '' },
  performance: { scale: 100, digits: 2, unit: ' %' },
  totalCost: { scale: 1, digits: 4, unit: ' $' },
};

export function comparisonSentence(c: Omit<Comparison, 'sentence'>): string {
  const where = c.alpha === null ? '' : ` at α = ${c.alpha}`;
  const name = METRICS[c.metric] ?? c.metric;
  return `${c.router} ${RELATION[c.verdict]} ${c.against} in ${name}${where}: ${signed(c.difference, c.metric)}`;
}

function signed({ value, low, high }: Estimate, metric: Comparison['metric']): string {
  const { scale, digits, unit } = WRITTEN[metric] ?? { scale: 1, digits: 4, unit: '' };
  const number = (x: number) => {
    const text = (x * scale).toFixed(digits);
    // A difference of nothing has no sign.
    return Number(text) === 0 ? text.replace('-', '') : x > 0 ? `+${text}` : text.replace('-', '−');
  };
  return low === null || high === null
    ? `${number(value)}${unit}`
    : `${number(value)}${unit} [${number(low)}, ${number(high)}]`;
}

/**
 * The result in sentences, by the reward: every router against the best single LLM chosen on the training data, and, where it
 * is among the routers, against the baseline.
 */
export function verdictSentences(
  comparisons: readonly Comparison[],
  bestSingle: string,
  baseline: string | null,
): string[] {
  const rewards = comparisons.filter((c) => c.metric === 'reward');
  const single = rewards
    .filter((c) => c.against === bestSingle)
    .map((c) => `${place(c)}${againstSingle(c)} at α = ${c.alpha ?? ''} (reward ${signed(c.difference, 'reward')}).`);
  const other = rewards
    .filter((c) => c.against === baseline && baseline !== bestSingle)
    .map((c) => `${place(c)}${c.sentence}.`);
  return [...single, ...other];
}

function againstSingle({ router, verdict }: Comparison): string {
  if (verdict === 'better') return `${router} is better than the best single LLM`;
  return `${router} is ${verdict === 'worse' ? 'worse' : 'not better'} than the best single LLM`;
}

function place({ testSet, variant }: Comparison): string {
  const words = [testSet === 'test' ? '' : testSet, variant].filter((w) => w !== '');
  return words.length > 0 ? `${words.join(', ')}: ` : '';
}
