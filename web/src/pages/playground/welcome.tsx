import type { OptionsQuery } from '../../gql/graphql';

/** Before the first query: what this page does, with the numbers of this server. */
export function Welcome({ options }: { options: OptionsQuery | null }) {
  const llms = options?.pools.find((pool) => pool.isDefault)?.llms.length;
  return (
    <section className="card welcome">
      <h2>Which LLM should answer this?</h2>
      <p>
        Type a query or pick an example. ThetaRouter predicts how well each LLM
        {llms === undefined ? ' of the pool' : ` of ${llms}`} will answer it, weighs that against what it costs, and
        says why the best one won.{' '}
        {options && <>All {options.routers.length} loaded routers are asked, side by side.</>}
      </p>
      <dl className="legend">
        <div>
          <dt>P̂</dt>
          <dd>predicted performance, from 0 to 1</dd>
        </div>
        <div>
          <dt>C</dt>
          <dd>cost relative to the dearest LLM, from 0 to 1</dd>
        </div>
        <div>
          <dt>S = α·P̂ − (1 − α)·C</dt>
          <dd>score; the highest wins</dd>
        </div>
      </dl>
      {options && (
        <>
          <h3>Routers on this server</h3>
          <ul className="catalogue">
            {options.routers.map((router) => (
              <li key={router.id}>
                <strong>{router.title}</strong> <span className="hint">{router.description}</span>
              </li>
            ))}
          </ul>
          <h3>Candidate pools</h3>
          <ul className="catalogue">
            {options.pools.map((pool) => (
              <li key={pool.id}>
                <strong>{pool.id}</strong> <span className="hint">{pool.description}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
