import type { Rng } from '../domain/random.js';
import type { AnswerSheet } from './answers.js';
import { difference, estimate, estimateOf, replicatesOf } from './bootstrap/interval.js';
import type { Resampled, Statistic } from './bootstrap/resample.js';
import { resample } from './bootstrap/resample.js';
import { CHOICE, choiceStatistic } from './metrics/choice-statistic.js';
import { shares } from './metrics/shares.js';
import type { Outcome } from './outcome.js';
import { referenceOutcome } from './references.js';
import type { Estimate, ReportCell } from './report.js';
import { worths } from './reward.js';
import { strataOf } from './strata.js';

/** What one router does with the queries at either end of its own scale of difficulty. */
export interface DifficultyFigures {
  /** Router, part, performance, mean over LLMs, USD per 1,000 queries, share entropy, shares in words. */
  readonly rows: readonly (readonly ReportCell[])[];
  readonly sentence: string;
}

const PER_THOUSAND = 1000;
const SHOWN_SHARES = 3;

/** Rows for every router of the sheet that gives difficulties, at the i-th asked α. Throws CANCELLED. */
export async function difficultyRows(
  sheet: AnswerSheet,
  i: number,
  share: number,
  options: { readonly resamples: number; readonly stratified: boolean },
  rng: Rng,
  signal?: AbortSignal,
): Promise<DifficultyFigures[]> {
  const out: DifficultyFigures[] = [];
  const objective = sheet.objectives[i];
  const queries = sheet.test.responses.queries.length;
  if (!objective) return out;
  const anyLlm = referenceOutcome(sheet.test, 'random', objective);
  for (const { router, outcomes, difficulty } of sheet.routers.values()) {
    if (!difficulty) continue;
    const outcome = outcomes[i] as Outcome;
    const parts = [
      { name: `hardest ${percent(share)}`, within: (place: number) => place > 1 - share },
      { name: `easiest ${percent(share)}`, within: (place: number) => place < share },
    ].map(({ name, within }) => {
      const keep = (o: Outcome) => only(o, (q) => within(difficulty[q] as number));
      return { name, own: keep(outcome), any: keep(anyLlm) };
    });
    const statistics = parts.flatMap(({ own, any }) => [own, any].map((o) => statisticOf(sheet, i, o)));
    const draws = rng.fork(router);
    const { resamples } = options;
    const done = await resample(statistics, queries, { resamples, strata: strataOf(sheet, options) }, draws, signal);
    const [hard, hardAny, easy, easyAny] = done as [Resampled, Resampled, Resampled, Resampled];
    const row = (part: (typeof parts)[number], own: Resampled, any: Resampled): ReportCell[] => [
      router,
      part.name,
      estimateOf(own, CHOICE.performance),
      estimateOf(any, CHOICE.performance),
      perThousand(own, queries),
      estimateOf(own, CHOICE.shareEntropy),
      inWords(shares(sheet.test, part.own)),
    ];
    const [hardest, easiest] = parts as [(typeof parts)[number], (typeof parts)[number]];
    out.push({
      rows: [row(hardest, hard, hardAny), row(easiest, easy, easyAny)],
      sentence: sentenceOf(
        router,
        objective.alpha,
        difference(easyAny, CHOICE.performance, hardAny, CHOICE.performance),
      ),
    });
  }
  return out;
}

function statisticOf(sheet: AnswerSheet, i: number, outcome: Outcome): Statistic {
  const queries = outcome.choice.length;
  const objective = sheet.objectives[i] as AnswerSheet['objectives'][number];
  const worth = worths(sheet.test, objective, outcome);
  const task = new Int32Array(queries);
  return choiceStatistic(sheet.test, { outcome, worth, bestWorth: worth, ranks: null, task, tasks: 1 });
}

/** The outcome with everything but some queries left unanswered. */
const only = (o: Outcome, keeps: (q: number) => boolean): Outcome => ({
  choice: o.choice.map((j, q) => (keeps(q) ? j : -1)),
  performance: o.performance.map((y, q) => (keeps(q) ? y : Number.NaN)),
  spend: o.spend.map((usd, q) => (keeps(q) ? usd : Number.NaN)),
  embedding: o.embedding.map((usd, q) => (keeps(q) ? usd : 0)),
  asked: o.asked.map((n, q) => (keeps(q) ? n : 0)),
});

/** A total cost is that of all test queries if they were like these. */
const perThousand = (r: Resampled, queries: number): Estimate | null => {
  const scale = PER_THOUSAND / queries;
  return estimate(
    (r.values[CHOICE.totalCost] as number) * scale,
    replicatesOf(r, CHOICE.totalCost).map((x) => x * scale),
  );
};

function inWords(all: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(all).sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(SHOWN_SHARES).reduce((sum, [, s]) => sum + s, 0);
  const shown = sorted.slice(0, SHOWN_SHARES).map(([llm, s]) => `${llm} ${percent(s)}`);
  return [...shown, ...(rest > 0 ? [`others ${percent(rest)}`] : [])].join(', ');
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function sentenceOf(router: string, alpha: number, gap: Estimate | null): string {
  const text = gap ? `${(100 * gap.value).toFixed(1)} points` : 'no';
  const holds = gap && (gap.low ?? gap.value) > 0;
  return holds
    ? `What ${router} takes for hard is hard: LLMs answer its easiest queries better than its hardest by ${text} on average (α = ${alpha}).`
    : `What ${router} takes for hard is not shown to be hard: the difference is ${text} (α = ${alpha}).`;
}
