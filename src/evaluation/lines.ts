import type { Statistic } from './bootstrap/resample.js';
import type { AnswerSheet, RouterAnswers } from './answers.js';
import { aiqStatistic } from './metrics/aiq-statistic.js';
import { choiceStatistic } from './metrics/choice-statistic.js';
import type { Pairs } from './metrics/prediction-statistic.js';
import { predictionStatistic } from './metrics/prediction-statistic.js';
import { trueRanks } from './metrics/ranks.js';
import type { Outcome } from './outcome.js';
import { referenceOutcome, REFERENCES } from './references.js';
import type { Reference } from './references.js';
import { worths } from './reward.js';

/** A router or a reference with everything that can be measured of it, before any resampling. */
export interface Line {
  readonly name: string;
  readonly answers: RouterAnswers | null;
  /** By place in the objectives of the sheet. */
  readonly outcomes: readonly Outcome[];
  /** [α][queries] worth of the answers, NaN where unanswered. */
  readonly worths: readonly Float64Array[];
  readonly pairs: Pairs | null;
}

/** Every router of the sheet in its order, then the references. */
export function linesOf(sheet: AnswerSheet): Line[] {
  const { test, objectives } = sheet;
  const line = (name: string, answers: RouterAnswers | null, outcomes: readonly Outcome[]): Line => ({
    name,
    answers,
    outcomes,
    worths: objectives.slice(0, sheet.asked).map((o, i) => worths(test, o, outcomes[i] as Outcome)),
    pairs: answers?.output === 'performance' ? observedPairs(sheet, answers) : null,
  });
  const routers = [...sheet.routers.values()].map((a) => line(a.router, a, a.outcomes));
  const references = (Object.keys(REFERENCES) as Reference[]).map((reference) =>
    line(
      REFERENCES[reference],
      null,
      objectives.map((o) => referenceOutcome(test, reference, o)),
    ),
  );
  return [...routers, ...references];
}

/** Observed query × LLM pairs that the router predicted. */
export function observedPairs({ test }: AnswerSheet, { predicted }: RouterAnswers): Pairs {
  const width = test.responses.llms.length;
  const at: number[] = [];
  predicted.forEach((p, i) => {
    if (!Number.isNaN(p) && !Number.isNaN(test.performance[i])) at.push(i);
  });
  return {
    query: Int32Array.from(at, (i) => Math.floor(i / width)),
    predicted: Float32Array.from(at, (i) => predicted[i] as number),
    observed: Float32Array.from(at, (i) => test.performance[i] as number),
  };
}

/** What is resampled of a line: its choices at every asked α, its predictions, its cost–performance curve. */
export interface LineStatistics {
  readonly choices: readonly Statistic[];
  readonly predictions: Statistic | null;
  readonly aiq: Statistic | null;
}

export function statisticsOf(sheet: AnswerSheet, lines: readonly Line[]): LineStatistics[] {
  const { test } = sheet;
  const names = [...new Set(test.responses.queries.map((q) => q.task))];
  const task = Int32Array.from(test.responses.queries, (q) => names.indexOf(q.task));
  const oracle = lines.find((l) => l.name === REFERENCES.oracle) as Line;
  return lines.map((line) => ({
    choices: sheet.objectives.slice(0, sheet.asked).map((objective, i) => {
      const outcome = line.outcomes[i] as Outcome;
      const single = line.name !== REFERENCES.random;
      return choiceStatistic(test, {
        outcome,
        worth: line.worths[i] as Float64Array,
        bestWorth: oracle.worths[i] as Float64Array,
        ranks: single ? trueRanks(test, sheet.relativeCost, outcome.choice, objective) : null,
        task,
        tasks: names.length,
      });
    }),
    predictions: line.pairs && line.pairs.query.length > 0 ? predictionStatistic(line.pairs, task.length) : null,
    aiq: test.costSource === 'none' ? null : aiqStatistic(test, curveOutcomes(sheet, line)),
  }));
}

/** Places of the objectives by falling α, each α once. */
export const curveOrder = ({ objectives }: AnswerSheet): number[] =>
  objectives
    .map((_, i) => i)
    .sort((i, j) => (objectives[j]?.alpha ?? 0) - (objectives[i]?.alpha ?? 0))
    .filter((i, k, all) => k === 0 || objectives[i]?.alpha !== objectives[all[k - 1] as number]?.alpha);

const curveOutcomes = (sheet: AnswerSheet, line: Line): Outcome[] =>
  curveOrder(sheet).map((i) => line.outcomes[i] as Outcome);
