import type { ColdStartFigures } from './cold-start.js';

/** A figure with its bootstrap percentile interval; the ends are null where a figure was not resampled. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the choices of a router, or of a reference, are worth at one α. Rows of the protocol `cold-start` say more. */
export interface ResultRow extends Partial<ColdStartFigures> {
  readonly testSet: string;
  /** What differs between rows of a sweep, for example `λ = 0.2`; empty where nothing is varied. */
  readonly variant: string;
  /** Id of the router; `(best single LLM)`, `(random choice)`, `(best per task)` or `(best per query)` for a reference. */
  readonly router: string;
  /** References, and routers that know the true responses, are bounds that could not serve (`random choice` could). */
  readonly reference: boolean;
  readonly alpha: number;
  readonly metrics: ResultMetrics;
  /** Share of queries answered by each LLM, in [0, 1], the chosen ones only; they sum to 1. Empty for a random choice. */
  readonly shares: { readonly [llm: string]: number };
  /** Mean performance by task. */
  readonly perTask: { readonly [task: string]: number };
  /** LLMs that were observed but never chosen. */
  readonly neverChosen: readonly string[];
  /** How it does on queries that only one, or only two, LLMs can solve. */
  readonly fewSolvers: { readonly one: FewSolvers; readonly two: FewSolvers };
}

/** Names of figures at one α. Null where a figure has no meaning for the row. */
export interface ResultMetrics {
  /** Mean observed performance of the answers, in [0, 1]. */
  readonly performance: Estimate | null;
  /** The same with every task weighing equally. */
  readonly taskMean: Estimate | null;
  /** USD over all test queries, every LLM that was asked and embedding counted (paper eq. 11, Table 8); null without costs. */
  readonly totalCost: Estimate | null;
  /** USD of it that embedding took; null where nothing is paid for it, and without costs. */
  readonly embeddingCost: Estimate | null;
  /** 100 · (α·performance − β·total cost / total cost of the dearest LLM) (paper eq. 12). */
  readonly reward: Estimate | null;
  /** Reward of the best choice per query − reward; 0 or more. */
  readonly regret: Estimate | null;
  /** Share of queries given to one of the k LLMs with the best true α·y − β·C, ties to the cheaper (paper Table 3). */
  readonly top1: Estimate | null;
  readonly top2: Estimate | null;
  readonly top3: Estimate | null;
  readonly top4: Estimate | null;
  readonly top5: Estimate | null;
  /** The same, where an LLM as good as the k-th counts too. */
  readonly top1Tied: Estimate | null;
  readonly top2Tied: Estimate | null;
  readonly top3Tied: Estimate | null;
  readonly top4Tied: Estimate | null;
  readonly top5Tied: Estimate | null;
  /** Entropy of the shares / log of the number of LLMs: 0 when one LLM answers everything, 1 when all answer equally often. */
  readonly shareEntropy: Estimate | null;
  /** Mean number of LLMs asked per query; 1 unless the router is a cascade. */
  readonly llmsAsked: Estimate | null;
  /** Share of the test queries that it answered, in (0, 1]. */
  readonly coverage: Estimate | null;
}

export interface FewSolvers {
  /** Such queries among those it answered. */
  readonly queries: number;
  /** Mean performance on them; null where there are none. */
  readonly performance: number | null;
}

/** What does not depend on α. The metrics of predictions are null for a router that gives a preference. */
export interface RouterRow {
  readonly testSet: string;
  readonly variant: string;
  readonly router: string;
  readonly reference: boolean;
  readonly title: string;
  readonly output: 'performance' | 'preference' | 'none';
  /** How it chooses: by S = α·P̂ − β·C, by its preference, by a rule of its own, or by asking in turn. */
  readonly rule: 'score' | 'preference' | 'policy' | 'cascade' | 'reference';
  /** Test LLMs that it can answer for; of folds, those that it can in one at least. */
  readonly llms: readonly string[];
  /** Those that it cannot; it is evaluated on the rest. */
  readonly missing: readonly string[];
  /** Test queries on which one of its LLMs was observed / test queries. */
  readonly coverage: number;
  readonly metrics: RouterMetrics;
  /** Ten bins of equal width, empty ones left out; empty for a preference. */
  readonly reliability: readonly ReliabilityBin[];
  /** The cost–performance points behind AIQ, by falling α; empty without costs. */
  readonly frontier: readonly { readonly alpha: number; readonly totalCost: number; readonly performance: number }[];
}

/** Over all observed query × LLM pairs; y is cut at 0.5 where a class is needed. */
export interface RouterMetrics {
  /** Area under the ROC curve, ties at mid-rank; null when one class occurs. */
  readonly auc: Estimate | null;
  /** AUC of the predictions cut at 0.5, the mean of sensitivity and specificity: what the paper's Table 4 shows. */
  readonly aucAtHalf: Estimate | null;
  readonly accuracy: Estimate | null;
  readonly rmse: Estimate | null;
  readonly mae: Estimate | null;
  readonly brier: Estimate | null;
  /** Expected calibration error over ten bins of equal width; its interval is corrected for the noise of resampling. */
  readonly ece: Estimate | null;
  /** Area under the non-decreasing hull of performance over total cost, divided by the cost range; null without costs. */
  readonly aiq: Estimate | null;
}

export interface ReliabilityBin {
  /** [from, to) of P̂; the last one holds 1 too. */
  readonly from: number;
  readonly to: number;
  /** Pairs in it. */
  readonly count: number;
  readonly meanPredicted: number;
  readonly meanObserved: number;
}

export type Verdict = 'better' | 'worse' | 'not distinguishable';

/** A paired difference on the queries that both answered, with an interval from the same resamples. */
export interface Comparison {
  readonly testSet: string;
  readonly variant: string;
  /** Null for a metric that does not depend on α. */
  readonly alpha: number | null;
  readonly metric: keyof ResultMetrics | keyof RouterMetrics;
  readonly router: string;
  readonly against: string;
  /** Whether a difference above 0 is good for `router`. */
  readonly higherIsBetter: boolean;
  /** Figure of `router` − figure of `against`. */
  readonly difference: Estimate;
  /** By the interval: the whole of it on one side of 0, or not. */
  readonly verdict: Verdict;
  /** For example: "mirt is better than best-single in reward at α = 0.8: +5.31 [4.70, 5.95]". */
  readonly sentence: string;
}
