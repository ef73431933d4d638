import type { Failure } from '../api/client';

/** Something went wrong: what, what to do, and the code to look up. */
export function Notice({ failure, retry }: { failure: Failure; retry: () => void }) {
  return (
    <section className="card notice" role="alert">
      <h2>{failure.message}</h2>
      {failure.hint && <p>{failure.hint}</p>}
      <p className="notice-foot">
        <code>{failure.code}</code>
        <button type="button" className="quiet" onClick={retry}>
          Try again
        </button>
      </p>
    </section>
  );
}
