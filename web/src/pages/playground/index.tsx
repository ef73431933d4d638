import { useCallback } from 'react';
import './playground.css';
import { request } from '../../api/client';
import { DecideQuery, OptionsQuery } from './operations';
import { Comparison } from './comparison';
import { Decision } from './decision';
import { Notice } from '../../components/notice';
import { QueryForm } from './query-form';
import { Refusal } from './refusal';
import { Welcome } from './welcome';
import { useChoice } from './use-choice';
import { useRequest } from '../../state/use-request';

/** Long enough for a slider to come to rest, short enough to feel immediate. */
const SETTLE_MS = 120;

/** The playground: a query on the left, the decision, its reasons and the other routers' decisions on the right. */
export default function PlaygroundPage() {
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
    <div className="layout">
      <h1 className="visually-hidden">Playground</h1>
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
    </div>
  );
}
