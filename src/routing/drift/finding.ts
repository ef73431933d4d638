import type { DriftCheck } from './types.js';

/** A check before the p-values are corrected: what it found, and how to say it. */
export interface Finding extends Pick<
  DriftCheck,
  'kind' | 'llm' | 'recent' | 'reference' | 'threshold' | 'interval' | 'figures'
> {
  /** Null where there are too few. */
  readonly test: { readonly statistic: number; readonly pValue: number; readonly effect: number } | null;
  /** The figures in a sentence; where there are too few, what is missing. */
  readonly text: string;
  /** Recent decisions that show it best, with their value, at most as many as asked for. */
  readonly examples: (most: number) => readonly { readonly id: string; readonly value: number | null }[];
}

/** Says nothing, and why. */
export const tooFew = (
  of: Pick<Finding, 'kind' | 'llm' | 'recent' | 'reference' | 'threshold'>,
  text: string,
): Finding => ({ ...of, test: null, interval: null, figures: [], text, examples: () => [] });

export const figure = (x: number): string => String(Number(x.toPrecision(3)));
export const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
