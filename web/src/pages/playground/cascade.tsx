import { share } from '../../format';

interface Step {
  llm: { id: string; name: string };
  predictedPerformance: number;
  acceptAt: number;
  reach: number;
}

interface Props {
  of: { steps: readonly Step[]; expectedPerformance?: number | null; expectedCost: number };
}

/** The plan of a router that asks several LLMs in turn. */
export function Cascade({ of: { steps, expectedPerformance, expectedCost } }: Props) {
  return (
    <section className="card" aria-labelledby="cascade-title">
      <h2 id="cascade-title">Asked in turn</h2>
      <ol className="cascade" data-testid="cascade">
        {steps.map(({ llm, predictedPerformance, acceptAt, reach }, i) => (
          <li key={llm.id}>
            <b>{llm.name}</b>{' '}
            <span className="hint">
              expected at {share(predictedPerformance)}, asked with probability {share(reach)}
              {i < steps.length - 1
                ? `; its answer is kept from a score of ${share(acceptAt)}`
                : '; any answer is kept'}
            </span>
          </li>
        ))}
      </ol>
      <p className="hint">
        Expected:{' '}
        {expectedPerformance !== null && expectedPerformance !== undefined && (
          <>performance {share(expectedPerformance)}, </>
        )}
        cost {share(expectedCost)} of one answer of the dearest LLM, every LLM that is asked counted.
      </p>
    </section>
  );
}
