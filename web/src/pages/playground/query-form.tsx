import { useId, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { DecisionFields } from './operations';
import { EXAMPLES } from './examples';
import { readFragment } from '../../gql';
import type { FragmentType } from '../../gql';
import type { OptionsQuery } from '../../gql/graphql';
import type { Choice } from './choice';
import { AlphaSlider } from './alpha-slider';

interface Props {
  choice: Choice;
  change: (part: Partial<Choice>) => void;
  /** Asks the present choice once more. */
  again: () => void;
  options: OptionsQuery | null;
  /** The decision on show; its α and α interval are drawn on the slider. */
  answered: FragmentType<typeof DecisionFields> | null;
  busy: boolean;
}

/** The query and its settings. Settings apply at once; the query when it is submitted. */
export function QueryForm({ choice, change, again, options, answered, busy }: Props) {
  const [draft, setDraft] = useState(choice.query);
  const [last, setLast] = useState(choice.query);
  // Back, forward and the examples change the query from outside; what the visitor is typing must follow.
  if (last !== choice.query) {
    setLast(choice.query);
    setDraft(choice.query);
  }
  const decision = answered && readFragment(DecisionFields, answered);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (draft.trim() === '') return;
    if (draft === choice.query) again();
    else change({ query: draft });
  };
  const submitOnCtrlEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };

  return (
    <form className="card form" onSubmit={submit} aria-label="Route a query">
      <label htmlFor="query">Query</label>
      <textarea
        id="query"
        rows={5}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={submitOnCtrlEnter}
        placeholder="What will the LLM be asked?"
        aria-describedby="query-help"
        dir="auto"
      />
      <div className="examples" role="group" aria-label="Example queries">
        {EXAMPLES.map((example) => (
          <button key={example.label} type="button" className="chip" onClick={() => change({ query: example.query })}>
            {example.label}
          </button>
        ))}
      </div>
      <div className="fields">
        <Select
          label="Candidate pool"
          value={choice.pool}
          onChange={(pool) => change({ pool })}
          options={options?.pools.map((pool) => ({
            id: pool.id,
            text: `${pool.id} · ${pool.llms.length}`,
            title: pool.description,
            isDefault: pool.isDefault,
          }))}
        />
        <Select
          label="Router"
          value={choice.router}
          onChange={(router) => change({ router })}
          options={options?.routers.map((router) => ({
            id: router.id,
            text: router.title,
            title: router.description,
            isDefault: router.isDefault,
          }))}
        />
      </div>
      <AlphaSlider
        value={choice.alpha ?? decision?.alpha ?? 0.8}
        interval={decision?.explanation.alphaInterval ?? null}
        chosen={decision?.llm.name ?? null}
        ignored={decision?.predictedPerformance === null}
        onChange={(alpha) => change({ alpha })}
      />
      <div className="submit">
        <button type="submit" className="primary" disabled={draft.trim() === ''}>
          {busy ? 'Routing…' : 'Route'}
        </button>
        <span id="query-help" className="hint">
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> routes. The text goes to this server only; no LLM is called.
        </span>
      </div>
    </form>
  );
}

interface Option {
  id: string;
  text: string;
  title: string;
  isDefault: boolean;
}

function Select(props: {
  label: string;
  value: string | null;
  options: Option[] | undefined;
  onChange: (id: string | null) => void;
}) {
  const { label, options = [], onChange } = props;
  const id = useId();
  const preset = options.find((option) => option.isDefault);
  const value = props.value ?? preset?.id ?? '';
  // A link may name something that this server does not have; the answer then says so, and the field shows what was asked.
  const unknown = value !== '' && !options.some((option) => option.id === value);
  const shown = options.find((option) => option.id === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        title={shown?.title}
        disabled={options.length === 0}
        onChange={(event) => onChange(event.target.value === preset?.id ? null : event.target.value)}
      >
        {unknown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id} title={option.title}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
