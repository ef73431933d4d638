import { Field } from '../../../components/field';
import type { PriceDraft } from './price-draft';
import type { Problems } from './problems';

interface Props {
  draft: PriceDraft;
  change: (part: Partial<PriceDraft>) => void;
  problems: Problems;
  /** Whether a later start can be given. */
  dated?: boolean;
}

/** What an LLM costs. */
export function PriceFields({ draft, change, problems, dated = false }: Props) {
  return (
    <div className="form-grid">
      <Field
        label="Input, USD per million tokens"
        type="number"
        value={draft.input}
        onChange={(input) => change({ input })}
        problem={problems['price'] ?? problems['inputPerMillion']}
      />
      <Field
        label="Output, USD per million tokens"
        type="number"
        value={draft.output}
        onChange={(output) => change({ output })}
        problem={problems['outputPerMillion']}
      />
      <Field
        label="Cached input"
        type="number"
        hint="As other input when empty."
        value={draft.cached}
        onChange={(cached) => change({ cached })}
        problem={problems['cachedInputPerMillion']}
      />
      <Field
        label="Source of the price"
        hint="A price list, an invoice, an address."
        value={draft.source}
        onChange={(source) => change({ source })}
        problem={problems['source']}
      />
      {dated && (
        <Field
          label="Holds from"
          type="datetime-local"
          hint="Now when empty; never in the past."
          value={draft.from}
          onChange={(from) => change({ from })}
          problem={problems['effectiveFrom']}
        />
      )}
    </div>
  );
}
