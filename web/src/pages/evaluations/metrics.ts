import { dollars, figure, percent } from '../../format';

interface Metric {
  readonly name: string;
  readonly show: (value: number) => string;
}

const plain = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** Points of reward. */
export const reward = (value: number): string => plain.format(value).replace('-', '−');

/** Figures of a report as people call and write them; another one is shown by its own name. */
const METRICS: Readonly<Record<string, Metric>> = {
  performance: { name: 'Performance', show: percent },
  taskMean: { name: 'Performance, mean over tasks', show: percent },
  totalCost: { name: 'Total cost', show: dollars },
  embeddingCost: { name: 'Cost of embedding', show: dollars },
  reward: { name: 'Reward', show: reward },
  regret: { name: 'Regret', show: reward },
  shareEntropy: { name: 'Entropy of shares', show: figure },
  llmsAsked: { name: 'LLMs asked per query', show: figure },
  coverage: { name: 'Coverage', show: percent },
  auc: { name: 'AUC', show: figure },
  aucAtHalf: { name: 'AUC at 0.5', show: figure },
  accuracy: { name: 'Accuracy', show: percent },
  rmse: { name: 'RMSE', show: figure },
  mae: { name: 'MAE', show: figure },
  brier: { name: 'Brier', show: figure },
  ece: { name: 'ECE', show: figure },
  aiq: { name: 'AIQ', show: figure },
};

export function metricOf(id: string): Metric {
  const hits = /^top(\d)(Tied)?$/.exec(id);
  if (hits) return { name: `Top-${hits[1]} hits${hits[2] ? ', ties counted' : ''}`, show: percent };
  return METRICS[id] ?? { name: id, show: figure };
}

/** A difference with its sign. */
export const signed = (value: number, show: (value: number) => string): string =>
  `${value > 0 ? '+' : ''}${show(value)}`;
