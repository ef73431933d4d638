import { useCallback, useMemo, useState } from 'react';
import { Link } from 'wouter';
import './what-if.css';
import { Empty } from '../../components/empty';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { useFilters } from '../../state/use-filters';
import { NO_VARIABLES, useQuery } from '../../state/use-request';
import { alphaOf, curveInput, whatIfInput } from './choice';
import { Controls } from './controls';
import { CurveChart } from './curve-chart';
import { WhatIfCurveQuery, WhatIfOptionsQuery, WhatIfQuery } from './operations';
import { Results } from './results';

/** A slider on the move, or a price being typed, asks once. */
const DEBOUNCE_MS = 150;

/** Logged decisions made again with another α, router, pool or price list. */
export default function WhatIfPage() {
  const [filters, change] = useFilters();
  const [now, setNow] = useState(() => Date.now());
  const options = useQuery(WhatIfOptionsQuery, NO_VARIABLES);
  // Texts, so that a change of the URL which changes nothing of a question does not ask it anew.
  const asked = JSON.stringify(whatIfInput(filters, now));
  const askedCurve = JSON.stringify(curveInput(filters, now));
  const variables = useMemo(() => {
    const input = JSON.parse(asked) as ReturnType<typeof whatIfInput>;
    return input && { input };
  }, [asked]);
  const curveVariables = useMemo(
    () => ({ input: JSON.parse(askedCurve) as ReturnType<typeof curveInput> }),
    [askedCurve],
  );
  const result = useQuery(WhatIfQuery, variables, DEBOUNCE_MS);
  const curve = useQuery(WhatIfCurveQuery, curveVariables, DEBOUNCE_MS);
  const names = useMemo(() => new Map(options.data?.llms.map(({ id, name }) => [id, name])), [options.data]);
  const nameOf = useCallback((llm: string) => names.get(llm) ?? llm, [names]);
  const isEmpty = curve.data?.whatIfCurve.examined === 0;
  const overAlpha = (
    <Loaded of={curve} what="the curve over α">
      {({ whatIfCurve }) => (
        <CurveChart
          of={whatIfCurve}
          alpha={alphaOf(filters)}
          hasPrices={filters['prices'] !== undefined}
          source={{ operation: WhatIfCurveQuery, variables: curveVariables }}
          onAlpha={(alpha) => change({ alpha: String(alpha) }, true)}
        />
      )}
    </Loaded>
  );
  return (
    <div className="page">
      <PageHead
        title="What if"
        lead="Logged decisions made again with another α, router, pool or price list. Nothing is logged, and nothing changes."
      >
        <button type="button" className="quiet" onClick={() => setNow(Date.now())}>
          Refresh
        </button>
      </PageHead>
      <div className="with-controls">
        <Controls filters={filters} change={change} options={options.data} />
        <div className="results-column">
          {isEmpty ? (
            <NoLog />
          ) : (
            <>
              {variables === null ? (
                <>
                  <div className="card">
                    <Empty title="Nothing is different yet">
                      Move α, or choose another router, another pool or a price, and see what the same traffic would
                      have come to.
                    </Empty>
                  </div>
                  {overAlpha}
                </>
              ) : (
                <Loaded of={result} what="the decisions again">
                  {({ whatIf }) => (
                    <Results of={whatIf} nameOf={nameOf} source={{ operation: WhatIfQuery, variables }}>
                      {overAlpha}
                    </Results>
                  )}
                </Loaded>
              )}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function NoLog() {
  return (
    <div className="card">
      <Empty title="No logged decision fits">
        <p>
          A what-if needs decisions that were made: <code>route</code> over the API, <code>theta route</code>, or “Route
          and log” in the <Link href="/">playground</Link>. Where there are some, widen the time or drop a filter.
        </p>
      </Empty>
    </div>
  );
}
