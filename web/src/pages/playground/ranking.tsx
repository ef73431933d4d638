import { useState } from 'react';
import { RankedLlmFields } from './operations';
import { price, score } from '../../format';
import { readFragment } from '../../gql';
import type { FragmentType } from '../../gql';
import { Meter, PerformanceMeter } from './meter';

/** Candidates shown before the visitor asks for all. */
const FIRST = 8;

/** The candidates, best first. */
export function Ranking({ llms }: { llms: readonly FragmentType<typeof RankedLlmFields>[] }) {
  const ranking = readFragment(RankedLlmFields, llms);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? ranking : ranking.slice(0, FIRST);
  const isPreference = ranking[0]?.predictedPerformance === null;
  return (
    <section className="card" aria-labelledby="ranking-title">
      <h2 id="ranking-title">Ranking</h2>
      <div className="row row-head" aria-hidden="true">
        <span>LLM</span>
        <span>{isPreference ? 'Preference' : 'Predicted performance P̂'}</span>
        <span>Relative cost C</span>
        <span className="number">Score S</span>
      </div>
      <ol className="rows" data-testid="ranking">
        {shown.map((candidate, i) => (
          <li key={candidate.llm.id} className={i === 0 ? 'row best' : 'row'}>
            <span className="row-name" title={candidate.llm.price ? price(candidate.llm.price) : 'No price'}>
              {candidate.llm.name}
            </span>
            <PerformanceMeter {...candidate} />
            <Meter label="Relative cost" value={candidate.cost} kind="cost" />
            <span className="number row-score">
              <span className="meter-label">Score</span> {score(candidate.score)}
            </span>
          </li>
        ))}
      </ol>
      {ranking.length > FIRST && (
        <button type="button" className="quiet more" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${ranking.length} candidates`}
        </button>
      )}
    </section>
  );
}
