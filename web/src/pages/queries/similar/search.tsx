import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Empty } from '../../../components/empty';
import { Loaded } from '../../../components/loaded';
import { Panel } from '../../../components/panel';
import { readFragment } from '../../../gql';
import type { SimilarQuery as Answer } from '../../../gql/graphql';
import type { RequestState } from '../../../state/use-request';
import { SimilarFields } from '../operations';
import { SimilarTable } from './similar-table';

interface Props {
  text: string;
  onSearch: (text: string | null) => void;
  found: RequestState<Answer> & { retry: () => void };
  onPick: (id: string) => void;
}

/** Training queries like a text that is typed. */
export function Search({ text, onSearch, found, onPick }: Props) {
  const id = useId();
  const [draft, setDraft] = useState(text);
  const [last, setLast] = useState(text);
  // Back and forward change the text from outside.
  if (last !== text) {
    setLast(text);
    setDraft(text);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(draft.trim() === '' ? null : draft);
  };
  return (
    <Panel
      title="Similar queries"
      note="The training queries nearest to a text, which is what routers with neighbours decide by. Nothing is logged, no LLM is called."
    >
      <form className="search-form" onSubmit={submit} role="search" aria-label="Similar queries">
        <div className="field">
          <label htmlFor={id}>Text</label>
          <input
            id={id}
            type="search"
            value={draft}
            dir="auto"
            placeholder="What will the LLM be asked?"
            onChange={(event) => setDraft(event.target.value)}
          />
        </div>
        <button type="submit" className="primary">
          Find
        </button>
      </form>
      {text !== '' && (
        <Loaded of={found} what="similar queries">
          {({ similarQueries: { neighbours } }) =>
            neighbours.length === 0 ? (
              <Empty title="The serving version holds no training queries." />
            ) : (
              <div data-testid="found">
                <SimilarTable
                  caption="Queries like the text"
                  of={neighbours.map((one) => readFragment(SimilarFields, one))}
                  onPick={onPick}
                />
              </div>
            )
          }
        </Loaded>
      )}
    </Panel>
  );
}
