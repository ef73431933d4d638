import type { Objective } from '../../domain/objective.js';
import type { Resampled } from '../bootstrap/resample.js';
import { PREDICTION } from '../metrics/prediction-statistic.js';
import { reliability } from '../metrics/reliability.js';
import { shares, perTask, neverChosen } from '../metrics/shares.js';
import type { Outcome } from '../outcome.js';
import type { ColdStartFigures, ResultRow, RouterRow } from '../report.js';
import { resultMetrics } from '../result-row.js';
import { predictionMetrics } from '../router-row.js';
import type { TestSet } from '../test-set.js';
import { onboardingName } from './answers.js';
import type { MeasuredNewcomer } from './measure.js';
import { meanOf } from './measure.js';

const NOBODY = { queries: 0, performance: null };

/** One row per newcomer, way of onboarding, α and rule. */
export function coldStartResults(
  test: TestSet,
  objectives: readonly Objective[],
  newcomers: readonly MeasuredNewcomer[],
): ResultRow[] {
  return newcomers.flatMap((own) =>
    objectives.flatMap(({ alpha }, i) => [
      row(test, own, alpha, 'mean', own.answers.mean[i] as Outcome, own.mean[i] as Resampled),
      row(test, own, alpha, 'lower bound', own.answers.cautious[i] as Outcome, own.cautious[i] as Resampled),
    ]),
  );
}

function row(
  test: TestSet,
  { answers, prediction }: MeasuredNewcomer,
  alpha: number,
  rule: ColdStartFigures['rule'],
  outcome: Outcome,
  choices: Resampled,
): ResultRow {
  const { router, llm, anchors, selection } = answers;
  const figure = (at: number) => prediction.values[at] as number;
  const auc = figure(PREDICTION.auc);
  return {
    testSet: 'test',
    variant: [llm, onboardingName(answers), ...(rule === 'mean' ? [] : [rule])].join(', '),
    router,
    reference: anchors === null,
    alpha,
    llm,
    anchors,
    selection,
    rule,
    auc: Number.isFinite(auc) ? auc : null,
    accuracy: figure(PREDICTION.accuracy),
    rmse: figure(PREDICTION.rmse),
    metrics: resultMetrics(choices),
    shares: shares(test, outcome),
    perTask: perTask(test, outcome),
    neverChosen: neverChosen(test, outcome),
    fewSolvers: { one: NOBODY, two: NOBODY },
  };
}

/** Newcomers that came to be known in the same way to the same router. */
export interface Group {
  readonly router: string;
  readonly name: string;
  readonly members: readonly MeasuredNewcomer[];
}

export function groupsOf(newcomers: readonly MeasuredNewcomer[]): Group[] {
  const groups = new Map<string, Group & { readonly members: MeasuredNewcomer[] }>();
  for (const own of newcomers) {
    const name = onboardingName(own.answers);
    // From its profile it is the same whichever selection would have followed.
    const key = JSON.stringify([own.answers.router, name]);
    const known = groups.get(key);
    if (!known) groups.set(key, { router: own.answers.router, name, members: [own] });
    else if (!known.members.some((m) => m.answers.llm === own.answers.llm)) known.members.push(own);
  }
  return [...groups.values()];
}

/** How well P̂ of newcomers predicts: the mean over them, then each. */
export function coldStartRouters(test: TestSet, groups: readonly Group[]): RouterRow[] {
  return groups.flatMap(({ router, name, members }) => {
    const whole = (variant: string, figures: Resampled, own: readonly MeasuredNewcomer[]): RouterRow => {
      const seen = new Set(own.flatMap((m) => [...m.pairs.query]));
      return {
        testSet: 'test',
        variant,
        router,
        reference: own[0]?.answers.anchors === null,
        title: router,
        output: 'performance',
        rule: 'score',
        llms: own.map((m) => m.answers.llm),
        missing: [],
        coverage: seen.size / Math.max(1, test.responses.queries.length),
        metrics: { ...predictionMetrics(figures), aiq: null },
        reliability: own.length === 1 ? reliability((own[0] as MeasuredNewcomer).pairs) : [],
        frontier: [],
      };
    };
    return [
      whole(name, meanOf(members.map((m) => m.prediction)), members),
      ...members.map((m) => whole(`${m.answers.llm}, ${name}`, m.prediction, [m])),
    ];
  });
}
