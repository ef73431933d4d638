import type { Traffic, TrafficFigures, TrafficGroup, TrafficSums } from '../../routing/traffic/types.js';
import type { TrafficFiguresType, TrafficGroupType, TrafficType } from '../../schema/traffic.type.js';

export const trafficView = (traffic: Traffic): TrafficType => ({
  from: new Date(traffic.from),
  to: new Date(traffic.to),
  bucket: traffic.bucket,
  starts: traffic.starts.map((start) => new Date(start)),
  totals: figuresView(traffic.totals),
  series: traffic.series.map(figuresView),
  groups: traffic.groups.map(groupView),
});

const groupView = ({ key, isRest, members, figures, series }: TrafficGroup): TrafficGroupType => ({
  ...{ key, isRest, members },
  figures: figuresView(figures),
  series: {
    decisions: series.map(({ decisions }) => decisions),
    spendUsd: series.map((sums) => spendOf(sums)?.usd ?? null),
    savedUsd: series.map((sums) => referenceOf(sums)?.savedUsd ?? null),
  },
});

function figuresView({ sums, latency }: TrafficFigures): TrafficFiguresType {
  const { decisions, predictions, abstentionOn, abstained, feedback, scores, thumbsUp, thumbsDown } = sums;
  const meanScore = scores > 0 ? sums.scoreSum / scores : null;
  return {
    decisions,
    spend: spendOf(sums),
    reference: referenceOf(sums),
    prediction: predictions > 0 ? { decisions: predictions, mean: sums.predictedSum / predictions } : null,
    abstention: abstentionOn > 0 ? { decisions: abstentionOn, abstained } : null,
    feedback: feedback > 0 ? { statements: feedback, scores, meanScore, thumbsUp, thumbsDown } : null,
    latency,
  };
}

const spendOf = ({ costed, usd }: TrafficSums) => (costed > 0 ? { decisions: costed, usd } : null);
const referenceOf = ({ compared, comparedUsd: usd, referenceUsd }: TrafficSums) =>
  compared > 0 ? { decisions: compared, usd, referenceUsd, savedUsd: referenceUsd - usd } : null;
