import { ComparisonFields } from './operations';
import { score } from '../../format';
import { readFragment } from '../../gql';
import type { FragmentType } from '../../gql';
import { Meter, PerformanceMeter } from './meter';

interface Props {
  of: readonly FragmentType<typeof ComparisonFields>[];
  routers: readonly { id: string; title: string; description: string }[];
}

/** Every router's decision on the same query. */
export function Comparison({ of, routers }: Props) {
  const entries = readFragment(ComparisonFields, of);
  return (
    <section className="card" aria-labelledby="comparison-title">
      <h2 id="comparison-title">All routers on this query</h2>
      <div className="row row-head" aria-hidden="true">
        <span>Router and its choice</span>
        <span>Predicted performance P̂</span>
        <span>Relative cost C</span>
        <span className="number">Score S</span>
      </div>
      <ul className="rows mixed" data-testid="comparison">
        {entries.map(({ router: id, result }) => {
          const router = routers.find((one) => one.id === id);
          return (
            <li key={id} className="row">
              <span className="row-name">
                <span className="hint" title={router?.description}>
                  {router?.title ?? id}
                </span>
                {result.__typename === 'RoutingDecision' ? choice(result) : 'No decision'}
              </span>
              {result.__typename === 'RoutingDecision' ? (
                <>
                  <PerformanceMeter {...result} />
                  <Meter label="Relative cost" value={result.cost} kind="cost" />
                  <span className="number row-score">
                    <span className="meter-label">Score</span> {score(result.score)}
                  </span>
                </>
              ) : (
                <span className="row-refusal">
                  {result.message} <code>{result.code}</code>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <p className="hint">
        Numbers of different routers come from different models; compare their choices rather than their digits.
      </p>
    </section>
  );
}

/** The LLM to ask; for a cascade, all of them in the order of asking. */
function choice({ llm, cascade }: { llm: { name: string }; cascade?: { steps: { llm: { name: string } }[] } | null }) {
  return cascade ? cascade.steps.map((step) => step.llm.name).join(' → ') : llm.name;
}
