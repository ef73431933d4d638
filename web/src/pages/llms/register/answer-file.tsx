import { useId, useState } from 'react';
import { Panel } from '../../../components/panel';
import type { AnchorResponseInput } from '../../../gql/graphql';
import { Failed } from '../../../components/failed';
import { readAnswers } from './answers';
import type { Standing } from './use-standing';
import { useSubmit } from './use-submit';

interface Props {
  llm: string;
  standing: Standing;
  onSubmitted: () => void;
}

interface Chosen {
  readonly name: string;
  readonly answers: readonly AnchorResponseInput[];
  readonly problem: string | null;
}

/** Answers that were scored elsewhere, as a file. It is read here; only ids, scores and completions go to the server. */
export function AnswerFile({ llm, standing, onSubmitted }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const submit = useSubmit(llm, standing);
  const read = async (file: File | undefined) => {
    submit.forget();
    if (!file) return setChosen(null);
    const found = await readAnswers(await file.text());
    setChosen({
      name: file.name,
      answers: 'answers' in found ? found.answers : [],
      problem: 'problem' in found ? found.problem : null,
    });
  };
  const all = chosen?.answers.length ?? 0;
  return (
    <Panel
      title="Answers from a file"
      note="JSON lines or CSV with id and performance (0 to 1), or completion, references and grader; cost and tokens if known."
    >
      <div className="field">
        <label htmlFor={id}>File of answers</label>
        <input
          id={id}
          type="file"
          accept=".jsonl,.ndjson,.json,.csv,.txt"
          onChange={(event) => void read(event.target.files?.[0])}
        />
      </div>
      {chosen?.problem && (
        <p className="problem" role="alert">
          {chosen.name}: {chosen.problem}
        </p>
      )}
      <Failed failure={submit.failure} />
      <div className="form-actions">
        <button
          type="button"
          className="primary"
          disabled={all === 0 || submit.busy || submit.result !== null}
          onClick={() => void submit.run(chosen?.answers ?? []).then((done) => done !== null && onSubmitted())}
        >
          {all === 0 ? 'Submit answers' : `Submit ${all} answers`}
        </button>
        <span className="hint" role="status">
          {submit.busy && `${submit.done} of ${all} submitted…`}
          {submit.result !== null && `${submit.result} answers submitted.`}
        </span>
      </div>
    </Panel>
  );
}
