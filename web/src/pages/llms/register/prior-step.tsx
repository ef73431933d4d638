import { Figure, Figures } from '../../../components/figure';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { count, dollars, share } from '../../../format';
import { CalibrationPanel } from '../detail/calibration-panel';
import type { StepProps } from './registration';
import { Next } from './steps';
import { readFragment } from '../../../gql';
import { StandingFields } from './operations';

/** What is believed of the LLM before it has answered anything. */
export function PriorStep({ llm, standing }: StepProps) {
  return (
    <>
      <Panel
        title="What is believed so far"
        note="Before any answer, routers go by the profile, the family, the size, the price and published scores: what LLMs like it can do."
      >
        <Loaded of={standing.state} what="what is believed">
          {({ calibration }) => {
            const { knowledge, responses } = readFragment(StandingFields, calibration);
            return (
              <Figures>
                <Figure
                  term="Expected P̂"
                  value={knowledge.performance ? share(knowledge.performance.mean) : '–'}
                  note={`mean over held-out queries, by ${knowledge.router}`}
                />
                <Figure
                  term="90 % interval"
                  value={interval(knowledge.performance)}
                  note="answers to anchor queries narrow it"
                />
                <Figure term="Answers so far" value={count(responses)} />
                <Figure
                  term="Output, per million tokens"
                  value={llm.price ? dollars(llm.price.outputPerMillion) : 'unpriced'}
                />
              </Figures>
            );
          }}
        </Loaded>
        <p className="text">{llm.profile}</p>
        <Next llm={llm.id} step="anchors">
          Choose anchor queries
        </Next>
      </Panel>
      <CalibrationPanel id={llm.id} />
    </>
  );
}

export function interval(of: { readonly mean: number; readonly halfWidth: number | null } | null): string {
  if (!of || of.halfWidth === null) return 'not known';
  const { mean, halfWidth } = of;
  return `${share(Math.max(0, mean - halfWidth))} to ${share(Math.min(1, mean + halfWidth))}`;
}
