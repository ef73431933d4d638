import { useState } from 'react';
import type { FormEvent } from 'react';
import { ChangeButton } from '../../../components/change-button';
import { request } from '../../../api/client';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { Empty } from '../../../components/empty';
import { Panel } from '../../../components/panel';
import { dollars, moment } from '../../../format';
import { useAction } from '../../../state/use-action';
import { isWholePrice, NO_PRICE, priceInput } from '../facts/price-draft';
import { PriceFields } from '../facts/price-fields';
import { problemsOf } from '../facts/problems';
import { Failed } from '../../../components/failed';
import type { Llm } from './llm-page';
import { SetPriceMutation } from './operations';
import { PriceChart } from './price-chart';

type PriceVersion = Llm['priceHistory'][number];

const COLUMNS: readonly Column<PriceVersion>[] = [
  {
    id: 'from',
    head: 'Holds from',
    cell: ({ effectiveFrom }) => since(effectiveFrom),
    sort: ({ effectiveFrom }) => effectiveFrom,
  },
  { id: 'input', head: 'Input', isNumber: true, cell: ({ inputPerMillion }) => dollars(inputPerMillion) },
  { id: 'output', head: 'Output', isNumber: true, cell: ({ outputPerMillion }) => dollars(outputPerMillion) },
  {
    id: 'cached',
    head: 'Cached input',
    isNumber: true,
    cell: ({ cachedInputPerMillion }) => (cachedInputPerMillion === null ? 'as input' : dollars(cachedInputPerMillion)),
  },
  { id: 'source', head: 'Source', cell: ({ source }) => source },
];

/** The catalogue's own prices hold since 1970, that is, always. */
const since = (at: string | null): string =>
  at === null || at.startsWith('1970')
    ? 'the beginning'
    : `${moment(at)}${Date.parse(at) > Date.now() ? ' (to come)' : ''}`;

/** What the LLM has cost, costs and will cost, and the form for a new price. */
export function PricePanel({ llm, onDone, variables }: { llm: Llm; onDone: () => void; variables: unknown }) {
  const [isOpen, setIsOpen] = useState(false);
  const history = llm.priceHistory;
  return (
    <>
      <Panel
        title="Prices"
        note="USD per million tokens. A new price never rewrites an old one."
        actions={
          <button type="button" className="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Cancel' : 'Set a price'}
          </button>
        }
      >
        {isOpen && (
          <PriceForm
            id={llm.id}
            onDone={() => {
              setIsOpen(false);
              onDone();
            }}
          />
        )}
        {history.length === 0 ? (
          <Empty title="It has no price.">Unpriced is not free: it is left out of decisions until it has one.</Empty>
        ) : (
          <DataTable
            caption="Prices, USD per million tokens"
            columns={COLUMNS}
            rows={history}
            rowKey={({ effectiveFrom }) => String(effectiveFrom)}
          />
        )}
      </Panel>
      {history.length > 1 && <PriceChart of={history} variables={variables} />}
    </>
  );
}

function PriceForm({ id, onDone }: { id: string; onDone: () => void }) {
  const [draft, setDraft] = useState(NO_PRICE);
  const set = useAction((signal) => request(SetPriceMutation, { input: { llm: id, ...priceInput(draft) } }, signal));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await set.run()) onDone();
  };
  return (
    <form className="card-form" onSubmit={(event) => void submit(event)} aria-label="Set a price">
      <PriceFields
        dated
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
        problems={problemsOf(set.failure, id)}
      />
      <Failed failure={set.failure} />
      <div className="form-actions">
        <ChangeButton type="submit" className="primary" disabled={set.busy || !isWholePrice(draft)}>
          Save price
        </ChangeButton>
        <span className="hint">Decisions use it as soon as it holds.</span>
      </div>
    </form>
  );
}
