import { useEffect, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { Select } from '../../components/select';
import type { OptionsQuery } from '../../gql/graphql';
import { AlphaSlider } from './alpha-slider';
import type { NamedSegment } from './alpha-slider';
import type { Choice } from './choice';
import { EXAMPLES } from './examples';

interface Props {
  choice: Choice;
  change: (part: Partial<Choice>, push?: boolean) => void;
  /** Routes and logs the query. */
  route: (query: string) => void;
  options: OptionsQuery | null;
  /** α on show. */
  alpha: number;
  segments: readonly NamedSegment[];
  ignoresAlpha: boolean;
  busy: boolean;
}

/** A pause in typing after which the routers are asked. */
const TYPING_MS = 350;

/** The query and its settings. Both apply as they change. */
export function QueryForm({ choice, change, route, options, alpha, segments, ignoresAlpha, busy }: Props) {
  const [draft, setDraft] = useState(choice.query);
  const [last, setLast] = useState(choice.query);
  // Back, forward and the examples change the query from outside; what the visitor is typing must follow.
  if (last !== choice.query) {
    setLast(choice.query);
    setDraft(choice.query);
  }
  useEffect(() => {
    if (draft === choice.query) return;
    const timer = setTimeout(() => change({ query: draft.trim() === '' ? '' : draft }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [draft, choice.query, change]);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (draft.trim() === '') return;
    if (draft !== choice.query) change({ query: draft });
    route(draft);
  };
  const submitOnCtrlEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };
  const pool = options?.pools.find((one) => one.isDefault)?.id ?? null;
  const router = options?.routers.find((one) => one.isDefault)?.id ?? null;

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
          <button
            key={example.label}
            type="button"
            className="chip"
            onClick={() => change({ query: example.query }, true)}
          >
            {example.label}
          </button>
        ))}
      </div>
      <div className="fields">
        <Select
          label="Candidate pool"
          value={choice.pool ?? pool}
          onChange={(id) => change({ pool: id === pool ? null : id })}
          options={
            options?.pools.map(({ id, llms, description }) => ({
              id,
              text: `${id} · ${llms.length}`,
              title: description,
            })) ?? []
          }
        />
        <Select
          label="Router"
          value={choice.router ?? router}
          onChange={(id) => change({ router: id === router ? null : id })}
          options={
            options?.routers.map(({ id, title, description }) => ({ id, text: title, title: description })) ?? []
          }
        />
      </div>
      <AlphaSlider
        value={alpha}
        segments={segments}
        ignored={ignoresAlpha}
        onChange={(value) => change({ alpha: value })}
      />
      <div className="submit">
        <button type="submit" className="primary" disabled={draft.trim() === '' || busy}>
          {busy ? 'Routing…' : 'Route and log'}
        </button>
        <span id="query-help" className="hint">
          Decisions show as you type and are not logged; <kbd>Ctrl</kbd> <kbd>Enter</kbd> logs one. The text goes to
          this server only; no LLM is called.
        </span>
      </div>
    </form>
  );
}
