import { useMemo } from 'react';
import { Link } from 'wouter';
import { Empty } from '../../components/empty';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { Panel } from '../../components/panel';
import type { LlmsQueryVariables, LlmStatus } from '../../gql/graphql';
import { useFilters } from '../../state/use-filters';
import { useQuery } from '../../state/use-request';
import { Comparison } from './compare/comparison';
import { LlmFilters } from './llm-filters';
import { LlmTable } from './llm-table';
import { CostPerformanceQuery, LlmsQuery } from './operations';
import { NEW_PATH } from './paths';
import { comparedOf, filterRows, llmRows, MOST_COMPARED } from './row';
import { Scatter } from './scatter';

/** Every LLM with what it costs and what is expected of it, and some of them side by side. */
export function Overview() {
  const [filters, change] = useFilters();
  const { pool = null, status = null } = filters;
  // What an old link asks for goes to the API as it is: its answer says what is wrong with it.
  const variables = useMemo<LlmsQueryVariables>(() => ({ pool, status: status as LlmStatus | null }), [pool, status]);
  const inPool = useMemo(() => ({ pool }), [pool]);
  const list = useQuery(LlmsQuery, variables);
  const expected = useQuery(CostPerformanceQuery, inPool);
  const rows = useMemo(
    () => (list.data ? llmRows(list.data, expected.data?.costPerformance.points ?? []) : []),
    [list.data, expected.data],
  );
  const shown = useMemo(() => filterRows(rows, filters), [rows, filters]);
  const compared = useMemo(() => comparedOf(filters), [filters]);
  const setCompared = (ids: readonly string[]) => change({ compare: ids.slice(0, MOST_COMPARED).join(',') || null });

  return (
    <div className="page">
      <PageHead title="LLMs" lead="What each LLM costs, what is known of it, and how they compare.">
        <Link href={NEW_PATH} className="button-link">
          Register an LLM
        </Link>
      </PageHead>
      <LlmFilters filters={filters} change={change} pools={list.data?.pools ?? []} rows={rows} />
      <Loaded of={list} what="the LLMs">
        {() => (
          <Panel
            title="Catalogue"
            note={
              <span role="status">
                {shown.length === rows.length ? `${rows.length} LLMs` : `${shown.length} of ${rows.length} LLMs`}
                {` · tick up to ${MOST_COMPARED} to compare`}
              </span>
            }
          >
            {shown.length === 0 ? (
              <Empty title="No LLM fits these filters.">
                <button
                  type="button"
                  className="quiet"
                  onClick={() => change({ pool: null, status: null, developer: null, search: null })}
                >
                  Clear the filters
                </button>
              </Empty>
            ) : (
              <LlmTable rows={shown} compared={compared} onCompared={setCompared} filters={filters} change={change} />
            )}
          </Panel>
        )}
      </Loaded>
      {list.data && shown.length > 0 && (
        <>
          <Loaded of={expected} what="what is expected of the LLMs">
            {({ costPerformance }) => <Scatter rows={shown} all={rows} of={costPerformance} variables={inPool} />}
          </Loaded>
          <Comparison rows={shown} all={rows} pool={pool} compared={compared} onCompared={setCompared} />
        </>
      )}
    </div>
  );
}
