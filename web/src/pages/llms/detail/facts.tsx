import { useState } from 'react';
import type { FormEvent } from 'react';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { Panel } from '../../../components/panel';
import { count, figure, moment } from '../../../format';
import { useAction } from '../../../state/use-action';
import { changesOf, draftOf } from '../facts/draft';
import type { FactsDraft } from '../facts/draft';
import { FactsFields } from '../facts/facts-fields';
import { problemsOf } from '../facts/problems';
import { Failed } from '../../../components/failed';
import type { Llm } from './llm-page';
import { UpdateLlmMutation } from './operations';

/** What is registered of an LLM, to read and to change. */
export function Facts({ llm, onDone }: { llm: Llm; onDone: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const actions = (
    <button type="button" className="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
      {isOpen ? 'Cancel' : 'Update facts'}
    </button>
  );
  const note = llm.updatedAt ? `Changed ${moment(llm.updatedAt)}` : undefined;
  return (
    <Panel title="Facts" note={note} actions={actions}>
      {isOpen ? <FactsForm llm={llm} onDone={onDone} /> : <FactList llm={llm} />}
    </Panel>
  );
}

function FactList({ llm }: { llm: Llm }) {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Family', llm.family],
    ['Parameters', llm.sizeBillions === null ? null : `${figure(llm.sizeBillions)} billion`],
    ['Released', llm.releaseDate],
    ['Longest answer', llm.maxOutputTokens === null ? null : `${count(llm.maxOutputTokens)} tokens`],
    ['Reads', llm.modalities.join(', ')],
    ['Calls tools', llm.toolCalling === null ? null : llm.toolCalling ? 'yes' : 'no'],
    ['Languages', llm.languages?.join(', ') ?? null],
    ['Latency', llm.typicalLatencyMs === null ? null : `${figure(llm.typicalLatencyMs)} ms, median per answer`],
    ['Tags', llm.tags.join(', ')],
    ['Aliases', llm.aliases.join(', ')],
    ['Registered', llm.registeredAt === null ? 'came with a release' : moment(llm.registeredAt)],
  ];
  return (
    <>
      <p className="text">{llm.profile}</p>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([term, value]) => (
            <div key={term} className="fact">
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function FactsForm({ llm, onDone }: { llm: Llm; onDone: () => void }) {
  const [before] = useState<FactsDraft>(() => draftOf(llm));
  const [draft, setDraft] = useState(before);
  const update = useAction((signal, input: object) =>
    request(UpdateLlmMutation, { input: { id: llm.id, ...input } }, signal),
  );
  const changes = changesOf(before, draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await update.run(changes)) onDone();
  };
  return (
    <form className="card-form" onSubmit={(event) => void submit(event)} aria-label="Update facts">
      <FactsFields
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        problems={problemsOf(update.failure, llm.id)}
      />
      <Failed failure={update.failure} />
      <div className="form-actions">
        <ChangeButton type="submit" className="primary" disabled={update.busy || Object.keys(changes).length === 0}>
          Save facts
        </ChangeButton>
        <span className="hint">A new profile changes at once what routers predict from it.</span>
      </div>
    </form>
  );
}
