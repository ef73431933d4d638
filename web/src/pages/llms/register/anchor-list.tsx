import { useState } from 'react';
import { download, fileName, textFile } from '../../../charts/download';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Empty } from '../../../components/empty';
import { share } from '../../../format';
import type { AnchorQueriesOfLlmQuery } from '../../../gql/graphql';
import { Failed } from '../../../components/failed';
import type { Standing } from './use-standing';
import { useSubmit } from './use-submit';

type Anchor = AnchorQueriesOfLlmQuery['anchorQueries'][number];

interface Props {
  llm: string;
  queries: readonly Anchor[];
  standing: Standing;
  onSubmitted: () => void;
}

/** The queries to ask, to be taken away as a file or scored here. */
export function AnchorList({ llm, queries, standing, onSubmitted }: Props) {
  const [scores, setScores] = useState<Readonly<Record<string, string>>>({});
  const submit = useSubmit(llm, standing);
  const typed = queries.flatMap(({ id }) => {
    const score = scores[id]?.trim() ?? '';
    return score === '' ? [] : [{ query: id, performance: Number(score) }];
  });
  const isBad = typed.some(({ performance }) => !(performance >= 0 && performance <= 1));
  const columns: readonly Column<Anchor>[] = [
    {
      id: 'text',
      head: 'Query',
      cell: ({ text }) => (
        <div className="anchor-text" dir="auto">
          {text}
        </div>
      ),
    },
    { id: 'task', head: 'Task', cell: ({ task }) => task ?? '–', sort: ({ task }) => task },
    {
      id: 'predicted',
      head: 'P̂',
      title: 'What the router expects of the LLM on it',
      isNumber: true,
      cell: ({ predicted }) => (predicted === null ? '–' : share(predicted)),
      sort: ({ predicted }) => predicted,
    },
    {
      id: 'score',
      head: 'Score, 0 to 1',
      cell: ({ id, text }) => (
        <input
          type="number"
          min={0}
          max={1}
          step="any"
          aria-label={`Score on: ${text.slice(0, 80)}`}
          value={scores[id] ?? ''}
          onChange={(event) => setScores({ ...scores, [id]: event.target.value })}
        />
      ),
    },
  ];
  if (queries.length === 0) return <Empty title="It has answered every stored query that fits." />;
  const lines = queries.map((query) => JSON.stringify(given(query))).join('\n');
  return (
    <>
      <DataTable caption="Anchor queries" columns={columns} rows={queries} rowKey={({ id }) => id} first={20} />
      <Failed failure={submit.failure} />
      <div className="form-actions">
        <button
          type="button"
          className="primary"
          disabled={typed.length === 0 || isBad || submit.busy}
          onClick={() => void submit.run(typed).then((done) => done !== null && onSubmitted())}
        >
          {typed.length === 0 ? 'Submit scores' : `Submit ${typed.length} ${typed.length === 1 ? 'score' : 'scores'}`}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => download(`anchors-${fileName(llm)}.jsonl`, textFile(`${lines}\n`, 'application/x-ndjson'))}
        >
          Download {queries.length} as JSONL
        </button>
        {isBad && <span className="problem">A score goes from 0 (wrong) to 1 (right).</span>}
      </div>
    </>
  );
}

/** As `theta anchors` prints it: what is not known is left out. */
const given = ({ id, text, task, references, grader }: Anchor) => ({
  id,
  text,
  ...(task !== null && { task }),
  ...(references && { references }),
  ...(grader !== null && { grader: grader.toLowerCase() }),
});
