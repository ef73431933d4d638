import { numberOrNull } from './draft';

/** A price as it is typed, USD per million tokens. */
export interface PriceDraft {
  readonly input: string;
  readonly output: string;
  readonly cached: string;
  readonly source: string;
  /** Local time of the visitor; empty for now. */
  readonly from: string;
}

export const NO_PRICE: PriceDraft = { input: '', output: '', cached: '', source: '', from: '' };

export const isEmptyPrice = ({ input, output, cached, source }: PriceDraft): boolean =>
  [input, output, cached, source].every((value) => value.trim() === '');

/** As the API takes it; ask {@link isWholePrice} first. */
export function priceInput({ input, output, cached, source, from }: PriceDraft) {
  const cachedInputPerMillion = numberOrNull(cached);
  return {
    inputPerMillion: numberOrNull(input) ?? 0,
    outputPerMillion: numberOrNull(output) ?? 0,
    ...(cachedInputPerMillion !== null && { cachedInputPerMillion }),
    source: source.trim(),
    ...(from !== '' && { effectiveFrom: new Date(from).toISOString() }),
  };
}

/** Whether both prices that a price needs were typed: 0 is a price, nothing is none. */
export const isWholePrice = ({ input, output }: PriceDraft): boolean => input.trim() !== '' && output.trim() !== '';
