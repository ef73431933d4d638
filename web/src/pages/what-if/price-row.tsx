import { useId } from 'react';
import type { PriceInput } from '../../gql/graphql';
import { useSettled } from '../../state/use-settled';

interface Props {
  name: string;
  price: PriceInput;
  onChange: (price: PriceInput) => void;
  onRemove: () => void;
}

/** One changed price. */
export function PriceRow({ name, price, onChange, onRemove }: Props) {
  const id = useId();
  return (
    <li>
      <div className="price-row" role="group" aria-labelledby={id}>
        <span id={id} className="price-name" title={price.llm}>
          {name}
        </span>
        <PriceField
          label="in"
          value={price.inputPerMillion}
          onChange={(inputPerMillion) => onChange({ ...price, inputPerMillion })}
        />
        <PriceField
          label="out"
          value={price.outputPerMillion}
          onChange={(outputPerMillion) => onChange({ ...price, outputPerMillion })}
        />
        <button
          type="button"
          className="quiet"
          aria-label={`Price of ${name} as it is`}
          title="As it is"
          onClick={onRemove}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
    </li>
  );
}

const isPrice = (text: string): boolean => text.trim() !== '' && Number(text) >= 0;

function PriceField({ label, value, onChange }: { label: string; value: number; onChange: (usd: number) => void }) {
  const [typed, setTyped] = useSettled(String(value), (text) => {
    if (isPrice(text) && Number(text) !== value) onChange(Number(text));
  });
  return (
    <label>
      <span>{label}</span>
      <input
        type="number"
        min={0}
        step="any"
        value={typed}
        aria-invalid={isPrice(typed) ? undefined : true}
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}
