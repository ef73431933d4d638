import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import './traffic.css';
import { Empty } from '../../components/empty';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { readFragment } from '../../gql';
import type { TrafficQuery as Answer } from '../../gql/graphql';
import { below } from '../../state/path';
import { useFilters } from '../../state/use-filters';
import { NO_VARIABLES, useQuery } from '../../state/use-request';
import { decisionFilter, dimensionName, labels, trafficInput } from './choice';
import { DecisionDetail } from './decision-detail';
import { Drift } from './drift';
import { TrafficFilters } from './filters';
import { Groups } from './groups';
import { Latest } from './latest';
import { Live } from './live';
import { TrafficFiguresFields, TrafficOptionsQuery, TrafficQuery } from './operations';
import { OverTime } from './over-time';
import { Reception } from './reception';
import { Latency, Spend } from './spend-and-latency';
import { Totals } from './totals';

/** /traffic, and below it /traffic/ID for one decision. */
export default function TrafficPage() {
  const [path] = useLocation();
  const id = below('/traffic', path);
  return id === null ? <TrafficOverview /> : <DecisionDetail id={id} />;
}

const FILTERED_BY: Readonly<Record<string, string>> = { LLM: 'llm', ROUTER: 'router', POOL: 'pool', TAG: 'tag' };

function TrafficOverview() {
  const [filters, setFilters] = useFilters();
  const [now, setNow] = useState(() => Date.now());
  // "The last hour" ends when it is asked for, not when the page was opened.
  const change = useCallback<typeof setFilters>(
    (part, push) => {
      setNow(Date.now());
      setFilters(part, push);
    },
    [setFilters],
  );
  const options = useQuery(TrafficOptionsQuery, NO_VARIABLES);
  const variables = useMemo(() => ({ input: trafficInput(filters, now) }), [filters, now]);
  const filter = useMemo(() => decisionFilter(filters, now), [filters, now]);
  const live = useMemo(() => labels(filters), [filters]);
  const traffic = useQuery(TrafficQuery, variables);
  const names = useMemo(() => new Map(options.data?.llms.map(({ id, name }) => [id, name])), [options.data]);
  const group = filters['group'];
  const by = dimensionName(group);
  const nameOf = useCallback(
    ({ key, isRest, members }: Answer['traffic']['groups'][number]): string =>
      isRest
        ? `${members} others`
        : key === null
          ? `No ${by.toLowerCase()}`
          : by === 'LLM'
            ? (names.get(key) ?? key)
            : key,
    [by, names],
  );
  const reference = filters['reference'];
  const referenceName = reference === undefined ? null : (names.get(reference) ?? reference);
  const filterName = FILTERED_BY[group ?? 'LLM'];
  const onPick = useMemo(
    () => (filterName === undefined ? null : (key: string) => change({ [filterName]: key }, true)),
    [change, filterName],
  );
  return (
    <div className="page">
      <PageHead title="Traffic" lead="What the routers decided, what it was expected to cost, and how it was received.">
        <button type="button" className="quiet" onClick={() => setNow(Date.now())}>
          Refresh
        </button>
      </PageHead>
      <TrafficFilters filters={filters} change={change} options={options.data} />
      <Loaded of={traffic} what="the traffic">
        {({ traffic: of }) =>
          readFragment(TrafficFiguresFields, of.totals).decisions === 0 ? (
            <div className="card">
              <Empty title="No decisions in this time">
                <p>
                  Widen the time or drop a filter. To make a decision, ask for one in the{' '}
                  <Link href="/">playground</Link> or send <code>route</code> to the API.
                </p>
              </Empty>
            </div>
          ) : (
            <>
              <Totals of={readFragment(TrafficFiguresFields, of.totals)} reference={referenceName} />
              <OverTime of={of} nameOf={nameOf} by={by} source={{ operation: TrafficQuery, variables }} />
              <div className="columns">
                <Spend of={of} reference={referenceName} source={{ operation: TrafficQuery, variables }} />
                <Latency of={of} source={{ operation: TrafficQuery, variables }} />
                <Reception of={of} source={{ operation: TrafficQuery, variables }} />
              </div>
              <Groups of={of} nameOf={nameOf} by={by} onPick={onPick} hasReference={reference !== undefined} />
            </>
          )
        }
      </Loaded>
      <Drift filters={filters} />
      <Live filter={live} />
      <Latest filter={filter} />
    </div>
  );
}
