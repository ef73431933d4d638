import { useCallback } from 'react';
import { request } from './api/client';
import { DecideQuery, OptionsQuery } from './api/operations';
import { Comparison } from './components/comparison';
import { Decision } from './components/decision';
import { Header } from './components/header';
import { Notice } from './components/notice';
import { QueryForm } from './components/query-form';
import { Refusal } from './components/refusal';
import { Welcome } from './components/welcome';
import { useChoice } from './state/use-choice';
import { useRequest } from './state/use-request';

/** Long enough for a slider to come to rest, short enough to feel immediate. */
const SETTLE_MS = 120;

/** The playground: a query on the left, the decision, its reasons and the other routers' decisions on the right. */
export function App() {
  const [choice, change] = useChoice();
  const options = useRequest(
    useCallback((signal: AbortSignal) => request(OptionsQuery, {}, signal), []),
    0,
  );

  const { query, pool, router, alpha } = choice;
  const decide = useCallback(
    (signal: AbortSignal) => request(DecideQuery, { input: { query, pool, router, alpha } }, signal),
    [query, pool, router, alpha],
  );
  const decision = useRequest(query === '' ? null : decide, SETTLE_MS);
  const route = decision.data?.route;
  const comparison = decision.data && (
    <Comparison of={decision.data.compare.entries} routers={options.data?.routers ?? []} />
  );

  return (
    <>
      <Header />
      <main className="layout">
        <QueryForm
          choice={choice}
          change={change}
          again={decision.retry}
          options={options.data}
          answered={route?.__typename === 'RoutingDecision' ? route : null}
          busy={decision.loading}
        />
        <div className="results" aria-busy={decision.loading}>
          {options.failure && !decision.failure && <Notice failure={options.failure} retry={options.retry} />}
          {decision.failure && <Notice failure={decision.failure} retry={decision.retry} />}
          {query === '' && <Welcome options={options.data} />}
          {decision.loading && !decision.data && <p className="card placeholder">Deciding…</p>}
          {route?.__typename === 'RoutingDecision' && (
            <Decision of={route} roundTripMs={decision.roundTripMs}>
              {comparison}
            </Decision>
          )}
          {route?.__typename === 'RouteRefusal' && (
            <>
              <Refusal of={route} />
              {comparison}
            </>
          )}
        </div>
      </main>
    </>
  );
}
