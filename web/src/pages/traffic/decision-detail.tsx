import { useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { Empty } from '../../components/empty';
import { Figure, Figures } from '../../components/figure';
import { Loaded } from '../../components/loaded';
import { PageHead } from '../../components/page-head';
import { Panel } from '../../components/panel';
import { dollars, figure, milliseconds, moment, percent, score, share } from '../../format';
import { readFragment } from '../../gql';
import type { LoggedDecisionDetailQuery, LoggedRowFragment } from '../../gql/graphql';
import { useQuery } from '../../state/use-request';
import { LoggedDecisionQuery, LoggedRow } from './operations';

type Detail = NonNullable<LoggedDecisionDetailQuery['decision']> & LoggedRowFragment;
type Candidate = Detail['ranking'][number];

const COLUMNS: readonly Column<Candidate>[] = [
  { id: 'llm', head: 'LLM', sort: ({ llm }) => llm, cell: ({ llm }) => llm },
  { id: 'score', head: 'Score', isNumber: true, sort: (c) => c.score, cell: (c) => score(c.score) },
  {
    id: 'predicted',
    head: 'P̂',
    isNumber: true,
    sort: (c) => c.predictedPerformance,
    cell: (c) => (c.predictedPerformance === null ? '–' : share(c.predictedPerformance)),
  },
  { id: 'cost', head: 'Cost C', isNumber: true, sort: (c) => c.cost, cell: (c) => share(c.cost) },
  {
    id: 'usd',
    head: 'Expected USD',
    isNumber: true,
    sort: (c) => c.expectedUsd,
    cell: (c) => (c.expectedUsd === null ? '–' : dollars(c.expectedUsd)),
  },
];

/** One logged decision: what was decided and on which numbers, and what was said about it. */
export function DecisionDetail({ id }: { id: string }) {
  const search = useSearch();
  const found = useQuery(
    LoggedDecisionQuery,
    useMemo(() => ({ id }), [id]),
  );
  return (
    <div className="page">
      <PageHead title="Decision" lead={<span className="number">{id}</span>}>
        <Link href={`/traffic${search && `?${search}`}`}>Back to the traffic</Link>
      </PageHead>
      <Loaded of={found} what="the decision">
        {({ decision }) =>
          decision ? (
            <Body of={{ ...decision, ...readFragment(LoggedRow, decision) }} />
          ) : (
            <div className="card">
              <Empty title="No such decision is logged">
                It may have been deleted, or the link is of another server.
              </Empty>
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

function Body({ of }: { of: Detail }) {
  return (
    <>
      <Panel
        title={of.llm?.name ?? of.llmId}
        note={`Chosen ${moment(of.createdAt)} by ${of.router}, version ${of.version}`}
      >
        {of.query === null ? (
          <p className="hint">The text of the query is not stored.</p>
        ) : (
          <>
            <p className="query-text">{of.query}</p>
            <p>
              <Link
                href={`/#${new URLSearchParams({ q: of.query, router: of.router, alpha: String(of.alpha) }).toString()}`}
              >
                Decide it again in the playground, with an explanation
              </Link>
            </p>
          </>
        )}
        <Figures>
          <Figure
            term="Score"
            value={score(of.score)}
            note={`α ${figure(of.alpha)}, warm-up λ ${figure(of.warmUpWeight)}`}
          />
          <Figure term="P̂" value={of.predictedPerformance === null ? '–' : share(of.predictedPerformance)} />
          <Figure
            term="Expected cost"
            value={of.expectedUsd === null ? '–' : dollars(of.expectedUsd)}
            note={`C ${share(of.cost)}`}
          />
          <Figure
            term="Nearest training query"
            value={of.nearestSimilarity === null ? '–' : share(of.nearestSimilarity)}
            note="cosine"
          />
          <Figure term="Took" value={milliseconds(of.durationMs)} />
          <Figure
            term="Pool"
            value={of.pool ?? 'a list of its own'}
            note={of.tags.length > 0 ? `tags: ${of.tags.join(', ')}` : undefined}
          />
        </Figures>
        <p className="hint">{why(of)}</p>
      </Panel>
      <Panel title="Ranking" note="The numbers that decided, best score first">
        <DataTable
          caption="Ranking"
          columns={COLUMNS}
          rows={of.ranking}
          rowKey={({ llm }) => llm}
          rowClass={({ llm }) => (llm === of.llmId ? 'chosen' : undefined)}
        />
      </Panel>
      <Panel title="Feedback">
        {of.feedback.length === 0 ? (
          <p className="hint">Nobody has said anything about it.</p>
        ) : (
          <ul>
            {of.feedback.map((said) => (
              <li key={said.id}>
                {said.reporter}, {moment(said.createdAt)}:{' '}
                {said.score !== null
                  ? `score ${figure(said.score)}`
                  : (said.thumbs ??
                    (said.preferredLlm ? `prefers ${said.preferredLlm}` : `right answer: ${said.correctedLabel}`))}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

/** Why the chosen LLM is not, or is, the first of the ranking. */
function why({ abstained, exploration, ranking, llmId }: Detail): string {
  const best = ranking[0]?.llm === llmId;
  if (abstained === true) return 'The query was unlike the training queries, so a safe LLM was taken.';
  if (exploration?.explored)
    return `Chance chose it: exploration was on, and it had a probability of ${percent(exploration.propensity)}.`;
  if (exploration && best)
    return `It has the best score of the candidates; exploration was on, and it had a probability of ${percent(exploration.propensity)}.`;
  return best ? 'It has the best score of the candidates.' : 'It is not the first of the ranking.';
}
