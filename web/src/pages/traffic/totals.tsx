import { Figure, Figures } from '../../components/figure';
import { Panel } from '../../components/panel';
import { count, dollars, milliseconds, percent, share } from '../../format';
import type { TrafficFiguresFieldsFragment } from '../../gql/graphql';

interface Props {
  of: TrafficFiguresFieldsFragment;
  /** Name of the LLM that spend is compared with; null for none. */
  reference: string | null;
}

/** The figures of everything that fits the filters; each says over how many decisions it is known. */
export function Totals({ of, reference }: Props) {
  const { decisions, spend, prediction, abstention, feedback, latency } = of;
  const known = (n: number): string => (n === decisions ? 'of all decisions' : `known of ${count(n)} decisions`);
  const beside = of.reference;
  return (
    <Panel title="In this time">
      <Figures>
        <Figure term="Decisions" value={count(decisions)} />
        <Figure
          term="Expected spend"
          value={spend ? dollars(spend.usd) : '–'}
          note={spend ? known(spend.decisions) : 'not known of any decision'}
        />
        {reference !== null && (
          <Figure
            term={`Saved against ${reference}`}
            value={beside ? dollars(beside.savedUsd) : '–'}
            note={
              beside
                ? `${beside.referenceUsd > 0 ? `${percent(beside.savedUsd / beside.referenceUsd)} of ` : 'of '}${dollars(beside.referenceUsd)}, ${known(beside.decisions)}`
                : 'it was no candidate of these decisions'
            }
          />
        )}
        <Figure
          term="Mean P̂"
          value={prediction ? share(prediction.mean) : '–'}
          note={prediction ? known(prediction.decisions) : 'no router that gives P̂'}
        />
        <Figure
          term="Latency p50"
          value={latency ? milliseconds(latency.p50) : '–'}
          note={
            latency ? `p90 ${milliseconds(latency.p90)}, p99 ${milliseconds(latency.p99)}` : 'not kept of a single LLM'
          }
        />
        <Figure
          term="Abstentions"
          value={abstention ? percent(abstention.abstained / abstention.decisions) : 'off'}
          note={abstention ? `${count(abstention.abstained)} of ${count(abstention.decisions)}` : undefined}
        />
        <Figure
          term="Feedback score"
          value={typeof feedback?.meanScore === 'number' ? share(feedback.meanScore) : '–'}
          note={
            feedback
              ? `${count(feedback.scores)} scores, ${count(feedback.thumbsUp)} up, ${count(feedback.thumbsDown)} down`
              : 'nobody said anything yet'
          }
        />
      </Figures>
    </Panel>
  );
}
