import { Link } from 'wouter';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Figure, Figures } from '../../../components/figure';
import { Panel } from '../../../components/panel';
import { count, dollars, figure, percent, share } from '../../../format';
import type { DashboardRefitQuery, DifferenceVerdict } from '../../../gql/graphql';
import { diffPath, versionPath } from '../paths';

type Report = NonNullable<NonNullable<DashboardRefitQuery['storedRefit']>['report']>;
type Row = Report['routers'][number];
type Difference = Row['reward'];

const VERDICTS: Readonly<Record<DifferenceVerdict, string>> = {
  BETTER: 'Better',
  WORSE: 'Worse',
  NOT_DISTINGUISHABLE: 'Not distinguishable',
};

/** What a refit found: the conditions of a promotion, and each router before and after with intervals. */
export function RefitReport({ of }: { of: Report }) {
  const { data } = of;
  return (
    <>
      <Panel
        title={of.promoted ? 'The candidate was promoted' : 'The candidate was not promoted'}
        note={of.reason}
        actions={
          <>
            <Link href={versionPath(of.candidate)}>Its version</Link>
            <Link href={diffPath(of.over, of.candidate)}>Diff with what served</Link>
          </>
        }
      >
        <ul className="checks">
          {of.checks.map((check, i) => (
            <li key={i}>
              <span className={check.met ? 'badge good' : 'badge bad'}>{check.met ? 'Met' : 'Not met'}</span>{' '}
              {check.text}
            </li>
          ))}
        </ul>
        <Figures>
          <Figure term="Trained on" value={count(data.trained)} note={`of ${count(data.queries)} stored queries`} />
          <Figure term="New responses" value={count(data.newResponses)} />
          <Figure term="Compared on" value={count(data.compared)} note={`of ${count(data.heldOut)} held out`} />
          <Figure
            term="Left out"
            value={count(data.noChoice + data.seenByCandidate)}
            note={`${count(data.noChoice)} leave no choice, ${count(data.seenByCandidate)} the candidate knows`}
          />
        </Figures>
        {data.favoursServing && (
          <p className="hint">
            {count(data.seenByServing)} of the compared queries were seen by what serves, which favours it.
          </p>
        )}
        {of.lostLlms.length > 0 && <p className="hint">Lost LLMs: {of.lostLlms.join(', ')}</p>}
        {of.gainedLlms.length > 0 && <p className="hint">Gained LLMs: {of.gainedLlms.join(', ')}</p>}
        {of.missing.length > 0 && (
          <p className="hint">
            Missing routers:{' '}
            {of.missing.map(({ router, reason }) => `${router}${reason ? ` (${reason})` : ''}`).join(', ')}
          </p>
        )}
      </Panel>
      <Panel
        title="Routers"
        note={`Candidate − serving on the same queries, with 95 % intervals of ${count(of.resamples)} resamples. Reward at α ${figure(of.alpha)}; costs: ${of.costSource}.`}
      >
        <DataTable
          caption="Routers of both versions"
          columns={COLUMNS}
          rows={of.routers}
          rowKey={({ router }) => router}
        />
      </Panel>
    </>
  );
}

const interval = ({ value, low, high }: Difference, show: (value: number) => string): string =>
  low === null || high === null ? show(value) : `${show(value)} (${show(low)} to ${show(high)})`;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'router',
    head: 'Router',
    cell: ({ router, counts }) => (counts ? <strong>{router}</strong> : router),
    sort: ({ router }) => router,
  },
  { id: 'queries', head: 'Queries', isNumber: true, cell: ({ queries }) => count(queries), sort: (r) => r.queries },
  {
    id: 'reward',
    head: 'Reward, difference',
    isNumber: true,
    cell: ({ reward }) => interval(reward, figure),
    sort: (r) => r.reward.value,
  },
  { id: 'verdict', head: 'Verdict', cell: ({ verdict }) => VERDICTS[verdict], sort: ({ verdict }) => verdict },
  {
    id: 'performance',
    head: 'Performance, difference',
    isNumber: true,
    cell: ({ performance }) => interval(performance, figure),
    sort: (r) => r.performance.value,
  },
  {
    id: 'before',
    head: 'Performance',
    isNumber: true,
    cell: ({ serving, candidate }) => `${share(serving.performance)} → ${share(candidate.performance)}`,
  },
  {
    id: 'cost',
    head: 'USD per query, difference',
    isNumber: true,
    cell: ({ cost }) => (cost ? interval(cost, dollars) : '–'),
    sort: (r) => r.cost?.value ?? null,
  },
  {
    id: 'changed',
    head: 'Another LLM',
    isNumber: true,
    cell: ({ changed }) => percent(changed),
    sort: (r) => r.changed,
  },
];
