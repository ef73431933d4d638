import type { Estimate } from './rows.js';

/** How a number is written. `percent`: in [0, 1], shown × 100; `usd`: 4 digits; `reward`: 2; `figure`: 4; `count`: whole. */
export type ReportFormat = 'text' | 'percent' | 'usd' | 'reward' | 'figure' | 'count' | 'number';

export interface ReportColumn {
  readonly id: string;
  /** Short enough for a head of column. */
  readonly label: string;
  readonly format: ReportFormat;
  /** What is good; null where neither is. */
  readonly better: 'higher' | 'lower' | null;
}

/** Null where a figure has no meaning. */
export type ReportCell = string | number | Estimate | null;

/** A table as the protocol shows it; the first column names the row. */
export interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly {
    /** As many as columns. */
    readonly cells: readonly ReportCell[];
    /** A bound, set apart from what is compared. */
    readonly reference: boolean;
  }[];
}
