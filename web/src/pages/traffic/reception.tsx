import { useMemo } from 'react';
import type { ChartSource } from '../../charts/chart';
import { count, share } from '../../format';
import { readFragment } from '../../gql';
import type { TrafficQuery } from '../../gql/graphql';
import { TrafficFiguresFields } from './operations';
import type { Lines } from './time-lines';
import { TimeLines } from './time-lines';

interface Props {
  of: TrafficQuery['traffic'];
  source: ChartSource;
}

/** How decisions were received, beside what was expected of them, and how many went to a safe LLM. */
export function Reception({ of, source }: Props) {
  const lines = useMemo<Lines>(
    () => [
      { name: 'Mean score', values: of.series.map(({ feedback }) => feedback?.meanScore ?? null), colour: 'accent' },
      { name: 'Mean P̂', values: of.series.map(({ prediction }) => prediction?.mean ?? null), colour: 'cost' },
      {
        name: 'Abstained',
        values: of.series.map(({ abstention }) => (abstention ? abstention.abstained / abstention.decisions : null)),
        colour: 'danger',
      },
    ],
    [of],
  );
  const { feedback, abstention } = readFragment(TrafficFiguresFields, of.totals);
  return (
    <TimeLines
      {...{ of, source, lines }}
      title="Feedback and abstentions"
      note="Mean reported score beside mean P̂, and the share of decisions that went to a safe LLM"
      summary={[
        typeof feedback?.meanScore === 'number'
          ? `Mean score ${share(feedback.meanScore)} of ${count(feedback.scores)}.`
          : 'No scores.',
        abstention
          ? `${count(abstention.abstained)} of ${count(abstention.decisions)} abstained.`
          : 'Abstention is off.',
      ].join(' ')}
      show={share}
      max={1}
    />
  );
}
