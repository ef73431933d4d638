import { Link } from 'wouter';
import { Figure, Figures } from '../../../components/figure';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { share } from '../../../format';
import { readFragment } from '../../../gql';
import type { SimilarFieldsFragment, SimilarQuery as Answer } from '../../../gql/graphql';
import type { RequestState } from '../../../state/use-request';
import { SimilarFields } from '../operations';
import { SimilarTable, meanScore } from './similar-table';

interface Props {
  found: RequestState<Answer> & { retry: () => void };
  onPick: (id: string) => void;
  onCluster: (cluster: number) => void;
  onClose: () => void;
}

/** One training query: what it is, how LLMs did on it, and what is like it. */
export function Selected({ found, onPick, onCluster, onClose }: Props) {
  return (
    <Panel
      title="Selected query"
      className="selected"
      actions={
        <button type="button" className="quiet" onClick={onClose}>
          Close
        </button>
      }
    >
      <Loaded of={found} what="the query">
        {({ similarQueries: { query, neighbours, difficultyRouter } }) => {
          const one = readFragment(SimilarFields, query);
          return one ? (
            <>
              <About of={one} difficultyRouter={difficultyRouter} onCluster={onCluster} />
              <h3>Most similar</h3>
              <SimilarTable
                caption="Queries like the selected one"
                of={neighbours.map((neighbour) => readFragment(SimilarFields, neighbour))}
                onPick={onPick}
              />
            </>
          ) : null;
        }}
      </Loaded>
    </Panel>
  );
}

interface AboutProps {
  of: SimilarFieldsFragment;
  difficultyRouter: string | null;
  onCluster: (cluster: number) => void;
}

function About({ of, difficultyRouter, onCluster }: AboutProps) {
  const { query, cluster, difficulty } = of;
  const mean = meanScore(of);
  const scores = [...of.performance].sort(
    (a, b) => b.performance - a.performance || a.llm.name.localeCompare(b.llm.name),
  );
  return (
    <div className="about" data-testid="selected">
      {query.text === null ? (
        <p className="hint">
          The text of this query is not stored: the router set that comes with the server has its task and its id{' '}
          <code>{query.id}</code>.
        </p>
      ) : (
        <>
          <p className="query-text" dir="auto">
            {query.text}
          </p>
          <p>
            <Link href={`/#${new URLSearchParams({ q: query.text }).toString()}`}>Route it in the playground</Link>
          </p>
        </>
      )}
      <Figures>
        <Figure term="Task" value={query.task ?? '–'} />
        <Figure
          term="Difficulty"
          value={difficulty === null ? '–' : share(difficulty)}
          note={difficultyRouter && `by ${difficultyRouter}`}
        />
        <Figure term="Mean score" value={mean === null ? '–' : share(mean)} note={`of ${of.performance.length} LLMs`} />
        <Figure
          term="Cluster"
          value={
            cluster === null ? (
              '–'
            ) : (
              <button type="button" className="link" onClick={() => onCluster(cluster)}>
                {cluster}
              </button>
            )
          }
        />
      </Figures>
      {scores.length > 0 && (
        <ul className="scores" aria-label="Scores of LLMs on this query">
          {scores.map(({ llm, performance }) => (
            <li key={llm.id}>
              <span className={performance >= 0.5 ? 'badge good' : 'badge bad'}>
                {llm.name} <b className="number">{share(performance)}</b>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
