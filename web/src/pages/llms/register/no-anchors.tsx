import type { Failure } from '../../../api/client';
import { Empty } from '../../../components/empty';

/** A server without texts has nothing to ask; what to do about it. */
export function NoAnchors({ failure, retry }: { failure: Failure | null; retry: () => void }) {
  return (
    <>
      <Empty title={failure?.message ?? 'There is no query to ask.'}>
        <p>
          {failure?.hint} Each line of the file holds a query, its task and what LLMs of the catalogue scored on it
          (docs/import-formats.md); stop the server for it where it keeps the embedded database.
        </p>
        <p>You can also go on without answers: the LLM is then routed by its prior.</p>
      </Empty>
      <pre className="command">theta import queries.jsonl --source mine</pre>
      <div className="form-actions">
        <button type="button" className="quiet" onClick={retry}>
          Look again
        </button>
      </div>
    </>
  );
}
