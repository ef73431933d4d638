import type { Contest, PreviewWorld } from './contest.js';
import type { Means, Outcome } from './outcome.js';
import { meansOf, outcomeOf } from './outcome.js';
import type { OwnEstimate } from './own-estimate.js';
import type { Replicates } from './replicates.js';
import { ranged } from './replicates.js';
import type { CautiousPreview, Effect, LlmPreview } from './types.js';

type Totals = Pick<LlmPreview, 'share' | 'performance' | 'costPerThousand' | 'costPercent' | 'reward' | 'cautious'>;

/** Figures over all queries; `rewarded` is false where the rule has no reward to speak of. */
export function totalsOf(
  estimate: OwnEstimate,
  now: Outcome,
  contest: Contest,
  world: PreviewWorld,
  draws: Replicates,
  rewarded: boolean,
): Totals {
  const means = meansOf(now, contest, world, estimate.predicted);
  const { without: before } = means.costPerThousand;
  const effect = ({ without, with: withIt }: Means['reward'], replicates: Float64Array): Effect => ({
    without,
    with: withIt,
    change: ranged(withIt - without, replicates),
  });
  return {
    share: ranged(means.share, draws.share),
    performance: effect(means.performance, draws.performance),
    costPerThousand: effect(means.costPerThousand, draws.costPerThousand),
    costPercent: before > 0 ? ranged((100 * (means.costPerThousand.with - before)) / before, draws.costPercent) : null,
    reward: rewarded ? effect(means.reward, draws.reward) : null,
    cautious: cautiousOf(estimate, contest, world, rewarded),
  };
}

/** A router chooses an LLM most where it overestimates it; at the lower ends of the intervals that is not so. */
function cautiousOf(
  { predicted, halfWidth }: OwnEstimate,
  contest: Contest,
  world: PreviewWorld,
  rewarded: boolean,
): CautiousPreview | null {
  if (!halfWidth) return null;
  const low = predicted.map((p, q) => Math.max(0, p - (halfWidth[q] as number)));
  const means = meansOf(outcomeOf(contest, world, low), contest, world, low);
  const change = ({ without, with: withIt }: Means['reward']) => withIt - without;
  return {
    share: means.share,
    performanceChange: change(means.performance),
    costPerThousandChange: change(means.costPerThousand),
    rewardChange: rewarded ? change(means.reward) : null,
  };
}
