import { Link } from 'wouter';
import { Figure, Figures } from '../../../components/figure';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { count, share } from '../../../format';
import { Advice } from '../parts/advice';
import { newPath } from '../paths';
import { PosteriorChart } from './posterior-chart';
import { interval } from './prior-step';
import type { StepProps } from './registration';
import { Next } from './steps';
import { readFragment } from '../../../gql';
import { StandingFields } from './operations';

/** What is known after the answers so far, and whether to ask on. */
export function PosteriorStep({ llm, standing }: StepProps) {
  return (
    <Loaded of={standing.state} what="what is known">
      {({ calibration }) => {
        const { knowledge, responses, advice } = standing.last ?? readFragment(StandingFields, calibration);
        return (
          <>
            <Panel title="What is known now">
              <Figures>
                <Figure term="Answers" value={count(responses)} />
                <Figure
                  term="Expected P̂"
                  value={knowledge.performance ? share(knowledge.performance.mean) : '–'}
                  note={`by ${knowledge.router}`}
                />
                <Figure term="90 % interval" value={interval(knowledge.performance)} />
              </Figures>
              <Advice of={advice} />
              <p>
                <Link href={newPath(llm.id, 'anchors')}>Ask more anchor queries</Link>
              </p>
              <Next llm={llm.id} step="preview">
                Preview it in a pool
              </Next>
            </Panel>
            <PosteriorChart points={standing.points} llm={llm.id} />
          </>
        );
      }}
    </Loaded>
  );
}
