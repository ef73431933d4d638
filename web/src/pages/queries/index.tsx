import { useCallback, useMemo } from 'react';
import './queries.css';
import { Loaded } from '../../components/loaded';
import { Notice } from '../../components/notice';
import { PageHead } from '../../components/page-head';
import { readFragment } from '../../gql';
import type { SimilarQuery as Answer } from '../../gql/graphql';
import { useFilters } from '../../state/use-filters';
import { useFragment } from '../../state/use-fragment';
import { useIntoView } from '../../state/use-into-view';
import { NO_VARIABLES, useQuery } from '../../state/use-request';
import { choicesInput, clusterOf, colourOf, mapInput } from './choice';
import { Clusters } from './clusters/clusters';
import { QueryFilters } from './filters';
import { Histogram } from './histogram';
import { QueryMapPanel } from './map/query-map';
import type { Mark } from './map/groups';
import { ChoicesQuery, HistogramQuery, MapQuery, QueryOptionsQuery, SimilarFields, SimilarQuery } from './operations';
import { Search } from './similar/search';
import { Selected } from './similar/selected';
import { nameOf } from './similar/similar-table';
import { useBetterLayout } from './use-better-layout';

const NEIGHBOURS = 10;
const NO_MARKS: readonly Mark[] = [];

/** /queries: the training queries of the serving version, how hard they are, how they lie and what they need. */
export default function QueriesPage() {
  const [filters, change] = useFilters();
  const [{ q: text = '' }, changeText] = useFragment();
  const { router, task, points, alpha, pool, query: selected } = filters;
  const options = useQuery(QueryOptionsQuery, NO_VARIABLES);

  const drawn = useMemo(() => ({ input: mapInput({ router, task, points }) }), [router, task, points]);
  const map = useQuery(MapQuery, drawn);
  const isByLlm = colourOf(filters) === 'llm';
  const choosing = useMemo(
    () => (isByLlm ? { input: choicesInput({ router, task, points, alpha, pool }) } : null),
    [isByLlm, router, task, points, alpha, pool],
  );
  const choices = useQuery(ChoicesQuery, choosing);
  const layout = map.data?.queryMap.method;
  useBetterLayout(map.data?.queryMap.state === 'COMPUTING', map.retry);

  const routers = options.data?.routers;
  const graded = routers?.find(({ id }) => id === router)?.capabilities.includes('ITEM_PARAMETERS') ? router : null;
  const scale = useMemo(() => (routers ? { router: graded ?? null } : null), [routers, graded]);
  const histogram = useQuery(HistogramQuery, scale);

  // `layout` is among what these depend on: places are other ones then, and are asked for again.
  const ofQuery = useMemo(
    () => (selected === undefined ? null : { input: { query: selected, k: NEIGHBOURS, router: router ?? null } }),
    [selected, router, layout],
  );
  const ofText = useMemo(
    () => (text === '' ? null : { input: { text, k: NEIGHBOURS, router: router ?? null } }),
    [text, router, layout],
  );
  const selection = useQuery(SimilarQuery, ofQuery);
  const search = useQuery(SimilarQuery, ofText);
  const onPick = useCallback((id: string) => change({ query: id }, true), [change]);
  const onCluster = useCallback(
    (id: number | null) => change({ cluster: id === null ? null : String(id) }, id !== null),
    [change],
  );

  const selectedPanel = useIntoView(selected);
  const shown = (ofQuery ? selection : search).data?.similarQueries ?? null;
  const { marked, similar } = useMemo(() => marksOf(shown), [shown]);
  const keeper = routers?.find(({ capabilities }) => capabilities.includes('CLUSTERS'))?.id;
  return (
    <div className="page">
      <PageHead
        title="Queries"
        lead="The training queries of the serving version: how hard they are, which are alike, and what they need."
      />
      <QueryFilters filters={filters} change={change} options={options.data} tasks={map.data?.queryMap.tasks ?? []} />
      {options.failure && <Notice failure={options.failure} retry={options.retry} />}
      <Loaded of={map} what="the map">
        {({ queryMap }) => (
          <QueryMapPanel
            map={queryMap}
            choices={choices.data?.queryMap.choices ?? null}
            variables={drawn}
            filters={filters}
            change={change}
            marked={marked}
            similar={similar}
          />
        )}
      </Loaded>
      {choices.failure && <Notice failure={choices.failure} retry={choices.retry} />}
      {selected !== undefined && (
        <div ref={selectedPanel}>
          <Selected found={selection} onPick={onPick} onCluster={onCluster} onClose={() => change({ query: null })} />
        </div>
      )}
      <Search text={text} onSearch={(q) => changeText({ q })} found={search} onPick={onPick} />
      <Loaded of={histogram} what="the difficulty">
        {({ difficultyHistogram }) => <Histogram of={difficultyHistogram} variables={scale} />}
      </Loaded>
      {keeper !== undefined && (
        <Clusters
          router={keeper}
          open={clusterOf(filters)}
          onOpen={onCluster}
          onQuery={onPick}
          onShow={(id) => change({ colour: 'cluster', highlight: String(id) })}
        />
      )}
    </div>
  );
}

type Found = Answer['similarQueries'];

/** What stands out on the map: a query or a text, and what is like it. */
function marksOf(found: Found | null): { marked: Mark | null; similar: readonly Mark[] } {
  if (!found) return { marked: null, similar: NO_MARKS };
  const { query, place, neighbours } = found;
  const one = readFragment(SimilarFields, query);
  return {
    marked: place && { id: one?.query.id ?? null, name: one ? 'Selected query' : 'Your text', x: place.x, y: place.y },
    similar: neighbours.map((neighbour) => {
      const like = readFragment(SimilarFields, neighbour);
      return { id: like.query.id, name: nameOf(like), x: like.place.x, y: like.place.y };
    }),
  };
}
