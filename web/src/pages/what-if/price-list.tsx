import { useEffect, useState } from 'react';
import { Select } from '../../components/select';
import type { PriceInput, WhatIfOptionsQuery } from '../../gql/graphql';
import { PriceRow } from './price-row';

interface Props {
  prices: readonly PriceInput[];
  llms: WhatIfOptionsQuery['llms'];
  onChange: (prices: readonly PriceInput[]) => void;
}

/** Prices to put in place of those of the catalogue, LLM by LLM. */
export function PriceList({ prices, llms, onChange }: Props) {
  const names = new Map(llms.map(({ id, name }) => [id, name]));
  // The list that a row in flight is put into is the newest one, not that of its last drawing.
  const [latest, setLatest] = useState(prices);
  useEffect(() => setLatest(prices), [prices]);
  const add = (id: string | null) => {
    if (id === null) return;
    const known = llms.find((llm) => llm.id === id)?.price;
    onChange([
      ...prices,
      { llm: id, inputPerMillion: known?.inputPerMillion ?? 0, outputPerMillion: known?.outputPerMillion ?? 0 },
    ]);
  };
  return (
    <fieldset className="prices">
      <legend>Prices, USD per million tokens</legend>
      {prices.length > 0 && (
        <ul>
          {prices.map((price) => (
            <PriceRow
              key={price.llm}
              name={names.get(price.llm) ?? price.llm}
              price={price}
              onChange={(changed) => onChange(latest.map((one) => (one.llm === price.llm ? changed : one)))}
              onRemove={() => onChange(prices.filter(({ llm }) => llm !== price.llm))}
            />
          ))}
        </ul>
      )}
      <Select
        label={prices.length > 0 ? 'Change another price' : 'Change a price'}
        value={null}
        none="Choose an LLM"
        options={llms
          .filter(({ id }) => !prices.some(({ llm }) => llm === id))
          .map(({ id, name }) => ({ id, text: name }))}
        onChange={add}
      />
    </fieldset>
  );
}
