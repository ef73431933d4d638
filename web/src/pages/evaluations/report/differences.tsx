import { useMemo } from 'react';
import { Chart } from '../../../charts/chart';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Panel } from '../../../components/panel';
import { Select } from '../../../components/select';
import { percent } from '../../../format';
import { useFilters } from '../../../state/use-filters';
import { metricOf, signed } from '../metrics';
import { EvaluationReportQuery } from '../operations';
import { forestOption } from './forest-option';
import type { Evaluation } from './report-sections';

export type Difference = Evaluation['differences'][number];

interface Props {
  of: readonly Difference[];
  /** Rows of this α are shown, and those of figures without one. */
  alpha: number | null;
  level: number;
  variables: { id: string };
}

const BASELINES = ['best-single', '(best single LLM)'];
const VERDICTS = { BETTER: 'Better', WORSE: 'Worse', NOT_DISTINGUISHABLE: 'Not distinguishable' } as const;
const CLASS: Partial<Record<Difference['verdict'], string>> = { BETTER: 'badge good', WORSE: 'badge bad' };

/** Paired differences with their intervals, as a forest plot and in words. */
export function Differences({ of, alpha, level, variables }: Props) {
  const [filters, change] = useFilters();
  const atAlpha = useMemo(() => of.filter((one) => one.alpha === null || one.alpha === alpha), [of, alpha]);
  const metrics = [...new Set(atAlpha.map(({ difference }) => difference.metric))];
  const asked = filters['metric'];
  const metric = asked && metrics.includes(asked) ? asked : metrics.includes('reward') ? 'reward' : metrics[0];
  const others = [...new Set(atAlpha.filter((d) => d.difference.metric === metric).map(({ against }) => against))];
  // Whether routing is worth anything is asked first: is it better than the best LLM for everything?
  const against = [filters['against'], ...BASELINES, others[0]].find(
    (one) => one !== undefined && others.includes(one),
  );
  const rows = useMemo(
    () =>
      atAlpha
        .filter((one) => one.difference.metric === metric && one.against === against)
        .sort((a, b) => b.difference.value - a.difference.value),
    [atAlpha, metric, against],
  );
  const option = useMemo(() => forestOption(rows), [rows]);
  const columns = useMemo(() => columnsOf(level), [level]);
  const table = useMemo(
    () => ({
      columns: ['Router', 'Against', 'Difference', 'Low', 'High', 'Verdict'],
      rows: rows.map((d) => [
        ...[d.router, d.against, d.difference.value, d.difference.low, d.difference.high],
        VERDICTS[d.verdict],
      ]),
    }),
    [rows],
  );
  if (metric === undefined || against === undefined) return null;
  const { name } = metricOf(metric);
  const better = rows.filter(({ verdict }) => verdict === 'BETTER').length;
  return (
    <>
      <Chart
        title={`Differences in ${name} to ${against}`}
        note="On the same queries. An interval that does not touch zero shows a difference; one that does shows none, which is not the same as showing that there is none."
        summary={`${better} of ${rows.length} routers are better than ${against} in ${name}.`}
        option={option}
        table={table}
        source={{ operation: EvaluationReportQuery, variables }}
        height={70 + 26 * rows.length}
        actions={
          <>
            <Select
              label="Figure"
              value={metric}
              options={metrics.map((id) => ({ id, text: metricOf(id).name }))}
              onChange={(id) => change({ metric: id })}
            />
            <Select
              label="Against"
              value={against}
              options={others.map((id) => ({ id, text: id }))}
              onChange={(id) => change({ against: id })}
            />
          </>
        }
      />
      <Panel title="The same in words">
        <DataTable
          caption="Paired differences"
          columns={columns}
          rows={rows}
          rowKey={({ router, alpha: at }) => `${router} ${at}`}
          first={12}
        />
      </Panel>
    </>
  );
}

const columnsOf = (level: number): readonly Column<Difference>[] => [
  { id: 'router', head: 'Router', cell: ({ router }) => router, sort: ({ router }) => router },
  {
    id: 'difference',
    head: 'Difference',
    isNumber: true,
    cell: ({ difference: d }) => signed(d.value, metricOf(d.metric).show),
    sort: ({ difference }) => difference.value,
  },
  {
    id: 'interval',
    head: `${percent(level)} interval`,
    isNumber: true,
    cell: ({ difference: { metric, low, high } }) => {
      const { show } = metricOf(metric);
      return low === null || high === null ? '–' : `${signed(low, show)} to ${signed(high, show)}`;
    },
  },
  {
    id: 'verdict',
    head: 'Verdict',
    cell: ({ verdict }) => <span className={CLASS[verdict] ?? 'badge'}>{VERDICTS[verdict]}</span>,
    sort: ({ verdict }) => verdict,
  },
  { id: 'sentence', head: 'In words', cell: ({ sentence }) => <span className="sentence">{sentence}</span> },
];
