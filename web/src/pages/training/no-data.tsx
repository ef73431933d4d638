import { Empty } from '../../components/empty';

/** Nothing was imported, so nothing can be trained: what to run. */
export function NoData() {
  return (
    <Empty title="There is nothing to train on yet">
      <p>
        Import queries with scores of LLMs, from 0 to 1. Stop the server first where it uses the embedded database,
        which belongs to one process:
      </p>
      <pre className="command">{`npx theta import scores.jsonl --source support-tickets\nnpm start`}</pre>
      <p>
        A line of the file is for example{' '}
        <code>{`{"query": "Reset my password", "responses": {"gpt-4-1106-preview": 1, "gemma-2-9b-it": 0.5}}`}</code>.
        CSV and the files of RouterBench and RouterDC are known too; docs/import-formats.md has all formats.
      </p>
    </Empty>
  );
}
