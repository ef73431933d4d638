import { useMemo, useState } from 'react';
import { Panel } from '../../../components/panel';
import { Loaded } from '../../../components/loaded';
import { Segmented } from '../../../components/segmented';
import type { AnchorSelection } from '../../../gql/graphql';
import { useFilters } from '../../../state/use-filters';
import { useQuery } from '../../../state/use-request';
import { Field } from '../../../components/field';
import { AnchorList } from './anchor-list';
import { AnswerFile } from './answer-file';
import { CalibrateCommand } from './calibrate-command';
import { NoAnchors } from './no-anchors';
import { AnchorsQuery } from './operations';
import { PosteriorChart } from './posterior-chart';
import type { StepProps } from './registration';
import { Next } from './steps';

const SELECTIONS = [
  { id: 'STRATIFIED', text: 'Stratified' },
  { id: 'ADAPTIVE', text: 'Adaptive' },
  { id: 'RANDOM', text: 'Random' },
] as const satisfies readonly { id: AnchorSelection; text: string }[];

const MEANING: Readonly<Record<AnchorSelection, string>> = {
  STRATIFIED: 'Evenly over tasks and difficulty: the safest start.',
  ADAPTIVE: 'Those whose answers tell most about its abilities, given what is known.',
  RANDOM: 'At random, the baseline.',
};

/** Which queries to ask the LLM, and the ways for its answers to come back. */
export function AnchorsStep({ llm, standing }: StepProps) {
  const [filters, change] = useFilters();
  const [round, setRound] = useState(0);
  const selection = SELECTIONS.find(({ id }) => id === filters['selection'])?.id ?? 'STRATIFIED';
  const asked = filters['count'] ?? '20';
  const count = Math.round(Number(asked));
  const variables = useMemo(
    () => (Number.isFinite(count) ? { input: { llm: llm.id, selection, count } } : null),
    [llm.id, selection, count],
  );
  const anchors = useQuery(AnchorsQuery, variables, 200);
  const next = () => {
    setRound((n) => n + 1);
    anchors.retry();
  };
  const hasNone = anchors.failure?.code === 'TRAINING_DATA_INSUFFICIENT';
  return (
    <>
      <Panel
        title="Anchor queries"
        note="A few of your own queries, chosen for what their answers tell. It is never asked one twice."
      >
        <div className="filters">
          <Segmented
            label="How they are chosen"
            value={selection}
            options={SELECTIONS}
            onChange={(id) => change({ selection: id === 'STRATIFIED' ? null : id })}
          />
          <Field
            label="How many"
            type="number"
            value={asked}
            onChange={(value) => change({ count: value === '20' ? null : value })}
          />
        </div>
        <p className="hint">{MEANING[selection]}</p>
        {hasNone ? (
          <NoAnchors failure={anchors.failure} retry={anchors.retry} />
        ) : (
          <Loaded of={anchors} what="the anchor queries">
            {({ anchorQueries }) => (
              <AnchorList key={round} llm={llm.id} queries={anchorQueries} standing={standing} onSubmitted={next} />
            )}
          </Loaded>
        )}
      </Panel>
      <div className="columns">
        <AnswerFile llm={llm.id} standing={standing} onSubmitted={next} />
        <CalibrateCommand llm={llm.id} selection={selection} count={count} />
      </div>
      {standing.points.length > 1 && <PosteriorChart points={standing.points} />}
      <Next llm={llm.id} step="posterior">
        See what is known now
      </Next>
    </>
  );
}
