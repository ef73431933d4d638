import { share } from '../../format';
import type { DecisionFieldsFragment } from '../../gql/graphql';

interface Props {
  of: DecisionFieldsFragment['neighbours'];
  /** λ of the warm-up. */
  warmUpWeight: number;
  chosen: { id: string; name: string };
}

/** The training queries nearest to this one: the evidence behind the prediction. */
export function Neighbours({ of, warmUpWeight, chosen }: Props) {
  if (of.length === 0) return null;
  return (
    <section className="card" aria-labelledby="neighbours-title">
      <h2 id="neighbours-title">Nearest training queries</h2>
      <ul className="rows" data-testid="neighbours">
        {of.map(({ query, similarity, performance }) => {
          const observed = performance.find((one) => one.llm.id === chosen.id);
          return (
            <li key={query.id} className="neighbour">
              <span className="neighbour-text" dir="auto">
                {query.text ?? query.task ?? query.id}
              </span>
              <span className="hint">
                {query.text && query.task && `${query.task} · `}similarity {share(similarity)} ·{' '}
                {observed
                  ? `${chosen.name} scored ${share(observed.performance)} on it`
                  : `${chosen.name} was not scored on it`}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="hint">
        {of.some(({ query }) => query.text === null) &&
          'The router set that comes with the server names the task of a training query; it does not hold its text. '}
        {warmUpWeight > 0 &&
          `These make up ${share(warmUpWeight)} of the query’s vector (warm-up λ), which steadies the prediction for unusual wording.`}
      </p>
    </section>
  );
}
