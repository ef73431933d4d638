import type { ReactNode } from 'react';
import { DecisionFields } from './operations';
import { milliseconds, price, score, share } from '../../format';
import { readFragment } from '../../gql';
import type { FragmentType } from '../../gql';
import { Cascade } from './cascade';
import { Excluded } from './excluded';
import { Neighbours } from './neighbours';
import { Ranking } from './ranking';

interface Props {
  of: FragmentType<typeof DecisionFields>;
  roundTripMs: number | null;
  /** Shown between the ranking and the evidence. */
  children: ReactNode;
}

/** The chosen LLM, why it was chosen, and what it was chosen from. */
export function Decision({ of, roundTripMs, children }: Props) {
  const decision = readFragment(DecisionFields, of);
  const { llm, explanation, timing } = decision;
  const usesPreference = decision.predictedPerformance === null;
  return (
    <>
      <section className="card decision" aria-labelledby="decision-title">
        <p role="status" className="visually-hidden">
          {llm.name} was chosen.
        </p>
        <div className="decision-head">
          <div>
            <h2 id="decision-title" data-testid="chosen">
              {llm.name}
            </h2>
            <p className="hint">
              {llm.developer}
              {llm.price && ` · ${price(llm.price)}`}
            </p>
          </div>
          <dl className="figures">
            <Figure
              term={usesPreference ? 'Preference' : 'Predicted performance'}
              value={share(decision.predictedPerformance ?? decision.preference ?? 0)}
            />
            <Figure term="Relative cost" value={share(decision.cost)} />
            <Figure term="Score" value={score(decision.score)} />
          </dl>
        </div>
        <p className="explanation" data-testid="explanation">
          {explanation.text}
        </p>
        <p className="hint terms">
          Score{' '}
          {explanation.scoreTerms.map((term) => (
            <span key={term.name} className="term">
              {term.name} <b>{score(term.value)}</b>
            </span>
          ))}
        </p>
        <p className="hint" data-testid="latency">
          Decided by {decision.router} in {milliseconds(timing.totalMs)} on the server (embedding{' '}
          {milliseconds(timing.embedMs)}, neighbours {milliseconds(timing.neighboursMs)}, prediction{' '}
          {milliseconds(timing.predictMs)})
          {roundTripMs !== null && <>, {milliseconds(roundTripMs)} with the network and all routers</>}.
        </p>
      </section>
      {decision.cascade && <Cascade of={decision.cascade} />}
      <Ranking llms={decision.ranking} />
      <Excluded llms={decision.excluded} />
      {children}
      <Neighbours of={decision.neighbours} warmUpWeight={decision.warmUpWeight} chosen={llm} />
    </>
  );
}

function Figure({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className="number">{value}</dd>
    </div>
  );
}
