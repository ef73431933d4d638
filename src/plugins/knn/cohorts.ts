import type { ResponseMatrix } from '../../domain/responses.js';

/** LLMs that were tested on much the same training queries, and those queries. */
export interface Cohort {
  /** Columns of the response matrix. */
  readonly columns: readonly number[];
  /** Training queries that at least one of them answered, ascending. */
  readonly rows: Uint32Array;
}

/** LLMs whose queries overlap by this share (intersection / union) belong together. */
const OVERLAP = 0.5;
/** With more groups than this, responses are missing here and there rather than by study. */
const MOST_COHORTS = 8;

/**
 * Groups LLMs by the queries they were tested on. In data joined from several studies the queries near to a new one may all
 * be of another study than an LLM's: its neighbours must be looked for among its own queries. Where responses are missing here
 * and there, all LLMs form one cohort. LLMs without a response are in none.
 */
export function cohorts(responses: ResponseMatrix): readonly Cohort[] {
  const seen = observed(responses);
  const groups: { readonly columns: number[]; readonly rows: Uint8Array }[] = [];
  seen.forEach((rows, column) => {
    if (!rows.includes(1)) return;
    const home = groups.find((group) => overlap(group.rows, rows) >= OVERLAP);
    if (!home) groups.push({ columns: [column], rows: rows.slice() });
    else {
      home.columns.push(column);
      for (let q = 0; q < rows.length; q++) if (rows[q]) home.rows[q] = 1;
    }
  });
  if (groups.length > MOST_COHORTS) {
    const columns = groups.flatMap((group) => group.columns).sort((a, b) => a - b);
    return [{ columns, rows: Uint32Array.from(responses.queries.keys()) }];
  }
  return groups.map(({ columns, rows }) => ({ columns, rows: Uint32Array.from(indices(rows)) }));
}

/** Per LLM: [queries], 1 where it was observed. */
function observed(m: ResponseMatrix): readonly Uint8Array[] {
  const seen = m.llms.map(() => new Uint8Array(m.queries.length));
  for (let q = 0; q < m.queries.length; q++) {
    for (let e = m.rowStart[q] as number; e < (m.rowStart[q + 1] as number); e++) {
      (seen[m.llmIndex[e] as number] as Uint8Array)[q] = 1;
    }
  }
  return seen;
}

function overlap(x: Uint8Array, y: Uint8Array): number {
  let both = 0;
  let either = 0;
  for (let q = 0; q < x.length; q++) {
    both += (x[q] as number) & (y[q] as number);
    either += (x[q] as number) | (y[q] as number);
  }
  return both / Math.max(1, either);
}

function indices(flags: Uint8Array): number[] {
  const out: number[] = [];
  flags.forEach((flag, i) => flag && out.push(i));
  return out;
}
