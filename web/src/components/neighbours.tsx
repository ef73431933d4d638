import { share } from '../format';
import type { DecisionFieldsFragment } from '../gql/graphql';

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
                {query.text ?? <span className="hint">Text not stored</span>}
              </span>
              <span className="hint">
                {query.task && `${query.task} · `}similarity {share(similarity)} ·{' '}
                {observed
                  ? `${chosen.name} scored ${share(observed.performance)}`
                  : `${performance.length} LLMs were scored, ${chosen.name} was not`}
              </span>
            </li>
          );
        })}
      </ul>
      {warmUpWeight > 0 && (
        <p className="hint">
          They make up {share(warmUpWeight)} of the query’s vector (warm-up λ), which steadies the prediction for
          unusual wording.
        </p>
      )}
    </section>
  );
}
