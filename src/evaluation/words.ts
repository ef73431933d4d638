import type { Comparison, Estimate, Verdict } from './report.js';

/** Better or worse only where the whole interval lies on one side of 0. */
export function verdictOf({ low, high }: Estimate, higherIsBetter: boolean): Verdict {
  if (low === null || high === null || (low <= 0 && high >= 0)) return 'not distinguishable';
  return low > 0 === higherIsBetter ? 'better' : 'worse';
}

const RELATION: Readonly<Record<Verdict, string>> = {
  better: 'better than',
  worse: 'worse than',
  'not distinguishable': 'not distinguishable from',
};
/** Against the best single LLM the burden of proof is the router's. */
const SINGLE_RELATION: Readonly<Record<Verdict, string>> = { ...RELATION, 'not distinguishable': 'not better than' };

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
  const name = METRICS[c.metric] ?? c.metric;
  return `${c.router} is ${RELATION[c.verdict]} ${c.against} in ${name}${at(c)}: ${signed(c.difference, c.metric)}`;
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

/** More routers than this are told of together: nobody reads a hundred sentences. */
const ONE_BY_ONE = 4;

/**
 * The result in sentences, by the reward: every router against the best single LLM chosen on the training data, and, where it
 * is among the routers, against the baseline. Many routers share a sentence for each α and verdict, the best first.
 */
export function verdictSentences(
  comparisons: readonly Comparison[],
  bestSingle: string,
  baseline: string | null,
): string[] {
  const rewards = comparisons.filter((c) => c.metric === 'reward');
  const single = rewards.filter((c) => c.against === bestSingle);
  const other = rewards.filter((c) => c.against === baseline && baseline !== bestSingle);
  if (new Set(single.map((c) => c.router)).size > ONE_BY_ONE) {
    return [...together(single, SINGLE_RELATION, SINGLE), ...together(other, RELATION, baseline ?? '')];
  }
  return [
    ...single.map(
      (c) =>
        `${place(c)}${c.router} is ${SINGLE_RELATION[c.verdict]} ${SINGLE}${at(c)} (reward ${signed(c.difference, 'reward')}).`,
    ),
    ...other.map((c) => `${place(c)}${c.sentence}.`),
  ];
}

/** One sentence for each test set, variant, α and verdict, in the order in which they come up. */
function together(
  comparisons: readonly Comparison[],
  relation: Readonly<Record<Verdict, string>>,
  against: string,
): string[] {
  const groups = new Map<string, Comparison[]>();
  for (const c of comparisons) {
    const text = relation[c.verdict];
    const start = `${place(c)}${text.charAt(0).toUpperCase()}${text.slice(1)} ${against}${at(c)} (reward)`;
    groups.set(start, [...(groups.get(start) ?? []), c]);
  }
  return [...groups].map(([start, members]) => {
    const sorted = [...members].sort((a, b) => b.difference.value - a.difference.value);
    return `${start}: ${sorted.map((c) => `${c.router} ${signed(c.difference, 'reward')}`).join(', ')}.`;
  });
}

const SINGLE = 'the best single LLM';
const at = ({ alpha }: Pick<Comparison, 'alpha'>): string => (alpha === null ? '' : ` at α = ${alpha}`);

function place({ testSet, variant }: Comparison): string {
  const words = [testSet === 'test' ? '' : testSet, variant].filter((w) => w !== '');
  return words.length > 0 ? `${words.join(', ')}: ` : '';
}
