import { useMemo } from 'react';
import { Figure, Figures } from '../../../components/figure';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { count, dollars, percent, share } from '../../../format';
import { useFilters } from '../../../state/use-filters';
import { useQuery } from '../../../state/use-request';
import { PreviewQuery } from './operations';
import { Displaced, Where } from './preview-tables';
import type { StepProps } from './registration';
import { Next } from './steps';

interface Figure90 {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const between = ({ low, high }: Figure90, show: (x: number) => string): string => `${show(low)} to ${show(high)}`;
const signed =
  (show: (x: number) => string) =>
  (value: number): string =>
    value > 0 ? `+${show(value)}` : show(value);

/** What the LLM would do in a pool, before the pool may choose it. */
export function PreviewStep({ llm, pools }: StepProps) {
  const [filters, change] = useFilters();
  const pool = filters['pool'] ?? pools.find(({ isDefault }) => isDefault)?.id ?? null;
  const variables = useMemo(() => ({ input: { llm: llm.id, pool } }), [llm.id, pool]);
  const preview = useQuery(PreviewQuery, variables);
  return (
    <>
      <div className="filters">
        <Select
          label="Pool"
          value={pool}
          options={pools.map(({ id, llms }) => ({ id, text: `${id} · ${llms.length}` }))}
          onChange={(id) => change({ pool: id })}
        />
      </div>
      <Loaded of={preview} what="the preview">
        {({ llmPreview: of }) => (
          <>
            <Panel
              title={of.change === 'ADD' ? `In pool ${of.pool}` : `In pool ${of.pool}, which may choose it already`}
              note={`${count(of.queries)} ${of.on === 'RECENT' ? 'queries of logged decisions' : 'held-out queries'}, decided without it and with it by ${of.router}; 90 % intervals.`}
            >
              <Figures>
                <Figure term="Share of traffic" value={percent(of.share.value)} note={between(of.share, percent)} />
                <Figure
                  term="Cost per 1,000 queries"
                  value={dollars(of.costPerThousand.with)}
                  note={`${signed(dollars)(of.costPerThousand.change.value)} (${between(of.costPerThousand.change, signed(dollars))})`}
                />
                <Figure
                  term="Predicted performance"
                  value={share(of.performance.with)}
                  note={`${signed(share)(of.performance.change.value)} (${between(of.performance.change, signed(share))})`}
                />
              </Figures>
              <p className="text">{of.text}</p>
              <ul className="notes hint">
                {of.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
                {(of.weakAbilities ?? []).slice(0, 5).map(({ ability, answers, tasks }) => (
                  <li key={ability}>
                    Little is known of its {ability} ({count(answers)} answers)
                    {tasks.length > 0 && `; ask more of ${tasks.join(', ')}`}.
                  </li>
                ))}
              </ul>
              <Next llm={llm.id} step="enable">
                Go on to enable it
              </Next>
            </Panel>
            <div className="columns">
              <Displaced of={of.displaced} />
              <Where of={of.where} />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}
