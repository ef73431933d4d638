import { useCallback, useEffect, useMemo } from 'react';
import './playground.css';
import { request } from '../../api/client';
import { Notice } from '../../components/notice';
import { useAction } from '../../state/use-action';
import { NO_VARIABLES, useQuery } from '../../state/use-request';
import { alphaSegments } from './at-alpha';
import { Comparison } from './comparison';
import { Decision } from './decision';
import { decisionAt, entryAt, scoredOf } from './local-decision';
import { Logged } from './logged';
import { Needs } from './needs';
import { DecideQuery, OptionsQuery, RouteQuery } from './operations';
import { QueryForm } from './query-form';
import { Refusal } from './refusal';
import { useChoice } from './use-choice';
import { Welcome } from './welcome';

/** Long enough for a slider to come to rest; the page has moved on by itself already. */
const SETTLE_MS = 120;
/** Candidates drawn beside what the query needs. */
const DRAWN = 3;
/** Names its abilities, so it can say what a query needs. */
const CAN_NAME = 'nirt';

/** The playground: a query on the left, the decision, its reasons and the other routers' decisions on the right. */
export default function PlaygroundPage() {
  const [choice, change] = useChoice();
  const options = useQuery(OptionsQuery, NO_VARIABLES);
  const { query, pool, alpha } = choice;
  const router = choice.router ?? options.data?.routers.find(({ isDefault }) => isDefault)?.id ?? null;

  const variables = useMemo(
    () => (query === '' || router === null ? null : { input: { query, pool, alpha }, router }),
    [query, pool, alpha, router],
  );
  const decided = useQuery(DecideQuery, variables, SETTLE_MS);
  const logged = useAction(
    useCallback(
      (signal: AbortSignal, text: string) =>
        request(RouteQuery, { input: { query: text, pool, alpha, router: choice.router } }, signal),
      [pool, alpha, choice.router],
    ),
  );
  const { forget } = logged;
  useEffect(() => forget(), [query, pool, alpha, router, forget]);

  const result = decided.data?.chosen.entries[0]?.result;
  const decision = useMemo(
    () => (result?.__typename === 'RoutingDecision' ? decisionAt(result, alpha) : null),
    [result, alpha],
  );
  // While the server is away the last decision stays, unless it answers another query.
  const isOfAnother = decided.failure !== null && decision?.query !== query;
  const names = useMemo(
    () => new Map(options.data?.pools.flatMap(({ llms }) => llms.map(({ id, name }) => [id, name] as const))),
    [options.data],
  );
  const segments = useMemo(() => {
    const scored = decision && !decision.cascade ? scoredOf(decision.ranking) : null;
    return alphaSegments(scored ?? []).map(({ from, to, best }) => ({
      from,
      to,
      name: decision?.ranking[best]?.llm.name ?? '',
    }));
  }, [decision]);
  const topKey =
    decision?.ranking
      .slice(0, DRAWN)
      .map(({ llm }) => llm.id)
      .join('\n') ?? '';
  const top = useMemo(
    () => topKey.split('\n').flatMap((id) => (id === '' ? [] : [{ id, name: names.get(id) ?? id }])),
    [topKey, names],
  );
  const canName = options.data?.routers.some(({ id }) => id === CAN_NAME) ?? false;

  const comparison = decided.data && (
    <Comparison
      of={decided.data.all.entries.map((entry) => entryAt(entry, alpha, names))}
      routers={options.data?.routers ?? []}
    />
  );
  return (
    <div className="layout">
      <h1 className="visually-hidden">Playground</h1>
      <QueryForm
        choice={choice}
        change={change}
        route={(text) => void logged.run(text)}
        options={options.data}
        alpha={alpha ?? decision?.alpha ?? 0.8}
        segments={segments}
        ignoresAlpha={decision !== null && decision.predictedPerformance === null}
        busy={logged.busy}
      />
      <div className="results" aria-busy={decided.loading && decision?.isAhead !== true}>
        {options.failure && !decided.failure && <Notice failure={options.failure} retry={options.retry} />}
        {decided.failure && <Notice failure={decided.failure} retry={decided.retry} />}
        {!decided.failure && <Logged of={logged} retry={() => void logged.run(query)} />}
        {query === '' && <Welcome options={options.data} />}
        {decided.loading && !decided.data && <p className="card placeholder">Deciding…</p>}
        {decision && !isOfAnother && (
          <Decision of={decision} roundTripMs={decided.roundTripMs}>
            {canName && <Needs query={query} router={CAN_NAME} pool={pool} top={top} />}
            {comparison}
          </Decision>
        )}
        {result?.__typename === 'RouteRefusal' && (
          <>
            <Refusal of={result} />
            {comparison}
          </>
        )}
      </div>
    </div>
  );
}
