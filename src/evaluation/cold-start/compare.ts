import { difference } from '../bootstrap/interval.js';
import type { Resampled } from '../bootstrap/resample.js';
import { CHOICE } from '../metrics/choice-statistic.js';
import { PREDICTION } from '../metrics/prediction-statistic.js';
import type { Comparison, Estimate } from '../report.js';
import { comparisonSentence, verdictOf } from '../words.js';
import type { MeasuredColdStart, MeasuredNewcomer } from './measure.js';
import { meanOf } from './measure.js';
import type { Group } from './rows.js';

const PREDICTED = [
  { metric: 'auc', higherIsBetter: true },
  { metric: 'accuracy', higherIsBetter: true },
  { metric: 'rmse', higherIsBetter: false },
] as const;

/**
 * What a reader asks, as paired differences of means over newcomers: every way to choose as many anchors against the others, more anchors
 * against the profile alone, and in reward the lower bound against the mean and the pool with the newcomer against the one without.
 */
export function coldStartComparisons(
  groups: readonly Group[],
  { without }: MeasuredColdStart,
  alphas: readonly number[],
): Comparison[] {
  const known = groups.filter((g) => g.members[0]?.answers.anchors !== null);
  const predictions = known.flatMap((a, i) =>
    known
      .slice(0, i)
      .filter((b) => b.router === a.router && (sameAnchors(a, b) || b.members[0]?.answers.anchors === 0))
      .flatMap((b) => {
        const [x, y] = [mean(a, (m) => m.prediction), mean(b, (m) => m.prediction)];
        return PREDICTED.flatMap(({ metric, higherIsBetter }) =>
          told(a, b.name, metric, null, higherIsBetter, difference(x, PREDICTION[metric], y, PREDICTION[metric])),
        );
      }),
  );
  const rewards = alphas.flatMap((alpha, i) =>
    groups.flatMap((g) => {
      const routed = mean(g, (m) => m.mean[i] as Resampled);
      const cautious = mean(g, (m) => m.cautious[i] as Resampled);
      const llms = new Set(g.members.map((m) => m.answers.llm));
      const pools = without.filter(({ pool }) => pool.router === g.router && llms.has(pool.llm));
      const lower = { ...g, name: `${g.name}, by the lower bound` };
      const against = (own: Group, x: Resampled, name: string, y: Resampled) =>
        told(own, name, 'reward', alpha, true, difference(x, CHOICE.reward, y, CHOICE.reward));
      const alone = pools.length > 0 ? meanOf(pools.map((p) => p.choices[i] as Resampled)) : null;
      return [
        ...(g.members[0]?.answers.anchors === null ? [] : against(lower, cautious, `${g.name}, by the mean`, routed)),
        ...(alone ? against(g, routed, 'the pool without it', alone) : []),
      ];
    }),
  );
  return [...predictions, ...rewards];
}

const sameAnchors = (a: Group, b: Group): boolean => a.members[0]?.answers.anchors === b.members[0]?.answers.anchors;

export const mean = (group: Group, pick: (m: MeasuredNewcomer) => Resampled): Resampled =>
  meanOf(group.members.map(pick));

function told(
  { router, name }: Pick<Group, 'router' | 'name'>,
  against: string,
  metric: Comparison['metric'],
  alpha: number | null,
  higherIsBetter: boolean,
  estimate: Estimate | null,
): Comparison[] {
  if (!estimate) return [];
  const verdict = verdictOf(estimate, higherIsBetter);
  const whole = {
    testSet: 'test',
    variant: '',
    alpha,
    metric,
    router: `${router} (${name})`,
    against: `${router} (${against})`,
    higherIsBetter,
    difference: estimate,
    verdict,
  };
  return [{ ...whole, sentence: comparisonSentence(whole) }];
}
