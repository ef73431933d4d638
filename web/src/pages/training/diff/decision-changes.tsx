import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Figure, Figures } from '../../../components/figure';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { count, figure, percent, score, share } from '../../../format';
import type { DiffFieldsFragment } from '../../../gql/graphql';
import { useFilters } from '../../../state/use-filters';
import { PredictionMoves } from './prediction-moves';

export type Diff = DiffFieldsFragment;
export type Decisions = NonNullable<Diff['decisions']>[number];
type Names = ReadonlyMap<string, string>;

interface Props {
  of: Diff;
  decisions: readonly Decisions[];
  llms: Names;
}

/** A difference with its sign. */
export const signed = (value: number, show = score): string => `${value > 0 ? '+' : ''}${show(value)}`;

/** What each router of both versions decides otherwise on the probes; one of them in full. */
export function DecisionChanges({ of, decisions, llms }: Props) {
  const [{ router: asked }, change] = useFilters();
  const shown = decisions.find(({ router }) => router === asked) ?? decisions[0];
  return (
    <>
      <Panel
        title="Decisions that change"
        note={`On up to 400 held-out queries, at α ${figure(of.alpha)}, pool ${of.pool ?? 'of no name'}. Each version by its own P̂.`}
      >
        {decisions.length === 0 ? (
          <p className="hint">The versions share no router.</p>
        ) : (
          <DataTable
            caption="Routers of both versions"
            columns={COLUMNS}
            rows={decisions}
            rowKey={({ router }) => router}
          />
        )}
      </Panel>
      {shown && (
        <RouterChanges
          of={shown}
          llms={llms}
          choose={
            <Select
              label="Router"
              value={shown.router}
              options={decisions.map(({ router }) => ({ id: router, text: router }))}
              onChange={(router) => change({ router })}
            />
          }
        />
      )}
    </>
  );
}

function RouterChanges({ of, llms, choose }: { of: Decisions; llms: Names; choose: ReactNode }) {
  const name = (id: string) => llms.get(id) ?? id;
  const moves = useMemo((): readonly Column<Decisions['moves'][number]>[] => {
    const of = (id: string) => llms.get(id) ?? id;
    return [
      { id: 'from', head: 'From', cell: ({ from }) => of(from), sort: ({ from }) => of(from) },
      { id: 'to', head: 'To', cell: ({ to }) => of(to), sort: ({ to }) => of(to) },
      {
        id: 'probes',
        head: 'Queries',
        isNumber: true,
        cell: ({ probes }) => count(probes),
        sort: ({ probes }) => probes,
      },
    ];
  }, [llms]);
  return (
    <>
      <Panel title={`${of.router}: choices that move`} actions={choose}>
        <Figures>
          <Figure term="Get another LLM" value={percent(of.changed)} note={`of ${count(of.probes)} queries`} />
          <Figure
            term="Mean P̂ of the choice"
            value={of.predictedPerformance ? share(of.predictedPerformance.after) : '–'}
            note={of.predictedPerformance && `before ${share(of.predictedPerformance.before)}`}
          />
          <Figure term="Mean cost C" value={share(of.cost.after)} note={`before ${share(of.cost.before)}`} />
          <Figure
            term="Gain in S"
            value={of.gain === null ? '–' : signed(of.gain)}
            note="new choices less old ones, both by the new P̂"
          />
        </Figures>
        {(of.added.length > 0 || of.removed.length > 0) && (
          <dl className="facts">
            {of.added.length > 0 && (
              <>
                <dt>Can be chosen now</dt>
                <dd>{of.added.map(name).join(', ')}</dd>
              </>
            )}
            {of.removed.length > 0 && (
              <>
                <dt>Can be chosen no more</dt>
                <dd>{of.removed.map(name).join(', ')}</dd>
              </>
            )}
          </dl>
        )}
        {of.moves.length === 0 ? (
          <p className="hint">Every query keeps its LLM.</p>
        ) : (
          <DataTable
            caption={`Moves of ${of.router}`}
            columns={moves}
            rows={of.moves}
            rowKey={({ from, to }) => `${from} ${to}`}
            first={15}
          />
        )}
      </Panel>
      {of.performance.length > 0 && <PredictionMoves router={of.router} of={of.performance} llms={llms} />}
    </>
  );
}

const COLUMNS: readonly Column<Decisions>[] = [
  { id: 'router', head: 'Router', cell: ({ router }) => router, sort: ({ router }) => router },
  {
    id: 'changed',
    head: 'Another LLM',
    isNumber: true,
    cell: ({ changed }) => percent(changed),
    sort: ({ changed }) => changed,
  },
  {
    id: 'performance',
    head: 'Mean P̂, change',
    title: 'Mean P̂ of the chosen LLM, second version − first',
    isNumber: true,
    cell: ({ predictedPerformance: p }) => (p ? signed(p.after - p.before) : '–'),
    sort: ({ predictedPerformance: p }) => (p ? p.after - p.before : null),
  },
  {
    id: 'cost',
    head: 'Mean cost C, change',
    isNumber: true,
    cell: ({ cost }) => signed(cost.after - cost.before),
    sort: ({ cost }) => cost.after - cost.before,
  },
  {
    id: 'gain',
    head: 'Gain in S',
    title: 'Mean S of the new choices less that of the old ones, both by the second version',
    isNumber: true,
    cell: ({ gain }) => (gain === null ? '–' : signed(gain)),
    sort: ({ gain }) => gain,
  },
];
