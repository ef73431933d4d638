import { sql } from 'drizzle-orm';
import { LATENCY_BINS, latencyBin } from '../domain/latency-bins.js';
import { digestId } from './candidate-sets.js';
import type { Db } from './database.js';

const HOUR_MS = 3_600_000;
const LEVELS = [1, 24] as const;

/** What the rollup tells decisions apart by. */
export interface RollupKey {
  readonly createdAt: number;
  readonly llm: string;
  readonly router: string;
  readonly version: string;
  readonly pool: string | null;
  readonly candidates: string | null;
  readonly tags: readonly string[];
}

/** What one decision, or what was said about one, adds; a part that is absent adds nothing. */
export interface RollupValues {
  readonly decisions?: number;
  readonly abstentionOn?: number;
  readonly abstained?: number;
  readonly predictions?: number;
  readonly predictedSum?: number;
  readonly expectedUsd?: number;
  /** In the order of the candidate set. */
  readonly candidateUsd?: ArrayLike<number>;
  readonly durationMs?: number;
  readonly feedback?: number;
  readonly scores?: number;
  readonly scoreSum?: number;
  readonly thumbsUp?: number;
  readonly thumbsDown?: number;
}

const SUMS = {
  decisions: 'decisions',
  abstention_on: 'abstentionOn',
  abstained: 'abstained',
  predictions: 'predictions',
  predicted_sum: 'predictedSum',
  expected_usd: 'expectedUsd',
  feedback: 'feedback',
  scores: 'scores',
  score_sum: 'scoreSum',
  thumbs_up: 'thumbsUp',
  thumbs_down: 'thumbsDown',
} as const satisfies Record<string, keyof RollupValues>;
const COLUMNS = Object.keys(SUMS) as (keyof typeof SUMS)[];

type Row = Record<keyof typeof SUMS, number> & {
  readonly per_llm: boolean;
  readonly hours: number;
  readonly tag: string;
  readonly starts_at: string;
  readonly key: string;
  readonly llm: string;
  readonly router: string;
  readonly version: string;
  readonly pool: string | null;
  readonly candidates: string | null;
  readonly candidate_usd: number[];
  readonly latency: number[];
};

/** Adds up what a transaction adds to the rollup, and writes it with one statement. */
export class RollupBatch {
  readonly #rows = new Map<string, Row>();
  readonly #keys = new Map<string, string>();

  add(key: RollupKey, values: RollupValues): void {
    this.#addAt({ ...key, llm: '' }, false, values);
    this.#addAt(key, true, values);
  }

  #addAt(key: RollupKey, perLlm: boolean, values: RollupValues): void {
    const { llm, router, version, pool, candidates, createdAt } = key;
    const parts = [llm, router, version, pool, candidates];
    const joined = parts.join('\n');
    let digest = this.#keys.get(joined);
    if (digest === undefined) this.#keys.set(joined, (digest = digestId(parts)));
    const tags = key.tags.length === 0 ? [''] : ['', ...new Set(key.tags)];
    for (const hours of LEVELS) {
      const start = createdAt - mod(createdAt, hours * HOUR_MS);
      for (const tag of tags) {
        const at = `${perLlm} ${hours} ${start} ${digest} ${tag}`;
        let row = this.#rows.get(at);
        if (!row) this.#rows.set(at, (row = emptyRow(key, { per_llm: perLlm, hours, tag, key: digest }, start)));
        addTo(row, values);
      }
    }
  }

  /** In order of the key, so that transactions side by side wait for each other and never in a circle. */
  async write(tx: Db): Promise<void> {
    if (this.#rows.size === 0) return;
    const sums = COLUMNS.map((column) => `${column} = t.${column} + excluded.${column}`).join(', ');
    await tx.execute(sql`
      insert into traffic_rollup as t
      select * from json_populate_recordset(null::traffic_rollup, ${JSON.stringify([...this.#rows.values()])}::json)
      order by per_llm, hours, tag, starts_at, key
      on conflict (per_llm, hours, tag, starts_at, key) do update set ${sql.raw(sums)},
        candidate_usd = ${sumOfArrays('candidate_usd')}, latency = ${sumOfArrays('latency')}`);
  }
}

/** Element by element; a missing one counts as 0. */
const sumOfArrays = (column: string) =>
  sql.raw(
    `(select coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) order by i), '{}')
      from unnest(t.${column}, excluded.${column}) with ordinality u(x, y, i))`,
  );

function emptyRow(of: RollupKey, at: Pick<Row, 'per_llm' | 'hours' | 'tag' | 'key'>, start: number): Row {
  const { llm, router, version, pool, candidates } = of;
  return {
    ...(Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Record<keyof typeof SUMS, number>),
    ...{ ...at, llm, router, version, pool, candidates },
    starts_at: new Date(start).toISOString(),
    candidate_usd: [],
    latency: new Array<number>(LATENCY_BINS).fill(0),
  };
}

function addTo(row: Row, values: RollupValues): void {
  for (const column of COLUMNS) row[column] += values[SUMS[column]] ?? 0;
  if (values.durationMs !== undefined) (row.latency[latencyBin(values.durationMs)] as number) += 1;
  const { candidateUsd } = values;
  for (let j = 0; j < (candidateUsd?.length ?? 0); j++) {
    row.candidate_usd[j] = (row.candidate_usd[j] ?? 0) + ((candidateUsd as ArrayLike<number>)[j] as number);
  }
}

/** Never negative, also before 1970. */
const mod = (a: number, n: number): number => ((a % n) + n) % n;
